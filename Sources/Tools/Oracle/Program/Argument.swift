import Cohort

/// Some fields of some pieces, and what a task may do with them.
public struct Argument: Sendable {
    /// The pieces.
    public var target: Target
    /// The numbers of the fields.
    public var fields: [Int]
    /// The privilege.
    public var use: Use
    /// What siblings may do meanwhile; never such that the results would depend on the schedule.
    public var coherence = Coherence.exclusive

    /// An argument.
    public init(_ target: Target, _ fields: [Int], _ use: Use) {
        self.target = target
        self.fields = fields
        self.use = use
    }
}

/// A privilege.
public enum Use: Hashable, Sendable {
    /// Reads.
    case read
    /// Reads and writes.
    case readWrite
    /// Writes some points.
    case write
    /// Writes all points.
    case discard
    /// Folds.
    case reduce(Fold)

    /// True when the data may change other than by folding.
    var writes: Bool { self == .readWrite || self == .write || self == .discard }
    /// True when the old contents are seen.
    var reads: Bool { self == .read || self == .readWrite }
    /// True when the old contents matter.
    var needsOldData: Bool {
        if case .reduce = self { return true }
        return reads
    }

    /// The operator of a reduction.
    var fold: Fold? { if case .reduce(let fold) = self { fold } else { nil } }

    /// What a task that holds this may pass on.
    func permits(_ child: Use) -> Bool {
        switch self {
        case .read: child == .read
        case .readWrite: true
        case .write, .discard: child == .write || child == .discard
        case .reduce: child == self
        }
    }
}

/// Pieces named relative to the task that launches.
public struct Target: Hashable, Sendable {
    /// What is divided, if anything is.
    public var base: Base
    /// Which pieces of it.
    public var choice: Choice

    /// Pieces of a base.
    public init(_ base: Base, _ choice: Choice = .whole) {
        self.base = base
        self.choice = choice
    }

    /// What is divided.
    public enum Base: Hashable, Sendable {
        /// A region, by the main task.
        case region(Int)
        /// A partition, by the main task.
        case partition(Int)
        /// What the launching task got as an argument.
        case argument(Int)
        /// A partition that the launching task makes of an argument.
        case ruled(Int, Rule)
    }

    /// Which pieces.
    public enum Choice: Hashable, Sendable {
        /// All of an undivided base.
        case whole
        /// One colour.
        case piece(Int)
        /// For each launch point its own.
        case each(ProjectionRule)
    }
}

/// From launch points to colours.
public enum ProjectionRule: Hashable, Sendable {
    /// i
    case identity
    /// (i + k) mod n
    case shifted(Int)
    /// n − 1 − i
    case reversed
    /// i div 2
    case halved

    /// The colour among `count` for a point.
    func color(_ point: Int, of count: Int) -> Int {
        switch self {
        case .identity: point
        case .shifted(let offset): (point + offset) % max(1, count)
        case .reversed: count - 1 - point
        case .halved: point / 2
        }
    }
}
