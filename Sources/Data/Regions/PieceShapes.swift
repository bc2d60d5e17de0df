import CohortGeometry

/// The rectangles of all pieces in memory that stays where it is, for accessors to walk without reference counts.
package final class PieceShapes: @unchecked Sendable {
    // SAFETY: written in init only, read by any number of threads, freed when the last holder lets go.
    private let storage: UnsafeMutablePointer<Int>
    private let records: UnsafeMutablePointer<PieceShape>
    private let count: Int

    init(_ pieces: ContiguousArray<Domain>) {
        count = pieces.count
        records = .allocate(capacity: max(1, pieces.count))
        var total = 0
        for piece in pieces { total += piece.rectCount * 2 * piece.dimension }
        storage = .allocate(capacity: max(1, total))
        var cursor = storage
        for (index, piece) in pieces.enumerated() {
            piece.withRectangles { flat in
                if let source = flat.baseAddress { cursor.initialize(from: source, count: flat.count) }
                (records + index).initialize(to: PieceShape(rectangles: UnsafePointer(cursor), count: piece.rectCount))
                cursor += flat.count
            }
        }
    }

    deinit {
        storage.deallocate()
        records.deallocate()
    }

    /// One record a piece; valid while this object lives.
    package var base: UnsafePointer<PieceShape> { UnsafePointer(records) }
}

/// One piece's rectangles: `count` times (low corner, high corner), each inclusive.
@frozen public struct PieceShape: BitwiseCopyable {
    /// The corners, `2 * N` numbers a rectangle.
    public let rectangles: UnsafePointer<Int>
    /// The number of rectangles.
    public let count: Int

    /// A shape of `count` rectangles.
    @inlinable public init(rectangles: UnsafePointer<Int>, count: Int) {
        self.rectangles = rectangles
        self.count = count
    }

    /// All corners, one after another.
    package func boxes(dimension: Int) -> UnsafeBufferPointer<Int> {
        UnsafeBufferPointer(start: rectangles, count: count * 2 * dimension)
    }
}
