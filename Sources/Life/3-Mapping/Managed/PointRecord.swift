import CohortData
import CohortGeometry
import CohortMachineModel

/// What a launch in a managed runtime knows of one of its points.
struct PointRecord {
    /// What it works on, from the moment it has all of it to its end.
    var placement: PointPlacement?
    /// -1 for any.
    private(set) var processor: Int32
    var priority: Int
    /// True when a mapper has taken it from the ready tasks.
    var isChosen = false
    /// True when the mapper knows that nothing runs any more.
    var isLastCall = false
    private(set) var refusals = 0
    /// When a worker first took it up.
    var ready: ContinuousClock.Instant?
    /// What a mapper wants to be told when it is over.
    var log: PointLog?

    init(_ options: TaskOptions) {
        processor = Self.number(options.processor)
        priority = options.priority
    }

    mutating func send(to processor: MachineModel.Processor.ID?) { self.processor = Self.number(processor) }

    /// The mapper left it, sent it elsewhere or put it back.
    mutating func refuse() {
        isChosen = false
        refusals += 1
    }

    private static func number(_ processor: MachineModel.Processor.ID?) -> Int32 {
        processor.map { Int32(truncatingIfNeeded: $0.rawValue) } ?? -1
    }
}

/// What happens to a point of which a mapper wants to be told. Used by one thread after the other.
final class PointLog {
    var requests: ProfilingRequests
    var mapped: ContinuousClock.Instant?
    var started: ContinuousClock.Instant?
    var ended: ContinuousClock.Instant?
    var copies: [ProfilingReport.Copy] = []
    var instances: [ProfilingReport.Instance] = []

    init(_ requests: ProfilingRequests) { self.requests = requests }
}
