/// Where serializers write.
public struct ByteWriter: Sendable {
    /// All that was written.
    public private(set) var bytes: [UInt8] = []

    /// A writer that has nothing yet.
    public init() {}

    /// Appends a value.
    public mutating func append(_ value: some Serializable) { value.serialize(into: &self) }

    /// Appends the bytes that a value has in memory.
    public mutating func append(bits value: some BitwiseCopyable) {
        withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
    }

    /// Appends bytes as they are.
    public mutating func append(contentsOf more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }
}

/// Where serializers read, from the first byte on.
public struct ByteReader: Sendable {
    private let bytes: [UInt8]
    /// How many bytes were read.
    public private(set) var position = 0

    /// A reader of these bytes.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// How many bytes are left.
    public var remaining: Int { bytes.count - position }

    /// Reads a value.
    ///
    /// - Throws: what the type's `init(deserializing:)` throws.
    public mutating func read<Value: Serializable>(_ type: Value.Type = Value.self) throws -> Value {
        try Value(deserializing: &self)
    }

    /// Reads the bytes that a value has in memory.
    ///
    /// - Throws: `SerializationError` when too few are left.
    public mutating func readBits<Value: BitwiseCopyable>(_ type: Value.Type = Value.self) throws(SerializationError) -> Value {
        let start = try advance(MemoryLayout<Value>.size)
        return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start, as: Value.self) }
    }

    /// Reads bytes as they are.
    ///
    /// - Throws: `SerializationError` when too few are left.
    public mutating func readBytes(_ count: Int) throws(SerializationError) -> ArraySlice<UInt8> {
        let start = try advance(count)
        return bytes[start ..< start + count]
    }

    /// Goes on by some bytes; returns where they begin.
    private mutating func advance(_ count: Int) throws(SerializationError) -> Int {
        guard count >= 0, count <= remaining else {
            throw SerializationError("\(count) bytes are read where \(remaining) are left")
        }
        defer { position += count }
        return position
    }
}
