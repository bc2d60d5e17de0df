import CohortGeometry

/// Answers which pieces hold a point, in constant or logarithmic time: the box cut into segments, each with the pieces
/// that hold all of it.
struct PointLocator {
    private var starts: ContiguousArray<Int> = []
    private var ends: ContiguousArray<Int> = []
    /// `offsets[s] ..< offsets[s + 1]` are the pieces of segment `s` in `members`.
    private var offsets: ContiguousArray<Int32> = [0]
    private var members: ContiguousArray<Int32> = []
    /// The segment of each number, or -1; empty when the box is too large for the number of questions.
    private var table: ContiguousArray<Int32> = []

    private typealias Run = (first: Int, last: Int, piece: Int32)

    /// - Parameter questions: about how many points will be looked up.
    init(_ pieces: ContiguousArray<Domain>, in box: IndexBox, questions: Int) {
        var runs = ContiguousArray<Run>()
        for (piece, domain) in pieces.enumerated() {
            var list = IntervalList()
            box.forEachRun(of: domain) { list.append($0, $1) }
            list.normalize()
            let bounds = list.bounds
            for index in stride(from: 0, to: bounds.count, by: 2) {
                runs.append((bounds[index], bounds[index + 1], Int32(piece)))
            }
        }
        self.init(runs, box, questions)
    }

    /// Each point of a domain a piece of its own, in the domain's order.
    init(pointsOf domain: Domain, in box: IndexBox, questions: Int) {
        var runs = ContiguousArray<Run>()
        var piece: Int32 = 0
        box.forEachRun(of: domain) { first, last in
            for number in first ... last {
                runs.append((number, number, piece))
                piece += 1
            }
        }
        self.init(runs, box, questions)
    }

    private init(_ unordered: ContiguousArray<Run>, _ box: IndexBox, _ questions: Int) {
        let runs = ContiguousArray(unordered.sorted { $0.first < $1.first })
        let isDisjoint = zip(runs, runs.dropFirst()).allSatisfy { $0.last < $1.first }
        if isDisjoint {
            for run in runs { addSegment(run.first, run.last, CollectionOfOne(run.piece)) }
        } else {
            sweep(runs)
        }
        if box.count <= 4 * questions + 1024 { makeTable(box.count) }
    }

    private mutating func addSegment(_ first: Int, _ last: Int, _ pieces: some Sequence<Int32>) {
        starts.append(first)
        ends.append(last)
        members.append(contentsOf: pieces)
        offsets.append(Int32(members.count))
    }

    /// Cuts overlapping runs where any of them begins or ends.
    private mutating func sweep(_ runs: ContiguousArray<Run>) {
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

    private mutating func makeTable(_ count: Int) {
        table = ContiguousArray(repeating: -1, count: count)
        for segment in starts.indices {
            for number in starts[segment] ... ends[segment] { table[number] = Int32(segment) }
        }
    }

    /// The segment of a number, or -1 when no piece holds it.
    @inline(__always)
    func segment(of number: Int) -> Int {
        if number < 0 { return -1 }
        if !table.isEmpty { return Int(table[number]) }
        let segment = firstSegment(endingAtOrAfter: number)
        return segment < starts.count && starts[segment] <= number ? segment : -1
    }

    /// The pieces of a segment; none for -1.
    @inline(__always)
    func forEachPiece(of segment: Int, _ body: (Int) -> Void) {
        if segment < 0 { return }
        for member in Int(offsets[segment]) ..< Int(offsets[segment + 1]) { body(Int(members[member])) }
    }

    /// The pieces that meet the numbers from `first` to `last`; a piece may be named more than once.
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
