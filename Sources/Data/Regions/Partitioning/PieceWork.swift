import CohortDiagnostics
import CohortGeometry

/// What an operator has to compute, cut into phases: the parts of one phase may run at the same time, on any threads, and
/// each phase comes after the whole of the one before. Nothing is computed until somebody runs the parts.
package struct PieceWork: Sendable {
    /// Parts numbered from 0.
    package enum Phase: Sendable {
        /// Parts that look at geometry alone.
        case parts(Int, @Sendable (Int) -> Void)
        /// Parts that read the field; the data must be there, and stay, while they run.
        case readers(Int, @Sendable (Int, PointColumn) -> Void)
    }

    package let phases: ContiguousArray<Phase>
    /// The pieces, or what is wrong with the data; after all phases.
    package let result: @Sendable () throws(CohortError) -> ContiguousArray<Domain>

    package init(
        phases: ContiguousArray<Phase>, result: @escaping @Sendable () throws(CohortError) -> ContiguousArray<Domain>
    ) {
        self.phases = phases
        self.result = result
    }

    /// One part that computes all pieces.
    package init(_ pieces: @escaping @Sendable () throws(CohortError) -> ContiguousArray<Domain>) {
        let made = Slots<Result<ContiguousArray<Domain>, CohortError>>(repeating: .success([]), count: 1)
        let phase = Phase.parts(1) { _ in
            do throws(CohortError) {
                made[0] = .success(try pieces())
            } catch {
                made[0] = .failure(error)
            }
        }
        self.init(phases: [phase]) { () throws(CohortError) in try made[0].get() }
    }

    /// Runs all parts here, one after the other.
    package func run(_ column: PointColumn) throws(CohortError) -> ContiguousArray<Domain> {
        for phase in phases {
            switch phase {
            case .parts(let count, let part): for index in 0 ..< count { part(index) }
            case .readers(let count, let part): for index in 0 ..< count { part(index, column) }
            }
        }
        return try result()
    }
}

/// The pieces of a partition, which are there when the parts that look at them run.
package typealias FuturePieces = @Sendable () -> ContiguousArray<Domain>
