/// Tasks that are ready, in the queues of their processors, and what has to be asked about them.
///
/// A state machine: it knows no mapper, no lock and no thread. What is being asked about is taken out meanwhile, so nobody else decides on it.
struct ReadyTable<Item> {
    /// Queue 0 is that of tasks for any worker; processor `p` has queue `p + 1`.
    var queues: [Queue]
    /// How often anything changed that may change a mapper's mind.
    private(set) var turn = 0
    /// True when all have been asked about since nothing runs any more.
    private var isLastCall = false
    private var arrivals = 0
    /// How often any queue got other tasks.
    var changes = 0

    /// One task.
    struct Entry {
        let item: Item
        let priority: Int
        let isStealable: Bool
        fileprivate var arrival = 0
        /// Where it was asked about since `turn`.
        fileprivate var turn = -1
        fileprivate var visited: Set<Int> = []
        /// The turn in which it was stolen last: once a turn is enough, or idle processors would pass it round for ever.
        fileprivate var theft = -1

        init(_ item: Item, priority: Int, isStealable: Bool) {
            self.item = item
            self.priority = priority
            self.isStealable = isStealable
        }
    }

    struct Queue {
        /// The most urgent first, and among these the one that came first.
        var entries: [Entry] = []
        /// True when somebody has to be asked about them.
        var isDue = false
        /// How often it got other tasks.
        var version = 0
        /// Processors that got nothing here, and at which version.
        var refusals: [Int: Int] = [:]
        /// The count of all changes and turns when this queue's processor last looked for tasks of others.
        var lastLook = -1
    }

    /// Tasks of one queue to be asked about.
    struct Question {
        let queue: Int
        let entries: [Entry]
        let isLastCall: Bool
        fileprivate let turn: Int
    }

    /// What becomes of a task.
    enum Answer: Hashable {
        case take, leave
        case send(queue: Int)
    }

    init(processors: Int) { queues = Array(repeating: Queue(), count: processors + 1) }

    /// A task is ready. O(tasks of the queue).
    mutating func add(_ entry: Entry, to queue: Int) {
        putBack(entry, to: queue, wasLastCall: false)
        queues[queue].isDue = true
    }

    /// A task is ready again, and asked about when something changes. One for which that was not the last call will have one. O(tasks of the queue).
    mutating func putBack(_ entry: Entry, to queue: Int, wasLastCall: Bool) {
        if !wasLastCall { isLastCall = false }
        var entry = entry
        arrivals += 1
        entry.arrival = arrivals
        insert(entry, into: queue)
        didChange(queue)
    }

    /// A mapper may answer otherwise now. O(queues).
    mutating func change() {
        isLastCall = false
        askAgain()
    }

    private mutating func askAgain() {
        turn += 1
        for index in queues.indices { queues[index].isDue = !queues[index].entries.isEmpty }
    }

    /// The next question; nil when there is none. O(queues).
    mutating func nextQuestion(whenRoom hasRoom: (_ queue: Int) -> Bool) -> Question? {
        // A queue whose tasks a thief has in hand stays due until they are back.
        guard
            let queue = queues.indices.first(where: { queues[$0].isDue && !queues[$0].entries.isEmpty && hasRoom($0) })
        else { return nil }
        defer { queues[queue].entries = [] }
        queues[queue].isDue = false
        for index in queues[queue].entries.indices { visit(queue, &queues[queue].entries[index]) }
        return Question(queue: queue, entries: queues[queue].entries, isLastCall: isLastCall, turn: turn)
    }

    /// Follows the answers; returns what is mapped now. O(tasks²).
    mutating func settle(_ question: Question, _ answers: [Answer]) -> [Item] {
        var taken: [Item] = []
        for (entry, answer) in zip(question.entries, answers) {
            switch answer {
            case .take: taken.append(entry.item)
            case .leave: insert(entry, into: question.queue)
            case .send(let queue): move(entry, to: queue)
            }
        }
        if answers.contains(where: { $0 != .leave }) { didChange(question.queue) }
        // What changed while the mapper thought may have changed its mind.
        if question.turn != turn, !queues[question.queue].entries.isEmpty { queues[question.queue].isDue = true }
        return taken
    }

    /// Nothing runs that could change anything: all are asked about once more. False when they were already, or there are none. O(queues).
    mutating func makeLastCall() -> Bool {
        if isLastCall || queues.allSatisfy(\.entries.isEmpty) { return false }
        isLastCall = true
        askAgain()
        return true
    }

    /// Takes out all.
    mutating func takeAll() -> [Item] {
        defer { for index in queues.indices { queues[index].entries = [] } }
        return queues.flatMap(\.entries).map(\.item)
    }

    // MARK: Moving

    /// True while the task may go to a thief.
    func canBeStolen(_ entry: Entry) -> Bool { entry.isStealable && entry.theft != turn }

    /// A task has been stolen.
    mutating func steal(_ entry: Entry, by thief: Int) {
        var entry = entry
        entry.theft = turn
        insert(entry, into: thief)
        didChange(thief)
        queues[thief].isDue = true
    }

    /// A task comes from another queue. Where it was asked about since the last change it rests, so that none goes in circles.
    private mutating func move(_ entry: Entry, to queue: Int) {
        let isKnown = entry.turn == turn && entry.visited.contains(queue)
        insert(entry, into: queue)
        didChange(queue)
        if !isKnown { queues[queue].isDue = true }
    }

    mutating func didChange(_ queue: Int) {
        changes += 1
        queues[queue].version += 1
    }

    private func visit(_ queue: Int, _ entry: inout Entry) {
        if entry.turn != turn { entry.visited = [] }
        entry.turn = turn
        entry.visited.insert(queue)
    }

    mutating func insert(_ entry: Entry, into queue: Int) {
        let place = queues[queue].entries.firstIndex { (-$0.priority, $0.arrival) > (-entry.priority, entry.arrival) }
        queues[queue].entries.insert(entry, at: place ?? queues[queue].entries.endIndex)
    }
}
