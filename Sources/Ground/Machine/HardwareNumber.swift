/// The number by which the system names one thing of a kind; the kind is in the type, so that a node is never taken for a core.
public struct HardwareNumber<Kind>: RawRepresentable, Hashable, Sendable {
    /// The number, from 0.
    public let rawValue: Int
    /// The thing of that number.
    public init(rawValue: Int) { self.rawValue = rawValue }
}

extension HardwareNumber: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int) { self.init(rawValue: value) }
}

extension HardwareNumber: Comparable {
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension HardwareNumber: CustomStringConvertible {
    public var description: String { "\(rawValue)" }
}
