/// What the tasks of a program do: how long they take on a worker of the computer where they were measured, and which data they use.
///
/// A run with `--cohort-profile FILE` writes one; `--cohort-clock modelled:FILE` reads it, and so does who searches for a mapping.
public struct TaskProfile: Sendable, Equatable {
    /// The tasks, in the order in which they first ran. A task that was launched with several numbers of points is there several times.
    public var tasks: [Task]

    /// A profile of those tasks.
    public init(_ tasks: [Task] = []) { self.tasks = tasks }

    /// A task, or an operation of the runtime's.
    public struct Task: Sendable, Equatable {
        /// The task's name; for operations what they do, such as "fill".
        public var name: String
        /// How many points its launch has; 1 for a single task.
        public var pointCount: Int
        /// False for operations of the runtime's, for what makes partitions, and for what sets or reads a field's values.
        public var isTask: Bool
        /// How many launches were seen.
        public var launchCount: Int
        /// The median processor time of its body, in nanoseconds.
        public var nanoseconds: Int
        /// The median for each point; empty where they are alike.
        public var nanosecondsOfPoints: [Int]
        /// The data it uses, in the order of its parameters.
        public var requirements: [Requirement]

        /// A task of these figures.
        public init(
            name: String, pointCount: Int, isTask: Bool, launchCount: Int, nanoseconds: Int, nanosecondsOfPoints: [Int],
            requirements: [Requirement]
        ) {
            (self.name, self.pointCount, self.isTask, self.launchCount) = (name, pointCount, isTask, launchCount)
            (self.nanoseconds, self.nanosecondsOfPoints) = (nanoseconds, nanosecondsOfPoints)
            self.requirements = requirements
        }
    }

    /// Some fields of a region, as a task uses them.
    public struct Requirement: Sendable, Equatable {
        /// The region's name.
        public var region: String
        /// The names of the fields.
        public var fields: [String]
        /// What the task does with them, in a word or three: `reads`, `reads and writes`.
        public var use: String
        /// Whether others may use the data at the same time.
        public var isShared: Bool
        /// Bytes that all points together use.
        public var byteCount: Int
        /// Bytes that the point with the most data uses.
        public var largestByteCount: Int
        /// Bytes of these fields of the whole region.
        public var regionByteCount: Int

        /// A requirement of these figures.
        public init(
            region: String, fields: [String], use: String, isShared: Bool, byteCount: Int, largestByteCount: Int,
            regionByteCount: Int
        ) {
            (self.region, self.fields, self.use, self.isShared) = (region, fields, use, isShared)
            (self.byteCount, self.largestByteCount, self.regionByteCount) = (byteCount, largestByteCount, regionByteCount)
        }
    }
}
