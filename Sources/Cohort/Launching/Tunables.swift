import CohortDiagnostics
import CohortLife

/// A number that the mapper chooses: how many pieces, how deep a recursion, or whatever suits the machine.
///
///     let pieces = try await tunable("pieces", default: 8).value
///     let halves = grid.partitioned(.equal, into: try await tunable(.cpuWorkers).value)
///
/// The mapper is asked at this line. Without one, and where it does not know, the standard ones are those of the machine, such as
/// `.cpuWorkers` and `.gpus`, and others are `default`. The future is there at once, and can be passed to tasks.
///
/// - Parameter default: the value when nobody knows the name; without it such a name is an error.
/// - Errors: `mapping.unknown-tunable`; `launch.no-context` outside a running program. They are thrown by the future's `value`.
/// - Complexity: O(1), beside the mapper's thoughts.
/// - SeeAlso: Legion's `select_tunable_value`.
public func tunable(
    _ name: TunableName, default fallback: Int? = nil, file: StaticString = #fileID, line: UInt32 = #line
) -> Future<Int> {
    let place = SourceLocation(file: file, line: line)
    let box = TypedFutureBox<Int>(count: 1)
    let context = TaskContext.current
    do throws(CohortError) {
        guard let context else { throw LaunchMisuse.noContext("the choice of tunable '\(name)'", place) }
        box.store(try context.tunable(name, fallback: fallback, at: place), at: 0)
        box.finish()
    } catch {
        box.refuse(error)
    }
    return Future(box: box, element: 0)
}
