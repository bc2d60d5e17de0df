/// The points of a list of disjoint rectangles, rectangle by rectangle, each in row-major order: what a kernel loops over.
///
/// The memory is borrowed: it holds `2 * N` numbers a rectangle, the N low corner coordinates then the N high ones
/// (both inclusive), and outlives the spans. Rectangles are not empty.
///
///     for p in spans { y[p] += a * x[p] }
///
/// compiles to nested loops whose inner one is as a loop in C; see `Rect+Iteration.swift` for why.
@frozen public struct Spans<let N: Int> {
    /// The corners, `2 * N` numbers a rectangle.
    public let rectangles: UnsafePointer<Int>
    /// The number of rectangles.
    public let rectCount: Int

    /// The points of `count` rectangles at `rectangles`; empty rectangles are passed over.
    @inlinable @inline(__always)
    public init(rectangles: UnsafePointer<Int>, count: Int) {
        self.rectangles = rectangles
        rectCount = count
    }
}
