import CohortDiagnostics

/// A box of points, both corners included. It is empty as soon as `hi` lies below `lo` on some axis.
@frozen public struct Rect<let N: Int>: Hashable, Sendable, BitwiseCopyable {
    /// The lowest corner.
    public var lo: Point<N>
    /// The highest corner, itself inside.
    public var hi: Point<N>

    /// The box between two corners, both included.
    @inlinable @inline(__always)
    public init(lo: Point<N>, hi: Point<N>) {
        self.lo = lo
        self.hi = hi
    }

    /// Whether there is no point inside.
    @inlinable @inline(__always)
    public var isEmpty: Bool {
        for axis in 0 ..< N where hi[axis] < lo[axis] { return true }
        return false
    }

    /// The number of points along `axis`, 0 when the box is empty along it.
    @inlinable @inline(__always)
    public func extent(_ axis: Int) -> Int { Swift.max(0, hi[axis] &- lo[axis] &+ 1) }

    /// The number of points. Throws `geometry.overflow` when it is no `Int`.
    public func volume() throws(CohortError) -> Int {
        if isEmpty { return 0 }
        var product = 1
        for axis in 0 ..< N {
            let (width, isTooWide) = hi[axis].subtractingReportingOverflow(lo[axis])
            let (extent, isTooLong) = width.addingReportingOverflow(1)
            let (next, isTooLarge) = product.multipliedReportingOverflow(by: extent)
            if isTooWide || isTooLong || isTooLarge { throw .volumeOverflow("the rectangle \(self)") }
            product = next
        }
        return product
    }
}

extension Rect where N == 1 {
    /// The points of a half-open range.
    @inlinable @inline(__always)
    public init(_ x: Range<Int>) {
        self.init(lo: Point(x.lowerBound), hi: Point(x.upperBound &- 1))
    }
}

extension Rect where N == 2 {
    /// The points of two half-open ranges, the rows first.
    @inlinable @inline(__always)
    public init(_ y: Range<Int>, _ x: Range<Int>) {
        self.init(lo: Point(y.lowerBound, x.lowerBound), hi: Point(y.upperBound &- 1, x.upperBound &- 1))
    }
}

extension Rect where N == 3 {
    /// The points of three half-open ranges, the slowest axis first.
    @inlinable @inline(__always)
    public init(_ z: Range<Int>, _ y: Range<Int>, _ x: Range<Int>) {
        self.init(
            lo: Point(z.lowerBound, y.lowerBound, x.lowerBound),
            hi: Point(z.upperBound &- 1, y.upperBound &- 1, x.upperBound &- 1))
    }
}

extension Rect: CustomStringConvertible {
    /// `[0...3]×[0...9]`.
    public var description: String {
        (0 ..< N).map { "[\(lo[$0])...\(hi[$0])]" }.joined(separator: "×")
    }
}
