import CohortDiagnostics

/// One run through the repeated part of a program, as it was analysed: what was launched, and what followed what.
final class Repetition {
    /// The number of its first operation, and one behind that of its last.
    let first: UInt64
    private(set) var end: UInt64
    private(set) var launches: ContiguousArray<TracedLaunch> = []
    /// Edges from operations of this repetition and of the one before, each once, by the later operation.
    private(set) var edges: [RelativeEdge] = []
    /// Edges from operations that were there before both.
    private(set) var older: [OlderEdge] = []
    /// The one before, if nothing came between the two that touches the same data.
    let hasPredecessor: Bool
    /// Where the one before began and ended; empty when there is none.
    let before: Range<UInt64>
    /// Why it cannot be replayed.
    private(set) var obstacle: TraceObstacle?
    private var found: ContiguousArray<FoundEdge> = []

    private struct FoundEdge {
        let later: UInt64, earlier: UInt64, isForData: Bool, spoils: Bool
    }

    init(from first: UInt64, after before: Repetition?) {
        self.first = first
        end = first
        hasPredecessor = before != nil
        self.before = before.map { $0.first ..< $0.end } ?? first ..< first
    }

    /// How many operations it has.
    var count: Int { Int(end - first) }

    /// Notes the first reason why it cannot be replayed.
    func stop(_ reason: TraceObstacle) { if obstacle == nil { obstacle = reason } }

    func note(_ later: UInt64, after earlier: UInt64, forData isForData: Bool, spoils: Bool) {
        found.append(FoundEdge(later: later, earlier: earlier, isForData: isForData, spoils: spoils))
    }

    func add(_ launch: TracedLaunch) { launches.append(launch) }

    /// Where an operation stands that this repetition follows: counted from the beginning of this one, or below 0 from that of the one
    /// before; nil when it was there before both.
    func position(of sequence: UInt64) -> Int32? { TracedLaunch.position(of: sequence, first, before) }

    /// Ends it, before the operation with that number.
    ///
    /// - Complexity: O(edges · log edges).
    func finish(before end: UInt64) {
        self.end = end
        if launches.reduce(0, { $0 + $1.count }) != count { stop(.otherOperations) }
        defer { found = [] }
        if obstacle != nil { return }
        var nearby: [RelativeEdge.Ends: RelativeEdge] = [:]
        for edge in found {
            let later = Int32(truncatingIfNeeded: edge.later - first)
            guard let earlier = position(of: edge.earlier) else {
                older.append(OlderEdge(later: later, earlier: edge.earlier, isForData: edge.isForData, spoils: edge.spoils))
                continue
            }
            let ends = RelativeEdge.Ends(later: later, earlier: earlier)
            let known = nearby[ends]
            nearby[ends] = RelativeEdge(
                ends: ends, isForData: edge.isForData || known?.isForData == true, spoils: edge.spoils || known?.spoils == true)
        }
        edges = nearby.values.sorted { ($0.ends.later, $0.ends.earlier) < ($1.ends.later, $1.ends.earlier) }
    }

    /// Whether the other launched the same, and the same followed the same: then the next one does too.
    func isLike(_ other: Repetition) -> Bool {
        count == other.count && launches.count == other.launches.count && edges == other.edges
            && zip(launches, other.launches).allSatisfy { $0.isLike($1) }
    }
}

/// An edge between operations of one repetition, or from the one before.
struct RelativeEdge: Hashable {
    let ends: Ends
    let isForData: Bool
    let spoils: Bool

    struct Ends: Hashable {
        /// Counted from the beginning of the repetition.
        let later: Int32
        /// The same; below 0, one less than the negative of the position in the repetition before.
        let earlier: Int32
    }
}

/// An edge from an operation that was there before the repetitions, and is over.
struct OlderEdge {
    let later: Int32
    let earlier: UInt64
    let isForData: Bool
    let spoils: Bool
}

/// Why a part of a program is analysed again each time.
enum TraceObstacle: String, Hashable {
    case otherOperations = "its code waits, or does something else that is no launch"
    case company = "a launch waits for barriers or arrives at some"
    case together = "tasks must run at the same time"
    case coherence = "tasks share data by their coherence"
    case arrays = "a region's data are copied to and from an array"
    case openMapping = "data are mapped by the code itself"
    case foreignFuture = "a launch takes a future that is not of this task's launches, and not there yet"
    case fence = "a launch follows a fence"
    case tooLong = "it has too many tasks"
}
