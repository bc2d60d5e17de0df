extension Log {
    /// When and where an operation ran.
    public struct Run: Hashable, Sendable {
        /// The operation.
        public let operation: Int
        /// The thread that ran it.
        public let worker: Int
        /// When it began and ended, in nanoseconds of the monotonic clock.
        public let begin: Int, end: Int
        /// How it went.
        public let outcome: Outcome
    }

    /// How an operation went.
    public enum Outcome: Int, Sendable {
        /// Well.
        case done
        /// It failed.
        case failed
        /// It did not run, since another failed.
        case poisoned
        /// It did not run, since its predicate was false.
        case unwanted
    }

    /// Memory for some fields of the points of one rectangle.
    public struct Instance: Sendable {
        /// Its number.
        public let number: Int
        /// The region whose data it holds.
        public let region: Int
        /// The memory that it lies in.
        public let memory: String
        /// The reduction that is gathered in it; empty for plain data.
        public let reduction: String
        /// The points that it has room for.
        public let box: Box
        /// The fields, by number.
        public let fields: [Int]
        /// Whether its memory was given back.
        public internal(set) var isGone = false
        /// When, in nanoseconds of the monotonic clock; nil when it was not, or nobody noted when.
        public internal(set) var gone: Int?
    }

    /// An operation works on fields in an instance.
    public struct Placement: Sendable {
        /// The operation.
        public let operation: Int
        /// Which of its requirements.
        public let requirement: Int
        /// The instance.
        public let instance: Int
        /// The fields, by number.
        public let fields: [Int]
    }

    /// Data that went from one instance to another.
    public struct Copy: Sendable {
        /// The operation that needed it.
        public let operation: Int
        /// The instances, from and to.
        public let source: Int, target: Int
        /// The region.
        public let region: Int
        /// The reduction that the target was folded with; empty for a plain copy.
        public let reduction: String
        /// When it began and ended, in nanoseconds of the monotonic clock.
        public let begin: Int, end: Int
        /// The fields, by number.
        public let fields: [Int]
        /// The points.
        public let area: Area
    }
}
