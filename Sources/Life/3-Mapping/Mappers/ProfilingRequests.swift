/// What a mapper wants to be told of an operation when that is over. Any of them brings a report, whose outcome is always there.
public struct ProfilingRequests: OptionSet, Sendable {
    /// One bit for each.
    public let rawValue: UInt8
    /// The requests of these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// When it was ready, mapped, started and ended.
    public static let times = Self(rawValue: 1 << 0)
    /// The processor that it ran on.
    public static let processor = Self(rawValue: 1 << 1)
    /// What was copied for it, from where to where, and how long that took.
    public static let copies = Self(rawValue: 1 << 2)
    /// The instances that it used.
    public static let instances = Self(rawValue: 1 << 3)
    /// All of these.
    public static let all: Self = [.times, .processor, .copies, .instances]
}
