import CohortDiagnostics
import CohortLife
import CohortSimulation

/// Orders everything launched later after everything launched so far, whatever data they use; nobody waits at this line.
///
///     write(&log.simultaneous)
///     executionFence()
///     check(log.simultaneous)         // after the write, though both are simultaneous
///
/// - Returns: true once everything before the fence is over, failed or not.
/// - Complexity: O(operations in flight).
/// - SeeAlso: Legion's `issue_execution_fence`. There is no mapping fence: a launch is mapped when the call returns.
@discardableResult
public func executionFence(file: StaticString = #fileID, line: UInt32 = #line) -> Future<Bool> {
    let box = TypedFutureBox<Bool>(count: 1)
    let place = SourceLocation(file: file, line: line)
    guard let context = TaskContext.current else {
        box.refuse(LaunchMisuse.noContext("a fence", place))
        return Future(box: box, element: 0)
    }
    let first = context.nextSequence
    context.issueFence(box, at: place)
    return Future(box: box, element: 0, operations: first ... first)
}

/// The time at which a task's result is there, as a duration since an unspecified moment: two of them can be subtracted.
///
/// The moment is not before the result is there, and later by as long as the machine has other work.
///
/// - Returns: a future, so that nobody waits.
/// - SeeAlso: Legion's timing operations.
public func timestamp<Value>(
    after future: Future<Value>, file: StaticString = #fileID, line: UInt32 = #line
) -> Future<Duration> {
    let builder = LaunchBuilder("timestamp", nil, file: file, line: line)
    builder.plan.kind = .bookkeeping
    if let box = future.box {
        builder.follow(box)
    } else {
        future.issuer?.follow(future.operations, builder.plan)
    }
    builder.run { $0.finish(with: Clock.now) }
    return builder.single()
}

private enum Clock {
    private static let start = ContinuousClock.now

    /// Where threads take turns, the time of these.
    static var now: Duration { Turns.now.map { .nanoseconds($0) } ?? ContinuousClock.now - start }
}
