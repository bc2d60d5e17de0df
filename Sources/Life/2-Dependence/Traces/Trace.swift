import CohortDiagnostics

/// What a context knows of one repeated part of its program.
final class Trace {
    let place: SourceLocation
    /// Whether repetitions may launch something else.
    let mayDiffer: Bool
    /// The launches of the first repetition, as the program names them; nil until it is over.
    private(set) var order: ContiguousArray<Member>?
    private var first: ContiguousArray<Member> = []
    /// How many are over.
    private(set) var repetitions = 0
    /// What can be replayed, once two repetitions were alike.
    private(set) var template: TemplatePointer?
    /// Those before it, with the number behind the last operation that may still lead to others by them.
    private var outdated: [(template: TemplatePointer, end: UInt64)] = []
    /// The last one that was analysed.
    private var latest: Repetition?
    /// The last one, if it was analysed behind another: what the next must be like. An older one will not do, since what it followed
    /// may have been longer or shorter.
    private var pattern: Repetition?
    /// Where the last one began and ended, analysed or replayed, and `TaskContext.changes` at its end.
    private(set) var last: Range<UInt64> = 0 ..< 0
    private var changes: Int?
    private(set) var report = TraceReport()

    struct Member {
        let name: StaticString
        let place: SourceLocation
    }

    init(at place: SourceLocation, mayDiffer: Bool) {
        self.place = place
        self.mayDiffer = mayDiffer
    }

    /// Only when nothing is in flight any more.
    deinit {
        template.map(Self.end)
        for old in outdated { Self.end(old.template) }
    }

    private static func end(_ template: TemplatePointer) {
        template.deinitialize(count: 1)
        template.deallocate()
    }

    /// Adds a launch to the first repetition.
    func add(_ member: Member) { first.append(member) }

    func endOrder() { (order, first) = (first, []) }

    func endRepetition() { repetitions += 1 }

    /// Whether nobody has used the data since the last repetition.
    func isCurrent(_ changes: Int) -> Bool { self.changes == changes }

    /// The one before the next, if nothing came between.
    func predecessor(_ changes: Int) -> Repetition? { isCurrent(changes) ? latest : nil }

    /// A repetition was analysed. Where it is like the one before, it is what will be replayed.
    func add(_ repetition: Repetition, _ context: TaskContext) {
        last = repetition.first ..< repetition.end
        changes = context.changes
        report.analysed += 1
        latest = repetition
        if let obstacle = repetition.obstacle {
            report.obstacles[obstacle.rawValue, default: 0] += 1
            (latest, pattern) = (nil, nil)
            return
        }
        guard repetition.hasPredecessor else {
            pattern = nil
            return
        }
        defer { pattern = repetition }
        guard let pattern, repetition.isLike(pattern) else { return }
        let oldest = context.oldestOutstanding
        outdated.removeAll { old, end in
            if end > oldest { return false }
            Self.end(old)
            return true
        }
        if let template { outdated.append((template, context.nextSequence)) }
        let made = TemplatePointer.allocate(capacity: 1)
        made.initialize(to: TraceTemplate(repetition, home: context.ring.home))
        template = made
    }

    /// A repetition was replayed.
    func didReplay(_ numbers: Range<UInt64>, _ changes: Int) {
        last = numbers
        self.changes = changes
        report.replayed += 1
    }

    /// A repetition that was replayed turned out another.
    func didDiffer() {
        changes = nil
        latest = nil
        report.different += 1
    }
}
