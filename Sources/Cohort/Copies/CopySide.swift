/// One side of an indirect copy: where the element of a point is.
protocol CopySide {
    /// Goes to the row that begins at `point`.
    mutating func begin(at point: UnsafePointer<Int>)
    /// The element for the point that stands `index` places after the first of the row; nil for a pointer that leads outside.
    mutating func address(_ index: Int) -> UnsafeMutableRawPointer?
}

/// The element at the point itself.
struct DirectSide: CopySide {
    private let column: CopyColumn
    private var row: UnsafeMutableRawPointer

    init(_ column: CopyColumn) {
        self.column = column
        row = column.origin
    }

    @inline(__always)
    mutating func begin(at point: UnsafePointer<Int>) { row = column.address(point) }

    @inline(__always)
    func address(_ index: Int) -> UnsafeMutableRawPointer? { row + index &* column.elementStride }
}

/// The element that the pointer at the point names.
struct PointedSide: CopySide {
    private let pointers: CopyColumn
    private var locator: PieceLocator
    private var row: UnsafeMutableRawPointer

    init(_ target: CopyColumn, through pointers: CopyColumn) {
        self.pointers = pointers
        locator = PieceLocator(target)
        row = pointers.origin
    }

    @inline(__always)
    mutating func begin(at point: UnsafePointer<Int>) { row = pointers.address(point) }

    @inline(__always)
    mutating func address(_ index: Int) -> UnsafeMutableRawPointer? {
        // A pointer is an `Int` or a `Point`: words, one for each dimension of the target.
        locator.address((row + index &* pointers.elementStride).assumingMemoryBound(to: Int.self))
    }
}
