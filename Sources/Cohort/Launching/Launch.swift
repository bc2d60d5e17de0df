/// Launches a task that has no region among its arguments: `let sum = launch { add(1, 2) }`.
///
/// Where arguments name regions the call itself is the launch; with plain values alone it would be an ordinary call.
@discardableResult
public func launch<Result>(_ task: () -> Future<Result>) -> Future<Result> { task() }

/// Launches index tasks that have no region among their arguments, as `launch` does a single one.
@discardableResult
public func launch<Result>(_ tasks: () -> FutureMap<Result>) -> FutureMap<Result> { tasks() }
