import CohortDiagnostics
import CohortLife

/// Launches tasks that must all run at the same time, each on a worker of its own: they may wait for one another.
///
/// None of them runs before the closure has ended, and all run or none: when one breaks a rule all fail with its error.
///
///     mustEpoch {
///         for block in 0 ..< blocks { exchange(&grid[block].height.simultaneous, ready, done) }
///     }
///
/// - Errors: `launch.too-many-concurrent` for more tasks than workers; `launch.epoch-order` when program order would run one of
///   them after another; `launch.nested-epoch` within another must-epoch.
/// - SeeAlso: Legion's `MustEpochLauncher`.
@discardableResult
public func mustEpoch<Result>(
    file: StaticString = #fileID, line: UInt32 = #line, _ body: () throws -> Result
) rethrows -> Result {
    guard let context = TaskContext.current else { return try body() }
    guard let epoch = context.openEpoch() else {
        context.failEpoch(SourceLocation(file: file, line: line))
        return try body()
    }
    defer { context.closeEpoch(epoch) }
    return try body()
}

/// Makes the points of each index launch in `body` run at the same time, so that they may call `pointBarrier()`.
///
/// - Errors: `launch.too-many-concurrent` for more points than workers; `launch.epoch-order` when the points would run one after
///   another.
/// - SeeAlso: Legion's concurrent index launches.
@discardableResult
public func concurrently<Result>(_ body: () throws -> Result) rethrows -> Result {
    guard let context = TaskContext.current else { return try body() }
    let outer = context.launchesGangs
    context.launchesGangs = true
    defer { context.launchesGangs = outer }
    return try body()
}

/// Waits, in a task launched by `concurrently` or in a must-epoch, until all tasks that run together with it have called this as often.
///
/// - Throws: `task.point-barrier` outside such a task, and when one of the others ended without coming.
/// - SeeAlso: Legion's `concurrent_task_barrier`.
public func pointBarrier(file: StaticString = #fileID, line: UInt32 = #line) throws {
    guard let frame = TaskFrame.current, let isComplete = frame.meetGang() else {
        throw CohortError(
            .pointBarrier, "`pointBarrier()` was called outside a task of a concurrent launch",
            rule: "only tasks that run at the same time can wait for one another",
            fix: "launch the task inside `concurrently { … }`", at: SourceLocation(file: file, line: line))
    }
    if isComplete { return }
    throw CohortError(
        .pointBarrier, "task '\(frame.name)' waits at a barrier to which another one of its launch will not come: that has ended",
        rule: "all points of a concurrent launch call `pointBarrier()` equally often",
        fix: "call it on every path, before any `throw`", at: SourceLocation(file: file, line: line))
}
