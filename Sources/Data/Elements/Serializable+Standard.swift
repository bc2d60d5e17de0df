import CohortGeometry

// Numbers and points are their bytes; a truth value is looked at, since only two bytes mean one.

extension Int: Serializable {}
extension Int8: Serializable {}
extension Int16: Serializable {}
extension Int32: Serializable {}
extension Int64: Serializable {}
extension UInt: Serializable {}
extension UInt8: Serializable {}
extension UInt16: Serializable {}
extension UInt32: Serializable {}
extension UInt64: Serializable {}
extension Float: Serializable {}
extension Double: Serializable {}
extension Point: Serializable {}
extension Rect: Serializable {}

extension Bool: Serializable {
    /// Appends 0 or 1.
    public func serialize(into bytes: inout ByteWriter) { bytes.append(self ? 1 as UInt8 : 0) }

    /// Reads 0 or 1.
    public init(deserializing bytes: inout ByteReader) throws {
        let byte = try bytes.read(UInt8.self)
        guard byte <= 1 else { throw SerializationError("a truth value is 0 or 1, not \(byte)") }
        self = byte == 1
    }
}

// What has other values inside: their number, and then each.

extension ByteReader {
    /// Reads a number of parts, which cannot be negative.
    fileprivate mutating func readCount() throws -> Int {
        let count = try read(Int.self)
        guard count >= 0 else { throw SerializationError("a number of parts is \(count)") }
        return count
    }
}

extension String: Serializable {
    /// Appends the number of UTF-8 bytes, and these.
    public func serialize(into bytes: inout ByteWriter) {
        bytes.append(utf8.count)
        bytes.append(contentsOf: utf8)
    }

    /// Reads UTF-8 bytes, which must be well formed.
    public init(deserializing bytes: inout ByteReader) throws {
        let text = try bytes.readBytes(bytes.readCount())
        guard let text = String(validating: text, as: UTF8.self) else {
            throw SerializationError("the bytes of a text are no UTF-8")
        }
        self = text
    }
}

extension Array: Serializable where Element: Serializable {
    /// Appends the number of elements, and these.
    public func serialize(into bytes: inout ByteWriter) {
        bytes.append(count)
        for element in self { bytes.append(element) }
    }

    /// Reads elements.
    public init(deserializing bytes: inout ByteReader) throws {
        self = []
        for _ in 0 ..< (try bytes.readCount()) { append(try bytes.read()) }
    }
}

extension Set: Serializable where Element: Serializable {
    /// Appends the number of elements, and these, in no order.
    public func serialize(into bytes: inout ByteWriter) { bytes.append(Array(self)) }

    /// Reads elements.
    public init(deserializing bytes: inout ByteReader) throws { self = Set(try bytes.read([Element].self)) }
}

extension Dictionary: Serializable where Key: Serializable, Value: Serializable {
    /// Appends the number of entries, and key and value of each, in no order.
    public func serialize(into bytes: inout ByteWriter) {
        bytes.append(count)
        for (key, value) in self {
            bytes.append(key)
            bytes.append(value)
        }
    }

    /// Reads entries.
    public init(deserializing bytes: inout ByteReader) throws {
        self = [:]
        for _ in 0 ..< (try bytes.readCount()) {
            let key = try bytes.read(Key.self)
            self[key] = try bytes.read(Value.self)
        }
    }
}

extension Optional: Serializable where Wrapped: Serializable {
    /// Appends whether there is a value, and it.
    public func serialize(into bytes: inout ByteWriter) {
        bytes.append(self != nil)
        if let value = self { bytes.append(value) }
    }

    /// Reads a value, if there is one.
    public init(deserializing bytes: inout ByteReader) throws {
        self = try bytes.read(Bool.self) ? try bytes.read(Wrapped.self) : nil
    }
}
