import CohortGeometry

/// Gathers the pieces of buckets out of the batches of all strips, in memory that it keeps from one bucket to the next.
final class RunGatherer {
    private let batches: ContiguousArray<RunBatch>
    private let buckets: Buckets
    private let source: IndexBox
    /// The runs of a bucket with several pieces, in the order of these, and where each piece's begin.
    private var runs: RunStore
    private var capacity = 1
    private var memory: BulkMemory
    private let starts: UnsafeMutablePointer<Int>

    init(_ batches: ContiguousArray<RunBatch>, _ buckets: Buckets, in source: IndexBox) {
        self.batches = batches
        self.buckets = buckets
        self.source = source
        memory = BulkMemory(byteCount: 0)
        runs = RunStore(capacity, isNarrow: buckets.isNarrow, in: memory)
        starts = .allocate(capacity: 1 << buckets.shift + 2)
    }

    deinit { starts.deallocate() }

    /// The pieces of some buckets.
    func pieces(of range: Range<Int>) -> ContiguousArray<Domain> {
        var pieces = ContiguousArray<Domain>()
        pieces.reserveCapacity(buckets.pieces(of: range).count)
        for bucket in range {
            var count = 0
            for batch in batches { count &+= batch.places(of: bucket).count }
            if buckets.shift == 0 { pieces.append(single(bucket, count)) } else { addSeveral(bucket, count, to: &pieces) }
        }
        return pieces
    }

    /// The one piece of a bucket.
    private func single(_ bucket: Int, _ count: Int) -> Domain {
        list(atMost: count) { writer in
            for batch in batches { writer.add(batch.runs, batch.places(of: bucket)) }
        }
    }

    /// A piece with a list of its own.
    @inline(__always)
    private func list(atMost count: Int, _ write: (inout RunWriter) -> Void) -> Domain {
        // Made in place, a list of nothing would write its count into the storage that all empty arrays share.
        if count == 0 { return .empty(dimension: source.dimension) }
        var isSorted = true
        let bounds = ContiguousArray<Int>(unsafeUninitializedCapacity: 2 * count) { list, end in
            guard let base = list.baseAddress else { return }
            var writer = RunWriter(base)
            write(&writer)
            (end, isSorted) = (writer.end, writer.isSorted)
        }
        return IntervalList(bounds, isSorted: isSorted).domain(in: source)
    }

    /// More runs than this are a list of their own.
    private static let fewRuns = 1 << 8

    private func addSeveral(_ bucket: Int, _ count: Int, to pieces: inout ContiguousArray<Domain>) {
        let numbers = buckets.pieces(of: bucket ..< bucket + 1)
        sort(bucket, numbers, count)
        if source.dimension == 1, count / numbers.count <= Self.fewRuns {
            addSharing(numbers.count, runCount: count, to: &pieces)
        } else {
            for piece in 0 ..< numbers.count {
                let places = starts[piece] ..< starts[piece + 1]
                pieces.append(list(atMost: places.count) { $0.add(runs, places) })
            }
        }
    }

    /// Sorts the runs of a bucket by piece.
    private func sort(_ bucket: Int, _ numbers: Range<Int>, _ count: Int) {
        makeRoom(count)
        // One entry more in front, as in a batch.
        let starts = starts, runs = runs, low = numbers.lowerBound
        starts.update(repeating: 0, count: numbers.count + 2)
        for batch in batches {
            let pieces = batch.pieces
            for place in batch.places(of: bucket) { starts[Int(pieces[place]) &- low &+ 2] &+= 1 }
        }
        for piece in 0 ..< numbers.count { starts[piece &+ 2] &+= starts[piece &+ 1] }
        for batch in batches {
            let pieces = batch.pieces, given = batch.runs
            for place in batch.places(of: bucket) {
                let key = Int(pieces[place]) &- low &+ 1
                runs[starts[key]] = given[place]
                starts[key] &+= 1
            }
        }
    }

    private func makeRoom(_ count: Int) {
        if count <= capacity { return }
        capacity = max(count, 2 * capacity)
        memory = BulkMemory(byteCount: 0)
        runs = RunStore(capacity, isNarrow: buckets.isNarrow, in: memory)
    }

    /// Writes the pieces one after the other into one list: memory for each of many small ones would cost more than the rest. In
    /// one dimension a piece's runs come in ascending order.
    private func addSharing(_ count: Int, runCount: Int, to pieces: inout ContiguousArray<Domain>) {
        if runCount == 0 {
            pieces.append(contentsOf: repeatElement(.empty(dimension: 1), count: count))
            return
        }
        let starts = starts, runs = runs
        let list = ContiguousArray<Int>(unsafeUninitializedCapacity: 2 * runCount) { list, end in
            guard let base = list.baseAddress else { return }
            var writer = RunWriter(base, low: source.low[0])
            for piece in 0 ..< count {
                let places = starts[piece] ..< starts[piece &+ 1]
                // From here on it is where the piece begins in the list.
                starts[piece] = writer.begin()
                writer.add(runs, places)
            }
            starts[count] = writer.end
            end = writer.end
        }
        for piece in 0 ..< count { pieces.append(Domain(dimension: 1, canonical: list, starts[piece] ..< starts[piece &+ 1])) }
    }
}
