import CohortData
import CohortGeometry
import CohortMachineModel

/// What a launch in a managed runtime knows of one of its points.
struct PointRecord {
    /// What it works on, from the moment it has all of it to its end.
    var placement: PointPlacement?
    /// When a worker first took it up.
    var ready: ContinuousClock.Instant?
    /// What a mapper wants to be told when it is over.
    var log: PointLog?
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
