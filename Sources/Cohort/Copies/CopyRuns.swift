import CohortData
import CohortDiagnostics

/// Walks a piece run by run, in the order of its domain.
struct CopyRuns {
    let shape: PieceShape
    let dimension: Int
    /// Rows that follow each other without a gap in all of these columns are one run.
    var joined: [CopyColumn] = []

    /// Calls `body` with the first point of each run and its length.
    func forEach(_ body: (UnsafePointer<Int>, Int) throws(CohortError) -> Void) throws(CohortError) {
        let point = UnsafeMutablePointer<Int>.allocate(capacity: dimension)
        defer { point.deallocate() }
        for index in 0 ..< shape.count {
            let low = shape.rectangles + index * 2 * dimension
            let run = run(of: low)
            point.initialize(from: low, count: dimension)
            repeat { try body(point, run.count) } while advance(point, low, below: run.axis)
        }
    }

    /// The length of a run of a rectangle, and the first axis that lies within it.
    private func run(of low: UnsafePointer<Int>) -> (axis: Int, count: Int) {
        var axis = dimension - 1
        var count = low[dimension + axis] - low[axis] + 1
        while axis > 0, !joined.isEmpty, joined.allSatisfy({ $0.strides[axis - 1] == count }) {
            axis -= 1
            count *= low[dimension + axis] - low[axis] + 1
        }
        return (axis, count)
    }

    /// Moves on to the next run of a rectangle, by the axes before `end`; false after the last.
    private func advance(_ point: UnsafeMutablePointer<Int>, _ low: UnsafePointer<Int>, below end: Int) -> Bool {
        var axis = end - 1
        while axis >= 0 {
            if point[axis] < low[dimension + axis] {
                point[axis] += 1
                return true
            }
            point[axis] = low[axis]
            axis -= 1
        }
        return false
    }
}
