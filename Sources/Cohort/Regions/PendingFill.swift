import CohortData
import CohortDiagnostics
import CohortGeometry

/// What a colour of a pending partition is filled with.
struct PendingFill: Sendable {
    /// The partitions whose pieces are combined.
    let inputs: [PartitionNode]
    /// The points; when the pieces of the inputs are there.
    let points: @Sendable () throws(CohortError) -> Domain
    /// Where it was filled.
    let place: SourceLocation

    /// The points, with the place of the call in what goes wrong.
    func found() throws(CohortError) -> Domain {
        do throws(CohortError) {
            return try points()
        } catch {
            var error = error
            error.place = error.place ?? place
            throw error
        }
    }
}
