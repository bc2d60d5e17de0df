import CohortMachineModel

/// Who has each processor of a modelled machine, and who waits for one. Nothing starts before `start` is called, so that of those that
/// become ready at one time the most urgent is first, whoever came first by chance.
///
/// Tasks for any worker take the first CPU worker that is free. Tasks that run at the same time start together, when all of them have
/// come and their processors are free; until then these take nobody else.
struct ProcessorBook {
    private var lines: [Line]
    /// Those that go to any worker.
    private var anywhere: [Visitor] = []
    private var gangs: [(gang: Gang, members: [Visitor])] = []

    /// An operation that wants a processor, or a member of a gang that may go without.
    struct Visitor {
        let record: RecordPointer
        let user: Int
        /// Nil for any worker.
        let processor: Int?
        let priority: Int
        /// When it came, and its place in program order.
        let time: Int
        let sequence: UInt64

        fileprivate var rank: (Int, Int, UInt64) { (-priority, time, sequence) }
    }

    private struct Line {
        let isWorker: Bool
        var user: Int?
        var waiting: [Visitor] = []
        var busy = 0
        var taskCount = 0
    }

    init(_ machine: MachineModel) { lines = machine.processors.map { Line(isWorker: $0.kind == .cpu) } }

    /// O(waiting).
    mutating func add(_ visitor: Visitor) {
        if let processor = visitor.processor {
            Self.insert(visitor, into: &lines[processor].waiting)
        } else {
            Self.insert(visitor, into: &anywhere)
        }
    }

    mutating func add(_ visitor: Visitor, of gang: Gang) {
        if let index = gangs.firstIndex(where: { $0.gang === gang }) {
            gangs[index].members.append(visitor)
        } else {
            gangs.append((gang, [visitor]))
        }
    }

    private static func insert(_ visitor: Visitor, into waiting: inout [Visitor]) {
        let place = waiting.lastIndex { $0.rank < visitor.rank }.map { $0 + 1 } ?? 0
        waiting.insert(visitor, at: place)
    }

    /// Whether anybody would start.
    var canStart: Bool {
        gangs.contains { canStart($0) } || lines.indices.contains { isOpen($0) && next(for: $0) != nil }
    }

    /// Gives the free processors away; those that have one now. O(processors).
    mutating func start() -> [RecordPointer] {
        var started: [RecordPointer] = []
        for (gang, members) in gangs where canStart((gang, members)) {
            for member in members { if let processor = member.processor { lines[processor].user = member.user } }
            started += members.map(\.record)
            gangs.removeAll { $0.gang === gang }
        }
        for processor in lines.indices where isOpen(processor) {
            guard let visitor = takeNext(for: processor) else { continue }
            lines[processor].user = visitor.user
            started.append(visitor.record)
        }
        return started
    }

    /// The processor that somebody has.
    func processor(of user: Int) -> Int? { lines.firstIndex { $0.user == user } }

    /// Somebody leaves, after that time.
    mutating func leave(_ user: Int, after time: Int) {
        guard let processor = processor(of: user) else { return }
        lines[processor].user = nil
        lines[processor].busy += time
        lines[processor].taskCount += 1
    }

    /// For each processor, how long it worked and on how many tasks.
    var totals: [(busy: Int, taskCount: Int)] { lines.map { ($0.busy, $0.taskCount) } }

    private func canStart(_ gang: (gang: Gang, members: [Visitor])) -> Bool {
        gang.members.count >= gang.gang.membersLeft
            && gang.members.allSatisfy { $0.processor.map { lines[$0].user == nil } ?? true }
    }

    /// Whether a processor is free and no gang that has come waits for it.
    private func isOpen(_ processor: Int) -> Bool {
        lines[processor].user == nil
            && !gangs.contains { $0.members.count >= $0.gang.membersLeft && $0.members.contains { $0.processor == processor } }
    }

    private func next(for processor: Int) -> Visitor? {
        let own = lines[processor].waiting.first
        guard lines[processor].isWorker, let other = anywhere.first else { return own }
        return own.map { $0.rank < other.rank } ?? false ? own : other
    }

    private mutating func takeNext(for processor: Int) -> Visitor? {
        guard let next = next(for: processor) else { return nil }
        if next.processor == nil { anywhere.removeFirst() } else { lines[processor].waiting.removeFirst() }
        return next
    }
}
