import CohortData
import CohortGeometry
import CohortMachineModel

// What mappers asked to be told of operations that are over.

extension InstanceManager {
    /// Notes that a worker has taken the point up. Its log begins if the options of its launch asked for one.
    func noteReady(_ request: PlacementRequest, _ point: Int) {
        if request.points[point].ready != nil { return }
        request.points[point].ready = .now
        noteRequests(request.options.reports, request, point)
    }

    /// Begins or extends the log of a point.
    func noteRequests(_ requests: ProfilingRequests, _ request: PlacementRequest, _ point: Int) {
        if requests.isEmpty { return }
        let log = request.points[point].log ?? PointLog([])
        log.requests.formUnion(requests)
        request.points[point].log = log
    }

    /// Notes the instances that a point has got.
    func noteInstances(_ placement: PointPlacement, _ request: PlacementRequest, _ point: Int) {
        guard let log = request.points[point].log else { return }
        log.mapped = .now
        guard log.requests.contains(.instances) else { return }
        for use in placement.uses where !log.instances.contains(where: { $0.id.number == use.instance.number }) {
            guard let memory = machine.memory(.init(rawValue: use.instance.pool.number)) else { continue }
            log.instances.append(
                ProfilingReport.Instance(
                    id: InstanceToMap.ID(number: use.instance.number), region: request.regionName(use.tree), memory: memory,
                    byteCount: .bytes(use.instance.byteCount)))
        }
    }

    /// Notes copies that have been made for a point.
    func note(_ moves: [DataMove], _ spans: [Duration], _ request: PlacementRequest, _ point: Int) {
        guard let log = request.points[point].log, log.requests.contains(.copies) else { return }
        for (move, span) in zip(moves, spans) {
            guard let source = machine.memory(.init(rawValue: move.source.pool.number)),
                let target = machine.memory(.init(rawValue: move.target.pool.number))
            else { continue }
            log.copies.append(
                ProfilingReport.Copy(
                    region: request.regionName(move.tree), field: move.fieldName, domain: move.domain,
                    byteCount: .bytes(move.byteCount), source: source, target: target, duration: span))
        }
    }

    /// Tells the mapper what it asked for, when the point is over. Each point comes here once.
    func report(_ outcome: ProfilingReport.Outcome, _ request: PlacementRequest, _ point: Int, processor: Int? = nil) {
        if outcome == .notWanted || outcome == .notReached { noteReady(request, point) }
        let record = request.points[point]
        guard let log = record.log else { return }
        let requests = log.requests
        let report = ProfilingReport(
            name: request.name, operation: request.operation, point: point, requests: requests, outcome: outcome,
            times: requests.contains(.times) ? record.ready.map { times(log, ready: $0) } : nil,
            processor: requests.contains(.processor)
                ? processor.flatMap { machine.processor(.init(rawValue: $0)) } : nil,
            copies: log.copies, instances: log.instances)
        tell { mapper, context in mapper.report(report, context) }
        request.points[point].log = nil
    }

    /// Tells the mapper of a launch that it asked about, and that was refused since its slices are wrong.
    func reportRefusal(_ reports: ProfilingRequests, of launch: LaunchToMap) {
        if reports.isEmpty { return }
        for point in 0 ..< launch.domain.volume {
            let report = ProfilingReport(
                name: launch.name, operation: nil, point: point, requests: reports, outcome: .failed, times: nil,
                processor: nil,
                copies: [], instances: [])
            tell { mapper, context in mapper.report(report, context) }
        }
    }

    private func times(_ log: PointLog, ready: ContinuousClock.Instant) -> ProfilingReport.Times {
        ProfilingReport.Times(
            ready: ready - start, mapped: log.mapped.map { $0 - start }, started: log.started.map { $0 - start },
            ended: log.ended.map { $0 - start })
    }
}

extension PlacementRequest {
    /// The name of the region of that number.
    func regionName(_ tree: Int) -> String { needs.first { $0.tree.id == tree }?.tree.name ?? "" }
}
