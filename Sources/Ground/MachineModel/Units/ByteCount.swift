/// A size in bytes, which in text always has its unit: `512MiB`, `1.5GiB`, `16GB`.
public struct ByteCount: Hashable, Sendable {
    /// The number of bytes; at least 0.
    public let bytes: Int
    /// That many bytes; a negative number counts as 0.
    public init(bytes: Int) { self.bytes = max(0, bytes) }

    /// That many bytes.
    public static func bytes(_ count: Int) -> Self { .init(bytes: count) }
    /// That many times 1024 bytes; unlimited when that is beyond `Int`.
    public static func kibibytes(_ count: Int) -> Self { .init(count, times: 1 << 10) }
    /// That many times 1024² bytes; unlimited when that is beyond `Int`.
    public static func mebibytes(_ count: Int) -> Self { .init(count, times: 1 << 20) }
    /// That many times 1024³ bytes; unlimited when that is beyond `Int`.
    public static func gibibytes(_ count: Int) -> Self { .init(count, times: 1 << 30) }
    /// The size of what has no bound.
    public static let unlimited = Self(bytes: .max)

    private init(_ count: Int, times unit: Int) {
        let (bytes, overflow) = count.multipliedReportingOverflow(by: unit)
        self.init(bytes: overflow ? (count < 0 ? 0 : .max) : bytes)
    }
}

extension ByteCount: Comparable {
    public static func < (left: Self, right: Self) -> Bool { left.bytes < right.bytes }
}

extension ByteCount: CustomStringConvertible {
    /// The size as descriptions are written, exactly: `1536MiB`, `unlimited`.
    public var description: String { self == .unlimited ? "unlimited" : Unit.text(bytes, in: Unit.sizes.prefix(5)) }
}
