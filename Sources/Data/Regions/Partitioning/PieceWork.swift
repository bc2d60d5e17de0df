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
        self.init(following: [], pieces)
    }

    /// One part that computes all pieces, after some phases.
    package init(
        following phases: ContiguousArray<Phase>,
        _ pieces: @escaping @Sendable () throws(CohortError) -> ContiguousArray<Domain>
    ) {
        let made = Slots<Result<ContiguousArray<Domain>, CohortError>>(repeating: .success([]), count: 1)
        let last = Phase.parts(1) { _ in
            do throws(CohortError) {
                made[0] = .success(try pieces())
            } catch {
                made[0] = .failure(error)
            }
        }
        self.init(phases: phases + [last]) { () throws(CohortError) in try made[0].get() }
    }

    /// Computes `count` pieces one by one, in `parts` parts, after some phases.
    ///
    /// - Parameter dimension: that of the pieces.
    package init(
        following phases: ContiguousArray<Phase> = [], count: Int, parts: Int, dimension: Int,
        _ piece: @escaping @Sendable (Int) throws(CohortError) -> Domain
    ) {
        let pieces = Slots(repeating: Domain.empty(dimension: dimension), count: count)
        let failures = Slots<CohortError?>(repeating: nil, count: parts)
        let each = Phase.parts(parts) { part in
            do throws(CohortError) {
                for index in PieceWork.share(part, of: parts, count) { pieces[index] = try piece(index) }
            } catch {
                failures[part] = error
            }
        }
        self.init(phases: phases + [each]) { () throws(CohortError) in
            for failure in failures.values { if let failure { throw failure } }
            return pieces.values
        }
    }

    /// The numbers below `count` that fall to a part.
    package static func share(_ part: Int, of parts: Int, _ count: Int) -> Range<Int> {
        part * count / parts ..< (part + 1) * count / parts
    }

    /// Runs all parts here, one after the other.
    ///
    /// - Parameter column: the field, where some parts read one.
    package func run(_ column: PointColumn? = nil) throws(CohortError) -> ContiguousArray<Domain> {
        for phase in phases {
            switch phase {
            case .parts(let count, let part): for index in 0 ..< count { part(index) }
            case .readers(let count, let part):
                guard let column else {
                    // our bug: only work on geometry alone is run without a field.
                    preconditionFailure("an operator that reads a field was run without one")
                }
                for index in 0 ..< count { part(index, column) }
            }
        }
        return try result()
    }
}

/// The pieces of a partition, which are there when the parts that look at them run.
package typealias FuturePieces = @Sendable () -> ContiguousArray<Domain>

/// The points of a region, which are there when the parts that look at them run.
package typealias FutureSpace = @Sendable () -> Domain
