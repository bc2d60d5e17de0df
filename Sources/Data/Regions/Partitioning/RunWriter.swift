/// Writes runs one behind the other, those that touch as one.
struct RunWriter {
    private let list: UnsafeMutablePointer<Int>
    /// What is added to all numbers.
    private let low: Int
    /// Where the piece that is being written begins, and where the list ends.
    private var start = 0
    private(set) var end = 0
    /// True when no run began before the one before it.
    private(set) var isSorted = true

    /// - Parameter list: has room for all runs.
    init(_ list: UnsafeMutablePointer<Int>, low: Int = 0) {
        self.list = list
        self.low = low
    }

    /// Begins another piece, and answers where.
    mutating func begin() -> Int {
        start = end
        return end
    }

    @inline(__always)
    mutating func add(_ runs: RunStore, _ places: Range<Int>) {
        for place in places {
            let run = runs[place]
            add(run.first &+ low, run.last &+ low)
        }
    }

    @inline(__always)
    private mutating func add(_ first: Int, _ last: Int) {
        if end > start, first <= list[end &- 1] &+ 1 {
            if first >= list[end &- 2] {
                list[end &- 1] = max(last, list[end &- 1])
                return
            }
            isSorted = false
        }
        list[end] = first
        list[end &+ 1] = last
        end &+= 2
    }
}
