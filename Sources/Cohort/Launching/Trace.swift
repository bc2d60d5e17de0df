import CohortDiagnostics
import CohortLife

/// Says that what `body` launches is launched again and again, alike: from some repetition on, what follows what is not found out but known.
///
///     for _ in 0 ..< steps {
///         trace { relax(tiles, &tiles.height); swap(&tiles) }
///     }
///
/// Nothing else is different. The first three or four repetitions are analysed; when two behind one another were alike, the next are only
/// compared with them, launch by launch. One that uses other data, or the same after somebody else has, is analysed from there on, and so are the next
/// two: it is never replayed wrongly. Values may differ each time. A trace within another belongs to that.
///
/// Not replayed are repetitions in which the code waits, or that contain barriers, must-epochs, data shared by coherence, or launches
/// within open mappings; `Context.traceReport` says why. With several memories, or tasks in another order than they become ready, nothing is.
/// - Parameter mayDiffer: whether repetitions may launch other tasks than the first; then these are analysed.
/// - Errors: `trace.differs` for a launch that is not the one of the first repetition, unless it may differ: it does not run.
/// - Complexity: for a launch some nanoseconds each requirement, and for a task one atomic operation each task that it follows.
/// - SeeAlso: Legion's `begin_trace`; a trace that differs is an error there.
@discardableResult
public func trace<Result>(
    mayDiffer: Bool = false, file: StaticString = #fileID, line: UInt32 = #line, _ body: () throws -> Result
) rethrows -> Result {
    guard let context = TaskContext.current else { return try body() }
    context.beginTrace(at: SourceLocation(file: file, line: line), mayDiffer: mayDiffer)
    defer { context.endTrace() }
    return try body()
}
