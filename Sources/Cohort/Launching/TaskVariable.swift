import CohortDiagnostics
import CohortLife
import Synchronization

/// A variable of which each running task has its own.
///
///     enum Scratch { static let sums = TaskVariable([Double](repeating: 0, count: 64)) }
///
///     Scratch.sums.value[3] += x              // in a task, or in a function that it calls
///
/// A task has the initial value, made when it first asks, until it sets another; nobody else sees that. It keeps it while it waits,
/// whatever its thread runs meanwhile, and the value ends with the task's body, also when that throws. Tasks that a task launches begin
/// with the initial value again: what they need to know is an argument, so that it is seen at the launch, and is the same wherever
/// and whenever they run. The points of an index launch are tasks of their own.
///
/// Outside tasks the value is the initial one; setting it there is the warning `launch.no-context`, and does nothing.
///
/// - Attention: Swift's `@TaskLocal` is no substitute. A task that launches others is a Swift task of its own and sees the default; a leaf
///   runs on whatever thread is free, and sees what that happens to do.
/// - SeeAlso: Legion's `get_local_task_variable`.
public struct TaskVariable<Value>: Sendable {
    private let number: Int
    private let initial: @Sendable () -> Value

    /// A variable with this value in each task that sets no other.
    public init(_ initial: @autoclosure @escaping @Sendable () -> Value) {
        number = nextNumber.wrappingAdd(1, ordering: .relaxed).oldValue
        self.initial = initial
    }

    /// The value in the running task. Changes happen in place.
    ///
    /// - Complexity: O(variables that the task has asked for); the first time it allocates.
    public var value: Value {
        get { box?.value ?? initial() }
        nonmutating _modify {
            let box = box ?? Self.outside(initial())
            yield &box.value
        }
    }

    private var box: Box<Value>? {
        TaskVariables.current.map { unsafeDowncast($0.box(number) { Box(initial()) }, to: Box<Value>.self) }
    }

    /// A value that nobody will see.
    private static func outside(_ value: Value) -> Box<Value> {
        Warning.print(
            CohortError(
                .noContext, "a task variable was changed outside a Cohort program",
                rule: "a task variable has a value in each running task, and none outside",
                fix: "change it in a task, and stay on its executor (no `Task.detached`, no other actor)"))
        return Box(value)
    }
}

private final class Box<Value> {
    var value: Value
    init(_ value: Value) { self.value = value }
}

private let nextNumber = Atomic<Int>(0)
