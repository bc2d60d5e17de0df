/// A value that can be written as bytes and read back, in files and between processes.
///
/// A type of parts writes them one after the other, and reads them in the same order:
///
///     struct Tag: Serializable {
///         var name: String
///         var weight: Double
///         func serialize(into bytes: inout ByteWriter) {
///             bytes.append(name)
///             bytes.append(weight)
///         }
///         init(deserializing bytes: inout ByteReader) throws {
///             name = try bytes.read()
///             weight = try bytes.read()
///         }
///     }
///
/// A bitwise copyable type needs no more than the word: `extension Particle: Serializable {}` takes its bytes as they are, in the
/// machine's own order.
/// - SeeAlso: Legion's custom serdez operators.
public protocol Serializable: Sendable {
    /// Appends the value's bytes.
    func serialize(into bytes: inout ByteWriter)
    /// Reads a value that `serialize` wrote.
    ///
    /// - Throws: `SerializationError`, or what the type itself finds wrong.
    init(deserializing bytes: inout ByteReader) throws
}

extension Serializable where Self: BitwiseCopyable {
    /// Appends the bytes of the value in memory.
    public func serialize(into bytes: inout ByteWriter) { bytes.append(bits: self) }

    /// Reads the bytes of the value in memory. They are not looked at: those of another type give whatever they mean in this one.
    public init(deserializing bytes: inout ByteReader) throws { self = try bytes.readBits() }
}

/// Bytes that are not what a serializer wrote.
public struct SerializationError: Error, CustomStringConvertible {
    /// What is wrong with them.
    public let description: String

    /// An error with these words.
    public init(_ description: String) { self.description = description }
}
