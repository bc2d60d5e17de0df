/// Arrays of little-endian numbers, one after the other, without a header.
public struct BinaryFile {
    private let bytes: [UInt8]
    private var position = 0

    /// The file at `path`, which must have `byteCount` bytes, no more and no less.
    ///
    /// - Parameter contents: what takes so many bytes, for the message when the file has others.
    public init(_ path: String, byteCount: Int, contents: String) throws(FileError) {
        bytes = try Files.bytes(path)
        guard bytes.count == byteCount else {
            throw FileError(path, "has \(bytes.count) bytes, but \(contents) take \(byteCount)")
        }
    }

    /// The next integers.
    public mutating func integers<Integer: FixedWidthInteger>(_ type: Integer.Type, count: Int) -> [Integer] {
        let width = MemoryLayout<Integer>.size
        let first = position
        position += count * width
        return bytes.withUnsafeBytes { bytes in
            (0 ..< count).map {
                Integer(littleEndian: bytes.loadUnaligned(fromByteOffset: first + $0 * width, as: Integer.self))
            }
        }
    }

    /// The next numbers of single precision.
    public mutating func floats(count: Int) -> [Float] {
        integers(UInt32.self, count: count).map { Float(bitPattern: $0) }
    }
}
