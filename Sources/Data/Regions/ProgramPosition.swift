/// A place in program order: the numbers of the launches that lead to a task, outermost first, and of an operation in it.
///
/// The order of places is that of a sequential run: what a task launches comes after what was launched before that task, and
/// before what its parent launches next.
package struct ProgramPosition: Comparable, Sendable {
    private let numbers: [UInt64]

    /// The place of operation `last` of the task that these launches lead to. None at all: before the program.
    package init(_ launches: [UInt64] = [], _ last: UInt64? = nil) {
        numbers = launches + (last.map { [$0] } ?? [])
    }

    /// True when this place comes first.
    package static func < (left: ProgramPosition, right: ProgramPosition) -> Bool {
        left.numbers.lexicographicallyPrecedes(right.numbers)
    }
}
