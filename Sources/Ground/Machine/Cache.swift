extension Machine {
    /// One cache, and the processors that share it.
    public struct Cache: Sendable, Hashable {
        /// What a cache keeps.
        public enum Kind: String, Sendable, CaseIterable {
            /// Data only.
            case data
            /// Instructions only.
            case instruction
            /// Both.
            case unified
        }

        /// 1 for the nearest.
        public let level: Int
        /// What it keeps.
        public let kind: Kind
        /// Its size in bytes; 0 when unknown.
        public let byteCount: Int
        /// The unit of transfer in bytes; 0 when unknown.
        public let lineByteCount: Int
        /// The processors that share it; at least one.
        public let sharedBy: ProcessorSet
    }

    /// The caches of that level that hold data.
    public func dataCaches(level: Int) -> [Cache] {
        caches.filter { $0.level == level && $0.kind != .instruction }
    }

    /// The longest line of any cache in bytes: the distance at which two words never share a line; 64 when unknown.
    public var cacheLineByteCount: Int {
        caches.map(\.lineByteCount).filter { $0 > 0 }.max() ?? 64
    }
}

extension Machine.Cache {
    /// The short name, such as `L1d`, `L1i` or `L2`.
    public var name: String {
        switch kind {
        case .data: "L\(level)d"
        case .instruction: "L\(level)i"
        case .unified: "L\(level)"
        }
    }
}
