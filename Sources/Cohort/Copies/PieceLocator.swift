import CohortData

/// Finds the elements that pointers name within one piece.
///
/// The rectangles of a piece are nested bands (`Sweep.swift`), so each of them lies before, around or after a point when
/// the axes are asked in order, and a search by halves finds the one that holds it.
struct PieceLocator {
    private let column: CopyColumn
    /// The rectangle in which the pointer before was found.
    private var recent: UnsafePointer<Int>

    init(_ column: CopyColumn) {
        self.column = column
        recent = column.shape.rectangles
    }

    /// The element at the point whose coordinates are at `pointer`; nil when the piece does not have it.
    ///
    /// - Complexity: O(dimension) in the rectangle of the pointer before, else times the logarithm of the rectangles.
    @inline(__always)
    mutating func address(_ pointer: UnsafePointer<Int>) -> UnsafeMutableRawPointer? {
        if column.shape.count == 0 { return nil }
        if side(of: pointer, recent) != 0, !search(pointer) { return nil }
        return column.address(pointer)
    }

    /// Makes `recent` the rectangle that holds a point, if there is one.
    private mutating func search(_ pointer: UnsafePointer<Int>) -> Bool {
        var low = 0
        var high = column.shape.count
        while low < high {
            let middle = (low + high) / 2
            let rectangle = column.shape.rectangles + middle * 2 * column.dimension
            let side = side(of: pointer, rectangle)
            if side == 0 {
                recent = rectangle
                return true
            }
            if side < 0 { high = middle } else { low = middle + 1 }
        }
        return false
    }

    /// 0 inside the rectangle, else -1 before and 1 after it, by the first axis on which the point is outside.
    @inline(__always)
    private func side(of pointer: UnsafePointer<Int>, _ rectangle: UnsafePointer<Int>) -> Int {
        for axis in 0 ..< column.dimension {
            if pointer[axis] < rectangle[axis] { return -1 }
            if pointer[axis] > rectangle[column.dimension + axis] { return 1 }
        }
        return 0
    }
}
