import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

/// Pieces that operations compute, each phase of the work an index launch of its own.
///
/// Only the phase that reads the field is a reader of it, in program order: those who write the field later wait for that
/// phase, and nobody else waits for anything but the pieces.
final class DeferredPieces: OperationSource {
    /// Done when the last phase is over, or will not run.
    let box: FutureBox
    private let result: @Sendable () throws(CohortError) -> ContiguousArray<Domain>
    /// The partitions that the work looks at; when one of them has no pieces, neither has this one.
    private let inputs: [PartitionNode]
    private let place: SourceLocation

    private init(
        _ box: FutureBox, _ inputs: [PartitionNode], _ place: SourceLocation,
        _ result: @escaping @Sendable () throws(CohortError) -> ContiguousArray<Domain>
    ) {
        self.box = box
        self.inputs = inputs
        self.place = place
        self.result = result
    }

    /// The pieces, once their operations are over; the thread runs other work meanwhile.
    func wait() -> Result<ContiguousArray<Domain>, CohortError> {
        let diagnosis = box.block()
        if let failure = box.firstFailure ?? inputs.lazy.compactMap(\.defect).first { return .failure(failure) }
        if !box.isDone { return .failure(stalled(diagnosis)) }
        do throws(CohortError) {
            return .success(try result())
        } catch {
            var error = error
            error.place = error.place ?? place
            return .failure(error)
        }
    }

    private func stalled(_ diagnosis: String?) -> CohortError {
        var error = CohortError(
            .barrierStalled,
            "a partition made at \(place) needs data that wait for something which this code has still to do, as an arrival at a barrier or the end of a mapping",
            rule: "what a line waits for may not depend on what the same code launches later",
            fix: "launch what arrives at the barrier before the partition is used, and use data that are mapped after the closure"
        )
        error.diagnosis = diagnosis
        return error
    }
}

extension DeferredPieces {
    /// Issues the phases of `work`, one after the other.
    ///
    /// - Parameters:
    ///   - reading: what the readers among the parts read; launched like any reader, so that order, privileges and lazy fills
    ///     are those of one.
    ///   - inputs: the partitions whose pieces the parts look at.
    ///   - futures: the results that they look at.
    static func issue(
        _ work: PieceWork, _ name: StaticString, _ reading: OperatorReading?, after inputs: [PartitionNode],
        _ futures: [FutureBox], at place: SourceLocation
    ) -> DeferredPieces {
        var previous = futures + inputs.compactMap { ($0.promise as? any OperationSource)?.box }
        for phase in work.phases {
            let builder = LaunchBuilder(name, nil, file: place.file, line: place.line)
            builder.plan.beOperator()
            builder.plan.kind = .operation(.partition)
            builder.plan.extraPredecessors += previous
            switch phase {
            case .parts(let count, let part):
                builder.plan.isChecked = false
                builder.plan.leaveCompany()
                builder.plan.propose(.numbers(below: count))
                builder.run { frame in
                    part(frame.pointIndex)
                    frame.finish(with: true)
                }
            case .readers(let count, let part):
                reading?.require(builder)
                // A partition's field has proposed its colours, a point for each piece.
                if builder.plan.domain == nil { builder.plan.propose(.numbers(below: count)) }
                builder.run { frame in
                    let column = frame.column(0)
                    let points = PointColumn(origin: column.origin, strides: column.strides, words: reading?.words ?? 1)
                    part(frame.pointIndex, points)
                    frame.finish(with: true)
                }
            }
            previous = [builder.done()]
        }
        guard let last = previous.first else {
            // our bug: every work has a phase.
            preconditionFailure("an operator has nothing to compute")
        }
        return DeferredPieces(last, inputs, place, work.result)
    }
}

/// Pieces that come out of operations.
protocol OperationSource: PieceSource {
    /// Done when the pieces can be taken without waiting.
    var box: FutureBox { get }
}

extension LaunchBuilder {
    /// The box that is done when all points are over, or refused.
    fileprivate func done() -> FutureBox {
        let box: TypedFutureBox<Bool>? = index(returning: Bool.self).box
        guard let box else {
            // our bug: only launches without a result have no box.
            preconditionFailure("a phase of an operator has no box")
        }
        return box
    }
}
