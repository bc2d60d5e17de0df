/// Sorts runs of numbers by the bucket of the piece they belong to, a batch at a time: what is scattered stays within a cache, and
/// threads that sort other points need not know of each other.
final class RunSorter {
    private let buckets: Buckets
    private let capacity: Int
    private let memory: BulkMemory
    private let keys: UnsafeMutablePointer<Int32>
    private let runs: RunStore
    private var count = 0
    private(set) var batches: ContiguousArray<RunBatch> = []

    /// - Parameter points: about how many runs there may be.
    init(_ buckets: Buckets, points: Int) {
        self.buckets = buckets
        // Not fewer than there are buckets: a batch has an entry for each.
        capacity = max(1, min(points, max(buckets.count, 1 << 16)))
        let byteCount = 4 + RunStore.byteCount(isNarrow: buckets.isNarrow)
        memory = BulkMemory(byteCount: (points + capacity) * byteCount + (points / capacity + 1) * (4 * buckets.count + 256))
        keys = memory.take(Int32.self, capacity)
        runs = RunStore(capacity, isNarrow: buckets.isNarrow, in: memory)
    }

    /// Adds the numbers from `first` to `last` to a piece; those of one piece in ascending order, as far as that goes.
    @inline(__always)
    func append(_ piece: Int32, _ first: Int, _ last: Int) {
        if count == capacity { finishBatch() }
        keys[count] = piece
        runs[count] = (first, last)
        count &+= 1
    }

    /// Hands on what is left of the last batch.
    func finish() {
        if count > 0 { finishBatch() }
    }

    @inline(never)
    private func finishBatch() {
        batches.append(RunBatch(keys, runs, count, buckets, memory))
        count = 0
    }
}

/// Runs in the order of their buckets, and within one as they were given.
final class RunBatch: @unchecked Sendable {
    // SAFETY: written in init only.
    /// `starts[b] ..< starts[b + 1]` are the runs of bucket `b`.
    private let starts: UnsafePointer<Int32>
    let runs: RunStore
    /// The piece of each run; only where a bucket has several.
    let pieces: UnsafePointer<Int32>
    /// What all this lies in.
    private let memory: BulkMemory

    init(_ keys: UnsafePointer<Int32>, _ given: RunStore, _ count: Int, _ buckets: Buckets, _ memory: BulkMemory) {
        // One entry more in front, which becomes the start of bucket 0 when the runs have been placed.
        let counts = memory.take(Int32.self, buckets.count + 2)
        counts.initialize(repeating: 0, count: buckets.count + 2)
        let shift = Int32(buckets.shift)
        for index in 0 ..< count { counts[Int(keys[index] &>> shift) &+ 2] &+= 1 }
        for bucket in 0 ..< buckets.count { counts[bucket &+ 2] &+= counts[bucket &+ 1] }
        let sorted = RunStore(count, isNarrow: buckets.isNarrow, in: memory)
        let pieces = memory.take(Int32.self, shift > 0 ? count : 0)
        for index in 0 ..< count {
            let key = Int(keys[index] &>> shift) &+ 1
            let place = Int(counts[key])
            counts[key] &+= 1
            sorted[place] = given[index]
            if shift > 0 { pieces[place] = keys[index] }
        }
        starts = UnsafePointer(counts)
        runs = sorted
        self.pieces = UnsafePointer(pieces)
        self.memory = memory
    }

    /// Where the runs of a bucket are.
    @inline(__always)
    func places(of bucket: Int) -> Range<Int> { Int(starts[bucket]) ..< Int(starts[bucket &+ 1]) }
}
