import Synchronization

/// A repetition that can be replayed: what must match, and who follows whom.
///
///     position in the repetition   0 1 2 … n │ 0 1 2 … n │ …
///     edges                        ╰─▶╯   ╰──────▶╯
///                                  within     to the next
///
/// In memory that stays where it is, so that operations in flight can refer to it and nobody counts a reference; its trace frees it.
struct TraceTemplate: ~Copyable {
    let launches: ContiguousArray<TracedLaunch>
    /// By launch, the number of the known one that asks for the same; 0 where none is.
    let known: UnsafeMutablePointer<UInt64>
    /// By launch, where its operations begin, and how many they are.
    private let points: FixedList<(first: Int, count: Int)>
    /// By launch, whether it follows others for their data only.
    private let followsNothingElse: FixedList<Bool>
    /// How many operations a repetition has.
    let count: Int
    /// Edges from operations that were there before all repetitions, by the later one.
    let older: [OlderEdge]
    /// True when these are over, and none has failed: then nobody need follow them.
    private(set) var isSettled = false
    let edges: [RelativeEdge]
    /// By operation, who follows it in this repetition and in the next.
    let successors: UnsafeMutablePointer<TracedSuccessors>
    private let steps: UnsafeMutablePointer<TracedSuccessors.Step>
    /// By operation, one behind the furthest position that any up to it leads to; those of the next repetition come behind `count`.
    private let reach: FixedList<Int>
    /// By operation, how many it follows of its repetition, and of the one before.
    private let within: FixedList<Int32>
    private let across: FixedList<Int32>
    /// By operation, where its edges begin.
    private let edgesBegin: ContiguousArray<Int>
    private let olderBegin: ContiguousArray<Int>

    /// The most operations that a repetition may have.
    static let largest = 1 << 14

    /// `home`: where the records of the context's operations are found.
    init(_ repetition: Repetition, home: UnsafeMutablePointer<Atomic<UnsafeMutableRawPointer>>) {
        launches = repetition.launches
        known = .allocate(capacity: max(1, launches.count))
        known.initialize(repeating: 0, count: launches.count)
        points = FixedList(ContiguousArray(launches.map { ($0.first, $0.count) }))
        followsNothingElse = FixedList(ContiguousArray(launches.map(\.followsNothingElse)))
        let count = repetition.count
        self.count = count
        edges = repetition.edges
        older = repetition.older.filter(\.isForData).sorted { $0.later < $1.later }
        olderBegin = Self.begins(of: older.map(\.later), count)
        edgesBegin = Self.begins(of: repetition.edges.map(\.ends.later), count)
        var within = ContiguousArray<Int32>(repeating: 0, count: count), across = within
        var lists = [[TracedSuccessors.Step]](repeating: [], count: count)
        var furthest = ContiguousArray(0 ..< count)
        for edge in repetition.edges {
            let later = Int(edge.ends.later), isWithin = edge.ends.earlier >= 0
            let earlier = Int(isWithin ? edge.ends.earlier : -1 - edge.ends.earlier)
            let target = isWithin ? later : later + count
            if isWithin { within[later] += 1 } else { across[later] += 1 }
            lists[earlier].append(TracedSuccessors.Step(distance: target - earlier, spoils: edge.spoils))
            furthest[earlier] = max(furthest[earlier], target)
        }
        self.within = FixedList(within)
        self.across = FixedList(across)
        steps = .allocate(capacity: max(1, repetition.edges.count))
        successors = .allocate(capacity: max(1, count))
        var reach = ContiguousArray<Int>(), last = 0, place = steps
        for (position, list) in lists.enumerated() {
            place.initialize(from: list, count: list.count)
            (successors + position).initialize(to: TracedSuccessors(steps: place, count: list.count, home: home))
            place += list.count
            last = max(last, furthest[position] + 1)
            reach.append(last)
        }
        self.reach = FixedList(reach)
    }

    /// Where the run of each operation begins in an ascending list of operations.
    private static func begins(of list: [Int32], _ count: Int) -> ContiguousArray<Int> {
        var begins = ContiguousArray(repeating: 0, count: count + 1)
        for later in list { begins[Int(later) + 1] += 1 }
        for position in 0 ..< count { begins[position + 1] += begins[position] }
        return begins
    }

    deinit {
        known.deallocate()
        points.deallocate()
        followsNothingElse.deallocate()
        reach.deallocate()
        within.deallocate()
        across.deallocate()
        steps.deallocate()
        successors.deallocate()
    }

    /// Whether a launch follows others for their data only.
    @inline(__always)
    func followsNothingElse(_ launch: Int) -> Bool { followsNothingElse[launch] }
    @inline(__always)
    var launchCount: Int { points.count }
    @inline(__always)
    func points(ofLaunch launch: Int) -> (first: Int, count: Int) { points[launch] }

    /// How far records must be prepared before the first `position` operations are issued.
    func reach(of position: Int) -> Int { position == 0 ? 0 : max(position, reach[position - 1]) }

    /// How many predecessors the operation has in its repetition, or in both.
    func predecessorCount(of position: Int, isFirst: Bool) -> Int32 {
        isFirst ? within[position] : within[position] &+ across[position]
    }

    /// Looks whether all that was there before is over.
    mutating func settle(_ context: TaskContext) { if !isSettled { isSettled = context.areOver(older) } }

    /// The edges that lead to an operation from what was there before.
    func older(to position: Int) -> ArraySlice<OlderEdge> { older[olderBegin[position] ..< olderBegin[position + 1]] }

    /// The edges that lead to an operation.
    func edges(to position: Int) -> ArraySlice<RelativeEdge> { edges[edgesBegin[position] ..< edgesBegin[position + 1]] }
}

typealias TemplatePointer = UnsafeMutablePointer<TraceTemplate>
