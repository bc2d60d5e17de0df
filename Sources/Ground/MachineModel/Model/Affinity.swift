extension MachineModel {
    /// How fast a processor reaches a memory, or data go from one memory to another; where there is none, they do not.
    ///
    /// The figures are for comparing: one processor, or one copy, alone on the machine.
    public struct Affinity: Hashable, Sendable {
        /// What can be moved in a second.
        public let bandwidth: Bandwidth
        /// How long the first byte takes; whole nanoseconds, at least 0.
        public let latency: Duration

        /// An affinity of those figures; a time below 0 counts as 0.
        public init(bandwidth: Bandwidth, latency: Duration) {
            self.bandwidth = bandwidth
            self.latency = .nanoseconds(max(0, latency.nanoseconds))
        }

        /// Whether data move faster than with the other one: at more bandwidth, or at the same with less latency.
        public func isBetter(than other: Affinity) -> Bool {
            bandwidth == other.bandwidth ? latency < other.latency : bandwidth > other.bandwidth
        }
    }
}

extension MachineModel.Affinity: CustomStringConvertible {
    /// The figures as descriptions are written: `20GB/s 90ns`.
    public var description: String { "\(bandwidth) \(latency.text)" }
}

/// Affinities between the parts of two lists, row by row; O(1) each.
struct AffinityTable: Sendable, Equatable {
    // Two words an entry rather than an optional of two wide structures: the largest machine has half a million.
    private struct Entry: Equatable {
        var bytesPerSecond = 0
        var nanoseconds = 0
    }

    let rowCount: Int
    let columnCount: Int
    private var entries: [Entry]

    init(rowCount: Int, columnCount: Int) {
        (self.rowCount, self.columnCount) = (rowCount, columnCount)
        entries = Array(repeating: Entry(), count: rowCount * columnCount)
    }

    /// Nothing where there is no affinity, and outside the table.
    subscript(row: Int, column: Int) -> MachineModel.Affinity? {
        get {
            guard row >= 0, row < rowCount, column >= 0, column < columnCount else { return nil }
            let entry = entries[row * columnCount + column]
            guard entry.bytesPerSecond > 0 else { return nil }
            return .init(
                bandwidth: Bandwidth(bytesPerSecond: entry.bytesPerSecond), latency: .nanoseconds(entry.nanoseconds))
        }
        set {
            entries[row * columnCount + column] = Entry(
                bytesPerSecond: newValue?.bandwidth.bytesPerSecond ?? 0, nanoseconds: newValue?.latency.nanoseconds ?? 0)
        }
    }
}
