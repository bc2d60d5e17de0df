import CohortDiagnostics
import CohortGeometry
import CohortLife

/// The result of a task that may not have run yet.
///
/// Passing a future to another task orders the two and waits for nothing; only `value` waits.
/// - SeeAlso: Legion's `Future`.
public struct Future<Value> {
    package let box: TypedFutureBox<Value>?
    let element: Int
    /// Those that the launch issued, whose numbers also say in which context; `none` where it issued none.
    let operations: ClosedRange<UInt64>
    let defect: CohortError?

    init(
        box: TypedFutureBox<Value>?, element: Int, operations: ClosedRange<UInt64> = TaskContext.noOperations,
        defect: CohortError? = nil
    ) {
        self.box = box
        self.element = element
        self.operations = operations
        self.defect = defect
    }

    /// A future that is there already.
    public init(_ value: Value) {
        let box = TypedFutureBox<Value>(count: 1)
        box.store(value, at: 0)
        box.finish()
        self.init(box: box, element: 0)
    }

    /// The task's result; suspends until the task is over.
    ///
    /// - Throws: the error of the task, or of the one whose failure kept it from running.
    public var value: Value {
        get async throws {
            guard let box else { return try await waitForVoid() }
            let current = TaskContext.current
            var stalled: CohortError?
            if let current { stalled = await current.wait(for: box) } else { await waitOutside(box) }
            if let error = stalled ?? box.failure(of: element) {
                current?.didSee(error)
                throw error
            }
            return box.elements[element]
        }
    }

    /// True when `value` would not wait. The program's meaning should not depend on it.
    public var isReady: Bool { box?.isDone ?? (issuer?.isOver(operations) ?? true) }

    /// The context whose code is running, if that launched the task.
    var issuer: TaskContext? { TaskContext.current.flatMap { $0.hasIssued(operations) ? $0 : nil } }

    private func waitOutside(_ box: FutureBox) async {
        await withUnsafeContinuation { continuation in box.whenDone { continuation.resume() } }
    }

    private func waitForVoid() async throws -> Value {
        if operations == TaskContext.noOperations {
            if let defect { throw defect }
        } else {
            guard let issuer else {
                throw CohortError(
                    .foreignFuture, "a future without a value was awaited by another task than the one that launched",
                    rule: "a future without a value belongs to the task that launched it",
                    fix: "return a value, or await it where it was launched")
            }
            await issuer.wait(for: operations)
            if let error = issuer.takeFailure(in: operations) { throw error }
        }
        guard let nothing = () as? Value else {
            // our bug: only launches without a result make futures without a box.
            preconditionFailure("a future without a box is a future of Void")
        }
        return nothing
    }
}

extension Future: TaskArgument {
    /// Orders the task after the one that makes the value.
    public func pass(to builder: LaunchBuilder) {
        if let box { builder.pass(box, element: element) }
    }
}
