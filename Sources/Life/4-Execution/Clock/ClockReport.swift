import CohortMachine

/// What a program took on a machine whose time was modelled.
public struct ClockReport: Sendable {
    /// From the first launch to the last end: the makespan.
    public let elapsed: Duration
    /// Each processor of the machine, in its order.
    public let processors: [Processor]
    /// The channels that moved something.
    public let channels: [Channel]
    /// Each memory of the machine, in its order.
    public let memories: [Memory]
    /// The program's tasks, by name.
    public let tasks: [Task]

    /// A processor.
    public struct Processor: Sendable, Equatable {
        /// Its name: `gpu 1`.
        public let name: String
        /// How long tasks had it.
        public let busy: Duration
        /// How many tasks had it.
        public let taskCount: Int
    }

    /// A way for data, from one memory to another, or within one.
    public struct Channel: Sendable, Equatable {
        /// The names of the memories.
        public let source: String, target: String
        /// How long it was taken.
        public let busy: Duration
        /// Bytes that it moved. What is copied within a memory counts twice, since it is read and written there.
        public let byteCount: Int
        /// How often it was asked to.
        public let copyCount: Int
    }

    /// A memory.
    public struct Memory: Sendable, Equatable {
        /// Its name.
        public let name: String
        /// The most that instances took in it.
        public let peakByteCount: Int
    }

    /// All tasks of one name.
    public struct Task: Sendable, Equatable {
        /// The name.
        public let name: String
        /// How long they took together.
        public let time: Duration
        /// How many there were.
        public let count: Int
    }

    /// The report as one JSON object on one line; times in nanoseconds. Members are only ever added.
    public var json: String {
        JSON.object([
            ("version", "1"), ("nanoseconds", "\(elapsed.nanoseconds)"),
            ("processors", JSON.array(processors.map(\.json))), ("channels", JSON.array(channels.map(\.json))),
            ("memories", JSON.array(memories.map(\.json))), ("tasks", JSON.array(tasks.map(\.json))),
        ])
    }
}

extension ClockReport.Processor {
    fileprivate var json: String {
        JSON.object([("name", JSON.quoted(name)), ("busy", "\(busy.nanoseconds)"), ("tasks", "\(taskCount)")])
    }
}

extension ClockReport.Channel {
    fileprivate var json: String {
        JSON.object([
            ("from", JSON.quoted(source)), ("to", JSON.quoted(target)), ("busy", "\(busy.nanoseconds)"),
            ("bytes", "\(byteCount)"),
            ("copies", "\(copyCount)"),
        ])
    }
}

extension ClockReport.Memory {
    fileprivate var json: String { JSON.object([("name", JSON.quoted(name)), ("peakBytes", "\(peakByteCount)")]) }
}

extension ClockReport.Task {
    fileprivate var json: String {
        JSON.object([("name", JSON.quoted(name)), ("nanoseconds", "\(time.nanoseconds)"), ("count", "\(count)")])
    }
}
