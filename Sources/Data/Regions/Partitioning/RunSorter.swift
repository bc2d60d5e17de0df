/// Sorts runs of numbers by the piece they belong to, a batch at a time: what is scattered stays within a cache, and threads
/// that sort other points need not know of each other.
final class RunSorter {
    private let pieceCount: Int
    private let capacity: Int
    private let keys: UnsafeMutablePointer<Int32>
    private let runs: UnsafeMutablePointer<Int>
    private var count = 0
    private(set) var batches: ContiguousArray<RunBatch> = []

    /// - Parameter points: about how many runs there may be.
    init(pieceCount: Int, points: Int) {
        self.pieceCount = pieceCount
        // Not fewer than there are pieces: a batch has an entry for each.
        capacity = max(1, min(points, max(pieceCount, 1 << 16)))
        keys = .allocate(capacity: capacity)
        runs = .allocate(capacity: 2 * capacity)
    }

    deinit {
        keys.deallocate()
        runs.deallocate()
    }

    /// Adds the numbers from `first` to `last` to a piece; those of one piece in ascending order, as far as that goes.
    @inline(__always)
    func append(_ piece: Int32, _ first: Int, _ last: Int) {
        if count == capacity { finishBatch() }
        keys[count] = piece
        runs[2 &* count] = first
        runs[2 &* count &+ 1] = last
        count &+= 1
    }

    /// Hands on what is left of the last batch.
    func finish() {
        if count > 0 { finishBatch() }
    }

    @inline(never)
    private func finishBatch() {
        batches.append(RunBatch(keys, runs, count, pieceCount: pieceCount))
        count = 0
    }
}

/// Runs in the order of their pieces.
final class RunBatch: @unchecked Sendable {
    // SAFETY: written in init only.
    /// `starts[p] ..< starts[p + 1]` are the runs of piece `p`.
    let starts: UnsafePointer<Int32>
    /// First and last number of each run.
    let runs: UnsafePointer<Int>

    init(_ keys: UnsafePointer<Int32>, _ given: UnsafePointer<Int>, _ count: Int, pieceCount: Int) {
        // One entry more in front, which becomes the start of piece 0 when the runs have been placed.
        let counts = UnsafeMutablePointer<Int32>.allocate(capacity: pieceCount + 2)
        counts.initialize(repeating: 0, count: pieceCount + 2)
        for index in 0 ..< count { counts[Int(keys[index]) &+ 2] &+= 1 }
        for piece in 0 ..< pieceCount { counts[piece &+ 2] &+= counts[piece &+ 1] }
        let sorted = UnsafeMutablePointer<Int>.allocate(capacity: 2 * count)
        for index in 0 ..< count {
            let key = Int(keys[index]) &+ 1
            let place = 2 &* Int(counts[key])
            counts[key] &+= 1
            sorted[place] = given[2 &* index]
            sorted[place &+ 1] = given[2 &* index &+ 1]
        }
        starts = UnsafePointer(counts)
        runs = UnsafePointer(sorted)
    }

    deinit {
        starts.deallocate()
        runs.deallocate()
    }
}
