// The built-in reduction operators. No fold traps: a trap would end the process for one element.

/// Addition, from zero.
///
/// Integers of the standard library wrap around, as in C and NumPy: the sum is exact modulo two to the number of bits, in every order
/// and grouping. Other types add as their `+=` does.
public enum Sum<Element: AdditiveArithmetic & BitwiseCopyable & Sendable>: AdditiveReduction {
    /// Zero.
    @inlinable public static var identity: Element { .zero }
    /// Adds.
    @inlinable @inline(__always)
    public static func combine(_ target: inout Element, _ value: Element) {
        if !Wrapping.combine(&target, value, isProduct: false) { target += value }
    }
    /// Integer sums are exact, modulo two to the number of bits.
    @inlinable public static var isExact: Bool { Element.self is any FixedWidthInteger.Type }
}

/// Multiplication, from one. Integers wrap around, as those of `Sum`.
public enum Product<Element: Numeric & BitwiseCopyable & Sendable>: ReductionOperator {
    /// One.
    @inlinable public static var identity: Element { 1 }
    /// Multiplies.
    @inlinable @inline(__always)
    public static func combine(_ target: inout Element, _ value: Element) {
        if !Wrapping.combine(&target, value, isProduct: true) { target *= value }
    }
    /// Integer products are exact, modulo two to the number of bits.
    @inlinable public static var isExact: Bool { Element.self is any FixedWidthInteger.Type }
}

/// Elements with a least and a greatest value.
public protocol Bounded: Comparable, BitwiseCopyable, Sendable {
    /// Not greater than any other.
    static var least: Self { get }
    /// Not less than any other.
    static var greatest: Self { get }
}

extension FixedWidthInteger {
    /// `min`.
    @inlinable public static var least: Self { .min }
    /// `max`.
    @inlinable public static var greatest: Self { .max }
}

extension FloatingPoint {
    /// Minus infinity.
    @inlinable public static var least: Self { -.infinity }
    /// Plus infinity.
    @inlinable public static var greatest: Self { .infinity }
}

extension Int: Bounded {}
extension Int8: Bounded {}
extension Int16: Bounded {}
extension Int32: Bounded {}
extension Int64: Bounded {}
extension UInt: Bounded {}
extension UInt8: Bounded {}
extension UInt16: Bounded {}
extension UInt32: Bounded {}
extension UInt64: Bounded {}
extension Float: Bounded {}
extension Double: Bounded {}

/// The smaller of two.
public enum Minimum<Element: Bounded>: ReductionOperator {
    /// The greatest value.
    @inlinable public static var identity: Element { .greatest }
    /// Keeps the smaller.
    @inlinable @inline(__always)
    public static func combine(_ target: inout Element, _ value: Element) { if value < target { target = value } }
    /// Exact.
    @inlinable public static var isExact: Bool { true }
}

/// The larger of two.
public enum Maximum<Element: Bounded>: ReductionOperator {
    /// The least value.
    @inlinable public static var identity: Element { .least }
    /// Keeps the larger.
    @inlinable @inline(__always)
    public static func combine(_ target: inout Element, _ value: Element) { if value > target { target = value } }
    /// Exact.
    @inlinable public static var isExact: Bool { true }
}

/// Bitwise and, from all ones.
public enum BitwiseAnd<Element: FixedWidthInteger & BitwiseCopyable & Sendable>: ReductionOperator {
    /// All bits set.
    @inlinable public static var identity: Element { ~0 }
    /// Keeps the common bits.
    @inlinable @inline(__always) public static func combine(_ target: inout Element, _ value: Element) { target &= value }
    /// Exact.
    @inlinable public static var isExact: Bool { true }
}

/// Bitwise or, from zero.
public enum BitwiseOr<Element: FixedWidthInteger & BitwiseCopyable & Sendable>: ReductionOperator {
    /// No bit set.
    @inlinable public static var identity: Element { 0 }
    /// Collects the bits.
    @inlinable @inline(__always) public static func combine(_ target: inout Element, _ value: Element) { target |= value }
    /// Exact.
    @inlinable public static var isExact: Bool { true }
}

/// Bitwise exclusive or, from zero.
public enum BitwiseXor<Element: FixedWidthInteger & BitwiseCopyable & Sendable>: ReductionOperator {
    /// No bit set.
    @inlinable public static var identity: Element { 0 }
    /// Flips the bits.
    @inlinable @inline(__always) public static func combine(_ target: inout Element, _ value: Element) { target ^= value }
    /// Exact.
    @inlinable public static var isExact: Bool { true }
}

/// True while all are true.
public enum LogicalAnd: ReductionOperator {
    /// True.
    @inlinable public static var identity: Bool { true }
    /// Both.
    @inlinable @inline(__always) public static func combine(_ target: inout Bool, _ value: Bool) { target = target && value }
    /// Exact.
    @inlinable public static var isExact: Bool { true }
}

/// True once any is true.
public enum LogicalOr: ReductionOperator {
    /// False.
    @inlinable public static var identity: Bool { false }
    /// Either.
    @inlinable @inline(__always) public static func combine(_ target: inout Bool, _ value: Bool) { target = target || value }
    /// Exact.
    @inlinable public static var isExact: Bool { true }
}
