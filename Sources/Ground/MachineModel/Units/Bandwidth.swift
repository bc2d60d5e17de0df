/// How much can be moved in a time, which in text always has its unit: `20GB/s`.
public struct Bandwidth: Hashable, Sendable {
    /// Bytes in a second; at least 1.
    public let bytesPerSecond: Int
    /// That many bytes in a second, and at least one.
    public init(bytesPerSecond: Int) { self.bytesPerSecond = max(1, bytesPerSecond) }

    /// That many times 10⁹ bytes in a second.
    public static func gigabytesPerSecond(_ count: Double) -> Self {
        .init(bytesPerSecond: Int(exactly: (count * 1e9).rounded()) ?? (count > 0 ? .max : 1))
    }

    /// This, divided by a positive number.
    func divided(by divisor: Double) -> Self { .gigabytesPerSecond(Double(bytesPerSecond) / divisor / 1e9) }
}

extension Bandwidth: Comparable {
    public static func < (left: Self, right: Self) -> Bool { left.bytesPerSecond < right.bytesPerSecond }
}

extension Bandwidth: CustomStringConvertible {
    /// The bandwidth as descriptions are written, exactly: `20GB/s`.
    public var description: String { Unit.text(bytesPerSecond, in: Unit.bandwidths.prefix(5)) }
}

extension Duration {
    /// The time in whole nanoseconds; the greatest `Int` when it is longer than that.
    package var nanoseconds: Int {
        let (seconds, attoseconds) = components
        let (whole, overflow) = Int(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : whole + Int(attoseconds / 1_000_000_000)
    }

    /// The time as descriptions are written: `90ns`.
    package var text: String { Unit.text(nanoseconds, in: Unit.times[...]) }

    /// This, times a positive number, in whole nanoseconds.
    func scaled(by factor: Double) -> Self { .nanoseconds(Int((Double(nanoseconds) * factor).rounded())) }
}
