import CohortDiagnostics

/// The traces of one context, and where in which of them it is.
final class Traces {
    private var known: [Place: Trace] = [:]
    private var latest: (place: Place, trace: Trace)?
    /// How many scopes are open; only the outermost counts.
    @exclusivity(unchecked) var depth = 0
    @exclusivity(unchecked) var current: Trace?
    /// How many launches the program has asked for in this repetition, and whether one was not the one of the first.
    @exclusivity(unchecked) var launched = 0
    @exclusivity(unchecked) var hasDiffered = false
    @exclusivity(unchecked) var recording: Repetition?
    @exclusivity(unchecked) var replay: Replay?
    /// The repetition that the prepared records belong to, also when it is whole.
    @exclusivity(unchecked) var ahead: Ahead?
    /// What the histories do not know of yet.
    @exclusivity(unchecked) private(set) var behind: Behind?

    /// Those that the program does not name.
    private var found: [Found: Trace] = [:]
    /// The one that was found last.
    private(set) var lastFound: Trace?

    /// The most that are remembered of those that were found: their templates are kept as long as the context.
    private static let mostFound = 64

    /// A trace that was found, by its first launch and how many it has.
    private struct Found: Hashable {
        let fingerprint: UInt64, length: Int
    }

    /// Where in the program a trace is.
    private struct Place: Hashable {
        let file: UnsafeRawPointer, line: UInt32

        init(_ place: SourceLocation) {
            file = UnsafeRawPointer(place.file.utf8Start)
            line = place.line
        }
    }

    /// The trace of a place in the program.
    func trace(at place: SourceLocation, mayDiffer: Bool) -> Trace {
        let key = Place(place)
        if let latest, latest.place == key { return latest.trace }
        let trace = known[key] ?? Trace(at: place, mayDiffer: mayDiffer)
        known[key] = trace
        latest = (key, trace)
        return trace
    }

    /// The trace of repetitions that begin with a launch and have so many; nil when there are too many of these already.
    func foundTrace(_ fingerprint: UInt64, length: Int) -> Trace? {
        let key = Found(fingerprint: fingerprint, length: length)
        if let trace = found[key] {
            lastFound = trace
            return trace
        }
        if found.count == Self.mostFound { return nil }
        let trace = Trace(at: SourceLocation(), mayDiffer: true)
        found[key] = trace
        lastFound = trace
        return trace
    }

    /// What became of the repetitions of all.
    var report: TraceReport {
        var report = known.values.reduce(into: TraceReport()) { $0.add($1.report) }
        for trace in found.values { report.add(trace.report) }
        report.found += found.count
        return report
    }

    func note(_ later: UInt64, after earlier: UInt64, forData isForData: Bool, spoils: Bool) {
        recording?.note(later, after: earlier, forData: isForData, spoils: spoils)
    }

    /// So many launches of a repetition have been replayed, without the histories' knowing.
    @inline(__always)
    func didLaunch(_ count: Int, of replay: Replay) {
        var now = behind ?? Behind(template: replay.template, part: replay.first)
        (now.part, now.partLaunches) = (replay.first, count)
        behind = now
    }

    /// A whole repetition has.
    func didReplay(_ replay: Replay) {
        guard var now = behind else { return }
        if now.whole != nil { now.hasSkipped = true }
        (now.whole, now.part, now.partLaunches) = (replay.first, replay.first, 0)
        behind = now
    }

    func takeBehind() -> Behind? {
        defer { behind = nil }
        return behind
    }

    /// A repetition that is being replayed.
    struct Replay {
        // The context has the trace, and the trace its templates as long as their operations run.
        unowned(unsafe) let trace: Trace
        let template: TemplatePointer
        /// The number of its first operation.
        let first: UInt64
        /// Those of the repetition before.
        let before: Range<UInt64>
        /// Whether the one before was not replayed, or something came between: its operations do not lead here by themselves.
        let isFirst: Bool
        /// How many launches have come.
        var launched = 0
        var isWhole: Bool { launched == template.pointee.launchCount }
    }

    /// Whose records are prepared.
    struct Ahead {
        let template: TemplatePointer
        /// The number of the first operation of the repetition, whose records are prepared and those of the next.
        let first: UInt64
        let isFirst: Bool

        /// How many predecessors lead to an operation by themselves.
        func predecessorCount(of sequence: UInt64) -> Int32 {
            let position = Int(sequence - first)
            let count = template.pointee.count
            return position < count
                ? template.pointee.predecessorCount(of: position, isFirst: isFirst)
                : template.pointee.predecessorCount(of: position - count, isFirst: false)
        }

        /// The same of those alone that come before `next`.
        func predecessorCount(of sequence: UInt64, before next: UInt64) -> Int32 {
            let issued = Int(next - first)
            let position = Int(sequence - first), isOfNext = position >= template.pointee.count
            var count: Int32 = 0
            for edge in template.pointee.edges(to: isOfNext ? position - template.pointee.count : position) {
                let earlier = Int(edge.ends.earlier)
                if isOfNext {
                    if earlier < 0, -1 - earlier < issued { count += 1 }
                } else if earlier >= 0 ? earlier < issued : !isFirst {
                    count += 1
                }
            }
            return count
        }
    }

    /// Repetitions that were replayed since the histories were last right.
    struct Behind {
        let template: TemplatePointer
        /// Where the last whole one began, and whether others came before it.
        var whole: UInt64?
        var hasSkipped = false
        /// Where the one began that is not whole, and how many launches of it have come.
        var part: UInt64
        var partLaunches = 0
    }
}

/// What is done with the edges that the analysis finds, beside making them.
enum EdgeNoting {
    case nothing
    /// A trace is told.
    case edges
    /// They are not made: only who used what is entered.
    case usesOnly
}
