/// A grid of tasks: rows one after the other in time, and columns. A task takes outputs of the row before, computes, and leaves an output.
///
/// The definition is that of Task Bench (Slaughter and others, SC 2020).
public struct TaskGraph: Sendable, Equatable {
    /// Which of the graphs that run together, from 0.
    public var index = 0
    /// Rows.
    public var steps = 4
    /// Columns, at most.
    public var width = 4
    /// Which inputs a task has.
    public var dependence = DependenceType.trivial
    /// How many inputs: of nearest, spread and random_nearest.
    public var radix = 3
    /// After how many rows the inputs repeat: of spread and random_nearest; nil for what is usual.
    public var chosenPeriod: Int?
    /// How likely an input is: of random_nearest, from 0 to 1.
    public var fraction = 0.25
    /// What a task computes.
    public var kernel = Kernel()
    /// Bytes that a task leaves; 16 at least.
    public var outputBytes = 16
    /// Bytes of a column's own memory, a multiple of 8.
    public var scratchBytes = 0
    /// How many outputs of a column there is room for, so that rows may overtake one another; nil for what is usual.
    public var chosenFields: Int?

    /// One row, in a column; the usual values.
    public init(index: Int = 0) { self.index = index }

    /// After how many rows the inputs repeat, where that can be chosen; 0 elsewhere.
    public var period: Int { chosenPeriod ?? (dependence.hasPeriod ? 3 : 0) }

    /// The first column of a row.
    public func offset(_ step: Int) -> Int {
        step >= 0 && dependence == .dom ? max(0, step + width - steps) : 0
    }

    /// The columns of a row; 0 for those before the first.
    public func width(_ step: Int) -> Int {
        if step < 0 { return 0 }
        return switch dependence {
        case .dom: min(width, step + 1, steps - step)
        case .tree: min(width, 1 << min(step, 62))
        default: width
        }
    }

    /// The columns that a row has.
    public func columns(_ step: Int) -> Range<Int> { offset(step) ..< offset(step) + width(step) }

    /// How many tasks the graph has.
    ///
    /// - Complexity: O(steps).
    public var taskCount: Int { (0 ..< steps).reduce(0) { $0 + width($1) } }

    /// How many inputs all tasks have together.
    ///
    /// - Complexity: O(inputs).
    public var dependencyCount: Int {
        (0 ..< steps).reduce(0) { sum, step in
            columns(step).reduce(sum) { $0 + dependencies(step, $1).count }
        }
    }
}
