extension Log {
    /// A task, an index launch, or something that the runtime does itself.
    public struct Launch: Sendable {
        /// Its number.
        public let number: Int
        /// The context that asked for it.
        public let context: Int
        /// `task`, `fill`, `copy`, `fold`, `attach`, …
        public let kind: String
        /// What the program calls it.
        public let name: String
        /// Where it was asked for.
        public let place: Place?
        /// How many points it has.
        public let count: Int
        /// Whether it uses no data itself, and only passes on to its children what it asks for.
        public let passes: Bool
        /// When it was asked for, in nanoseconds of the monotonic clock; nil when the log does not say.
        public let time: Int?
        /// What it uses, by index.
        public internal(set) var requirements: [Requirement] = []
        /// The operations of its points, by point.
        public internal(set) var points: [Int: Int] = [:]
        /// Points that have several operations.
        public internal(set) var repeatedPoints: [Int] = []
    }

    /// What each point of a launch uses of a region.
    public struct Requirement: Sendable {
        /// Its place among the launch's requirements, from 0.
        public let index: Int
        /// The region.
        public let region: Int
        /// The partition whose pieces the points use.
        public let partition: Int
        /// Which pieces.
        public internal(set) var pieces: Pieces
        /// What the points do with the data.
        public let privilege: Privilege
        /// What others may do at the same time.
        public let coherence: Coherence
        /// The name of the reduction; empty unless `privilege` is `reduce`.
        public let reduction: String
        /// Whether each point folds into memory of its own, and a launch of kind `fold` folds that into the data later.
        public let accumulates: Bool
        /// The fields, by number.
        public let fields: [Int]

        /// The piece that a point uses; nil when the log does not say.
        public func piece(of point: Int) -> Int? {
            switch pieces {
            case .one(let piece): piece
            case .own: point
            case .table(let table): table.indices.contains(point) ? table[point] : nil
            }
        }
    }

    /// Which piece each point uses.
    public enum Pieces: Hashable, Sendable {
        /// All points use this one.
        case one(Int)
        /// Each uses the piece of its own number.
        case own
        /// Each uses the piece that stands at its number.
        case table([Int])
    }

    /// What an operation does with data.
    public enum Privilege: Int, Sendable {
        case none, read, readWrite, write, discard, reduce
    }

    /// What others may do with the same data meanwhile.
    public enum Coherence: Int, Sendable {
        case exclusive, atomic, simultaneous, relaxed
    }

    /// What is put in order.
    public enum Operation: Hashable, Sendable {
        /// A point of a launch.
        case point(launch: Int, point: Int)
        /// Something that does nothing: a fence, the generation of a barrier, …
        case event(context: Int, kind: String)
    }

    /// An operation takes the result of another.
    public struct Value: Hashable, Sendable {
        /// The one that takes it.
        public let operation: Int
        /// The one whose result it is.
        public let producer: Int
    }

    /// The code of a task waited, so that all it asked for afterwards comes later than an operation.
    public struct Wait: Hashable, Sendable {
        /// The task's context.
        public let context: Int
        /// The number of the first of its operations that come later.
        public let position: Int
        /// What it waited for.
        public let operation: Int
    }

    /// `later` must follow `earlier`.
    public struct Edge: Hashable, Sendable {
        /// The operation that waits.
        public let later: Int
        /// The operation that it waits for.
        public let earlier: Int
        /// Whether data demand it.
        public let isData: Bool
        /// Whether the later one must not run when the earlier one fails.
        public let spoils: Bool
    }
}
