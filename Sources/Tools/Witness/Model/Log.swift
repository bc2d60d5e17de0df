/// What a run was told, what it decided and what happened, as its log says.
///
/// Everything is looked up by the number that the log gives it. What is missing because the log is cut is missing here too: what
/// refers to it keeps the number.
public struct Log: Sendable {
    /// Trees of data.
    public internal(set) var regions: [Int: Region] = [:]
    /// Divisions of them; those without a parent are roots, of one piece.
    public internal(set) var partitions: [Int: Partition] = [:]
    /// Tasks that launch others.
    public internal(set) var contexts: [Int: Context] = [:]
    /// What was asked for.
    public internal(set) var launches: [Int: Launch] = [:]
    /// What was put in order: the points of launches, and events.
    public internal(set) var operations: [Int: Operation] = [:]
    /// The order that the analysis found.
    public internal(set) var edges: [Edge] = []
    /// Operations that ran more than once.
    public internal(set) var ranTwice: [Int] = []
    /// What operations take from others.
    public internal(set) var values: [Value] = []
    /// What the code of tasks waited for.
    public internal(set) var waits: [Wait] = []
    /// When operations ran, by their numbers.
    public internal(set) var runs: [Int: Run] = [:]
    /// Memory for data.
    public internal(set) var instances: [Int: Instance] = [:]
    /// Which operation works in which memory.
    public internal(set) var placements: [Placement] = []
    /// What was moved.
    public internal(set) var copies: [Copy] = []

    init() {}
}

/// A line of the program.
public struct Place: Hashable, Sendable, CustomStringConvertible {
    /// The file, as the compiler was called with it.
    public let file: String
    /// The line, from 1.
    public let line: Int

    public var description: String { "\(file):\(line)" }
}

extension Log {
    /// A tree of data: points and fields.
    public struct Region: Sendable {
        /// Its number.
        public let number: Int
        /// Its root: a partition of one piece, which is the whole.
        public let partition: Int
        /// How many coordinates its points have.
        public let dimension: Int
        /// What the program calls it; may be empty.
        public let name: String
        /// Where it was made.
        public let place: Place?
        /// When its memory was given back, since nobody could use it any more, in nanoseconds of the monotonic clock; nil when it was not.
        public internal(set) var ended: Int?
        /// Its fields, by their numbers.
        public internal(set) var fields: [Int: Field] = [:]
    }

    /// A field of a region.
    public struct Field: Hashable, Sendable {
        /// Its number in the region.
        public let number: Int
        /// What the program calls it.
        public let name: String
        /// The size of one element.
        public let bytes: Int
    }

    /// A division of a piece into pieces, which may overlap and leave gaps.
    public struct Partition: Sendable {
        /// Its number.
        public let number: Int
        /// The partition whose piece it divides; 0 for a root.
        public let parent: Int
        /// Which piece of that.
        public let piece: Int
        /// How many pieces it has.
        public let count: Int
        /// What the program calls it; may be empty.
        public let name: String
        /// Where it was made.
        public let place: Place?
        /// The points of the pieces that the log knows; the empty ones too.
        public internal(set) var pieces: [Int: Area] = [:]
    }

    /// A task that launches others.
    public struct Context: Hashable, Sendable {
        /// Its number.
        public let number: Int
        /// The operation that runs it; 0 for the program itself.
        public let operation: Int
        /// What the program calls the task.
        public let name: String
    }
}
