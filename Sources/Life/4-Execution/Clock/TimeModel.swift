import CohortData
import CohortGeometry
import CohortMachineModel

/// How long things take on a machine that is described.
///
/// A task takes the time of its body on a CPU worker, divided by the speed of its processor, or the time that its processor needs to
/// reach its data in their memories, whichever is longer; and before that the latency of the farthest of these memories. A copy takes
/// the latency and the bytes by the bandwidth of its channel. Within a memory data move at the pace of the processor that is nearest
/// to it, and what is both read and written counts twice.
struct TimeModel: Sendable {
    let machine: MachineModel
    let times: TaskTimes
    private let processors: [MachineModel.Processor]
    private let memories: [MachineModel.Memory]
    /// From each memory to each.
    private let routes: [[Route]]
    /// The best figures that a processor has for each memory.
    private let nearest: [MachineModel.Affinity]

    init(_ machine: MachineModel, _ times: TaskTimes) {
        self.machine = machine
        self.times = times
        processors = Array(machine.processors)
        memories = Array(machine.memories)
        let nearest = memories.map { memory in
            machine.processors.withBestAffinity(to: memory).first.flatMap { machine.affinity(of: $0, to: memory) }
                ?? Self.slowest(Route(from: 0, to: memory.id.rawValue, machine))
        }
        self.nearest = nearest
        routes = memories.indices.map { source in
            nearest.indices.map { target in
                source == target ? Route(within: source, nearest[source]) : Route(from: source, to: target, machine)
            }
        }
    }

    /// The way of data; within a memory, that of data which are written.
    func route(from source: Int, to target: Int) -> Route { routes[source][target] }

    /// Nanoseconds of a task on a processor, or on the first one. O(uses).
    func taskTime(_ request: PlacementRequest, _ point: Int, _ placement: PointPlacement, on number: Int?) -> Int {
        let processor = processors[number ?? 0]
        let body = times.nanoseconds(of: request.name, point: point, of: request.pointCount) ?? 0
        var latency = 0
        var data = 0
        for use in placement.uses {
            let affinity = reach(processor, use.instance.pool.number)
            latency = max(latency, affinity.latency.nanoseconds)
            data += affinity.time(for: use.byteCount * (use.changes && use.keepsOldData ? 2 : 1))
        }
        return latency + max(body / processor.speed, data)
    }

    /// What an operation of the runtime's moves: to the memory of what it changes, from that of what it only reads. O(uses).
    func movement(_ placement: PointPlacement) -> (byteCount: Int, route: Route)? {
        guard let target = placement.uses.first(where: \.changes) ?? placement.uses.first else { return nil }
        let source = placement.uses.first { !$0.changes } ?? target
        let changed = placement.uses.filter { $0.changes || !target.changes }
        let byteCount = changed.reduce(0) { $0 + $1.byteCount }
        let from = source.instance.pool.number
        let to = target.instance.pool.number
        let isWithin = from == to && source.instance !== target.instance
        return (isWithin ? byteCount * 2 : byteCount, route(from: from, to: to))
    }

    /// What copies move: for each pair of instances the bytes, and the way. O(copies²).
    func movements(_ copies: [DataMove]) -> [(byteCount: Int, route: Route)] {
        var pairs: [(source: PhysicalInstance, target: PhysicalInstance, byteCount: Int)] = []
        for copy in copies {
            let byteCount = copy.byteCount
            if let index = pairs.firstIndex(where: { $0.source === copy.source && $0.target === copy.target }) {
                pairs[index].byteCount += byteCount
            } else {
                pairs.append((copy.source, copy.target, byteCount))
            }
        }
        return pairs.map { pair in
            let from = pair.source.pool.number
            let to = pair.target.pool.number
            return (from == to ? pair.byteCount * 2 : pair.byteCount, route(from: from, to: to))
        }
    }

    /// How fast a processor reaches a memory; over main memory if it does not itself.
    private func reach(_ processor: MachineModel.Processor, _ memory: Int) -> MachineModel.Affinity {
        machine.affinity(of: processor, to: memories[memory]) ?? Self.slowest(routes[0][memory])
    }

    private static func slowest(_ route: Route) -> MachineModel.Affinity {
        // Every memory is linked with the system's, so there is a hop.
        route.hops.map(\.affinity).min { $1.isBetter(than: $0) } ?? .init(bandwidth: .gigabytesPerSecond(1), latency: .zero)
    }
}

extension PointPlacement.Use {
    fileprivate var byteCount: Int { domain.volume * instance.elementByteCount(of: field) }
}
