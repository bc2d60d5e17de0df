import CohortGeometry

/// Answers which pieces hold a point, in constant or logarithmic time: the box cut into segments, each with the pieces
/// that hold all of it.
///
/// Where the pieces are disjoint and the box is small enough for a table, a piece is its own segment and the table is all
/// there is.
final class PointLocator: @unchecked Sendable {
    // SAFETY: written in init only.
    private var starts: ContiguousArray<Int> = []
    private var ends: ContiguousArray<Int> = []
    /// `offsets[s] ..< offsets[s + 1]` are the pieces of segment `s` in `members`.
    private var offsets: ContiguousArray<Int32> = [0]
    private var members: ContiguousArray<Int32> = []
    /// The segment of each number, or -1; nil when the box is too large for the number of questions.
    private var table: UnsafeMutablePointer<Int32>?
    /// What the table lies in: in large pages, since it is looked at all over.
    private var memory: BulkMemory?
    /// True when segments are pieces.
    private var isDirect = false
    /// True when numbers are.
    private var isIdentity = false

    private typealias Run = (first: Int, last: Int, piece: Int32)

    /// - Parameter questions: about how many points will be looked up; nil when ranges will be.
    convenience init(_ pieces: ContiguousArray<Domain>, in box: IndexBox, questions: Int?) {
        self.init(in: box, questions: questions) { body in
            pieces.withUnsafeBufferPointer { pieces in
                // Looked at where they lie, so that no references are counted.
                for piece in pieces.indices { box.forEachRun(of: pieces[piece]) { body($0, $1, Int32(piece)) } }
            }
        }
    }

    /// Each point of a domain a piece of its own, in the domain's order.
    convenience init(pointsOf domain: Domain, in box: IndexBox, questions: Int) {
        if domain.isDense {
            self.init()
            return
        }
        self.init(in: box, questions: questions) { body in
            var piece: Int32 = 0
            box.forEachRun(of: domain) { first, last in
                for number in first ... last {
                    body(number, number, piece)
                    piece += 1
                }
            }
        }
    }

    /// Each number a piece.
    private init() {
        isDirect = true
        isIdentity = true
    }

    private typealias RunSource = ((Int, Int, Int32) -> Void) -> Void

    private init(in box: IndexBox, questions: Int?, _ forEachRun: RunSource) {
        let isSmall = questions.map { box.count <= 4 * $0 + 1024 } ?? false
        if isSmall, makeDirect(box.count, forEachRun) { return }
        var runs = ContiguousArray<Run>()
        forEachRun { runs.append(($0, $1, $2)) }
        runs.sort { $0.first < $1.first }
        cut(runs)
        if isSmall { makeTable(box.count) }
    }

    /// Writes the pieces themselves into a table; false when two of them meet.
    private func makeDirect(_ count: Int, _ forEachRun: RunSource) -> Bool {
        let memory = BulkMemory(byteCount: 4 * count)
        let table = memory.take(Int32.self, max(1, count))
        table.initialize(repeating: -1, count: count)
        var isDisjoint = true
        forEachRun { first, last, piece in
            for number in first ... last {
                if table[number] >= 0 { isDisjoint = false }
                table[number] = piece
            }
        }
        self.table = table
        self.memory = memory
        isDirect = isDisjoint
        return isDisjoint
    }

    private func makeTable(_ count: Int) {
        guard let table else { return }
        table.update(repeating: -1, count: count)
        for segment in starts.indices {
            for number in starts[segment] ... ends[segment] { table[number] = Int32(segment) }
        }
    }

    private func cut(_ runs: ContiguousArray<Run>) {
        if zip(runs, runs.dropFirst()).allSatisfy({ $0.last < $1.first }) {
            for run in runs { addSegment(run.first, run.last, CollectionOfOne(run.piece)) }
        } else {
            sweep(runs)
        }
    }

    private func addSegment(_ first: Int, _ last: Int, _ pieces: some Sequence<Int32>) {
        starts.append(first)
        ends.append(last)
        members.append(contentsOf: pieces)
        offsets.append(Int32(members.count))
    }

    /// Cuts overlapping runs where any of them begins or ends.
    private func sweep(_ runs: ContiguousArray<Run>) {
        let cuts = Set(runs.map(\.first)).union(runs.map { $0.last + 1 }).sorted()
        var active: [Run] = []
        var next = 0
        for (index, cut) in cuts.enumerated().dropLast() {
            active.removeAll { $0.last < cut }
            while next < runs.count, runs[next].first == cut {
                active.append(runs[next])
                next += 1
            }
            if !active.isEmpty { addSegment(cut, cuts[index + 1] - 1, active.map(\.piece)) }
        }
    }

    /// Calls `body` with each run of points in a row that lie in one segment: the segment and the first and last position.
    @inline(__always)
    func forEachRun(
        _ row: UnsafePointer<Int>, _ count: Int, _ words: Int, _ box: IndexBox, _ body: (Int, Int, Int) -> Void
    ) {
        var run = (segment: -1, start: 0)
        func add(_ position: Int, _ segment: Int) {
            if segment == run.segment { return }
            if run.segment >= 0 { body(run.segment, run.start, position &- 1) }
            run = (segment, position)
        }
        if isIdentity {
            box.forEachNumber(row, count, words) { add($0, $1) }
        } else if let table {
            Self.forEachEntry(of: table, row, count, words, box, add)
        } else {
            box.forEachNumber(row, count, words) { add($0, segment(of: $1)) }
        }
        add(count, -1)
    }

    /// Calls `body` with each position and the table's entry for the number there, or -1. Some are looked up before the first is
    /// used: of a large table they are far away, and the processor waits for as many at once as a short loop asks for.
    @inline(__always)
    private static func forEachEntry(
        of table: UnsafePointer<Int32>, _ row: UnsafePointer<Int>, _ count: Int, _ words: Int, _ box: IndexBox,
        _ body: (Int, Int) -> Void
    ) {
        let most = 512
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: most) { entries in
            for start in stride(from: 0, to: count, by: most) {
                let part = min(most, count - start)
                box.forEachNumber(row + start * words, part, words) { entries[$0] = $1 < 0 ? -1 : table[$1] }
                for index in 0 ..< part { body(start &+ index, Int(entries[index])) }
            }
        }
    }

    /// The segment of a number, by bisection, or -1 when no piece holds it.
    private func segment(of number: Int) -> Int {
        if number < 0 { return -1 }
        let segment = firstSegment(endingAtOrAfter: number)
        return segment < starts.count && starts[segment] <= number ? segment : -1
    }

    /// The pieces of a segment.
    @inline(__always)
    func forEachPiece(of segment: Int, _ body: (Int) -> Void) {
        if isDirect { return body(segment) }
        for member in Int(offsets[segment]) ..< Int(offsets[segment + 1]) { body(Int(members[member])) }
    }

    /// The pieces that meet the numbers from `first` to `last`; a piece may be named more than once. Only without a table.
    @inline(__always)
    func forEachPiece(meeting first: Int, _ last: Int, _ body: (Int) -> Void) {
        var segment = firstSegment(endingAtOrAfter: first)
        while segment < starts.count, starts[segment] <= last {
            forEachPiece(of: segment, body)
            segment += 1
        }
    }

    private func firstSegment(endingAtOrAfter number: Int) -> Int {
        var low = 0
        var high = ends.count
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
