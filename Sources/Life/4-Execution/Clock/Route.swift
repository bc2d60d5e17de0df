import CohortMachineModel

/// The way of data from one memory to another.
struct Route: Sendable {
    let hops: [Hop]

    /// A channel, and how fast it is.
    struct Hop: Sendable {
        let ends: Ends
        let affinity: MachineModel.Affinity

        /// The numbers of two memories; the same twice for what moves within one.
        struct Ends: Hashable, Sendable {
            var source: Int
            var target: Int
        }

        /// Nanoseconds for that many bytes.
        func time(for byteCount: Int) -> Int { affinity.latency.nanoseconds + affinity.time(for: byteCount) }
    }

    /// The way over the fewest memories; of several, over those that come first. O(memories²).
    init(from source: Int, to target: Int, _ machine: MachineModel) {
        let memories = Array(machine.memories)
        var origins: [Int: Int] = [source: source]
        var next = [source]
        while origins[target] == nil, !next.isEmpty {
            let place = next.removeFirst()
            for other in memories where origins[other.id.rawValue] == nil {
                if machine.affinity(from: memories[place], to: other) == nil { continue }
                origins[other.id.rawValue] = place
                next.append(other.id.rawValue)
            }
        }
        var hops: [Hop] = []
        var place = target
        while place != source, let origin = origins[place] {
            if let affinity = machine.affinity(from: memories[origin], to: memories[place]) {
                hops.append(Hop(ends: Hop.Ends(source: origin, target: place), affinity: affinity))
            }
            place = origin
        }
        self.hops = hops.reversed()
    }

    /// Within one memory.
    init(within memory: Int, _ affinity: MachineModel.Affinity) {
        hops = [Hop(ends: Hop.Ends(source: memory, target: memory), affinity: affinity)]
    }
}

extension MachineModel.Affinity {
    /// Nanoseconds to move bytes, the latency apart.
    func time(for byteCount: Int) -> Int {
        Int((Double(byteCount) * 1e9 / Double(bandwidth.bytesPerSecond)).rounded(.up))
    }
}
