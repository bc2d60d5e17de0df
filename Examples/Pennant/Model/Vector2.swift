/// A pair of doubles in the plane: `x` is the radius, `y` the position along the axis.
///
/// Every operator rounds each of its steps by itself, without fused multiply-add, so that results agree bit for bit with
/// a program that evaluates the same expressions in the same order.
@frozen
public struct Vector2: BitwiseCopyable, Sendable, Hashable {
    /// The radial part.
    public var x: Double
    /// The axial part.
    public var y: Double

    /// The vector (x, y).
    @inlinable @inline(__always)
    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }

    /// (0, 0).
    @inlinable @inline(__always)
    public static var zero: Vector2 { Vector2(0, 0) }
}

extension Vector2 {
    /// The sum, part by part.
    @inlinable @inline(__always)
    public static func + (a: Vector2, b: Vector2) -> Vector2 { Vector2(a.x + b.x, a.y + b.y) }

    /// The difference, part by part.
    @inlinable @inline(__always)
    public static func - (a: Vector2, b: Vector2) -> Vector2 { Vector2(a.x - b.x, a.y - b.y) }

    /// Both parts with the other sign.
    @inlinable @inline(__always)
    public static prefix func - (a: Vector2) -> Vector2 { Vector2(-a.x, -a.y) }

    /// Both parts times `factor`.
    @inlinable @inline(__always)
    public static func * (factor: Double, a: Vector2) -> Vector2 { Vector2(factor * a.x, factor * a.y) }

    /// Both parts times `factor`.
    @inlinable @inline(__always)
    public static func * (a: Vector2, factor: Double) -> Vector2 { Vector2(a.x * factor, a.y * factor) }

    /// Both parts times the reciprocal of `divisor`: one division, as the reference program does it.
    ///
    /// The last bit may differ from `divided(by:)`.
    @inlinable @inline(__always)
    public static func / (a: Vector2, divisor: Double) -> Vector2 { a * (1 / divisor) }

    /// Both parts divided by `divisor`, each correctly rounded.
    @inlinable @inline(__always)
    public func divided(by divisor: Double) -> Vector2 { Vector2(x / divisor, y / divisor) }

    /// Adds part by part.
    @inlinable @inline(__always)
    public static func += (a: inout Vector2, b: Vector2) { a = a + b }
}

/// The scalar product.
@inlinable @inline(__always)
public func dot(_ a: Vector2, _ b: Vector2) -> Double { a.x * b.x + a.y * b.y }

/// The third part of the vector product: twice the signed area of the triangle 0, a, b.
@inlinable @inline(__always)
public func cross(_ a: Vector2, _ b: Vector2) -> Double { a.x * b.y - a.y * b.x }

/// The Euclidean length.
@inlinable @inline(__always)
public func length(_ a: Vector2) -> Double { dot(a, a).squareRoot() }

/// The vector turned by a quarter circle, counter-clockwise.
@inlinable @inline(__always)
public func rot90(_ a: Vector2) -> Vector2 { Vector2(-a.y, a.x) }

/// The smaller of two numbers; `a` where they do not compare, as in C++.
@inlinable @inline(__always)
public func smaller(_ a: Double, _ b: Double) -> Double { b < a ? b : a }

/// The larger of two numbers; `a` where they do not compare, as in C++.
@inlinable @inline(__always)
public func larger(_ a: Double, _ b: Double) -> Double { a < b ? b : a }
