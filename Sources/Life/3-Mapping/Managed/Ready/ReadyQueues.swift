import CohortLocking
import Synchronization

/// A task that is ready and that nobody has mapped yet.
struct ReadyTask: @unchecked Sendable {
    // SAFETY: the task is not over while it is here, so its record and its launch stay what they are.
    let record: RecordPointer
    let launch: LaunchPointer
    let request: PlacementRequest

    var point: Int { Int(record.pointee.point) }
    /// The queue of its processor.
    var queue: Int { request.processor(ofPoint: point).map { $0 + 1 } ?? 0 }
    var entry: ReadyTable<Self>.Entry {
        ReadyTable.Entry(self, priority: request.points[point].priority, isStealable: request.options.isStealable)
    }
}

/// The ready tasks of a managed runtime, behind a lock.
final class ReadyQueues: Sendable {
    private let table: Locked<ReadyTable<ReadyTask>>
    /// How many there are, with those that are being asked about: who changes something need not look when there are none.
    private let count = Atomic<Int>(0)
    private let changes = Atomic<Int>(0)

    init(processors: Int) { table = Locked(ReadyTable(processors: processors)) }

    var isEmpty: Bool { count.load(ordering: .sequentiallyConsistent) == 0 }

    /// A task is ready.
    func add(_ task: ReadyTask) {
        count.wrappingAdd(1, ordering: .sequentiallyConsistent)
        table.withLock { $0.add(task.entry, to: task.queue) }
    }

    /// A task is ready again, about which a mapper was asked at that moment; true when something has changed since.
    func putBack(_ task: ReadyTask, since moment: Int) -> Bool {
        count.wrappingAdd(1, ordering: .sequentiallyConsistent)
        table.withLock { $0.putBack(task.entry, to: task.queue, wasLastCall: task.request.points[task.point].isLastCall) }
        // Whoever changed something before this look may not have seen the task.
        if self.moment == moment { return false }
        table.withLock { $0.change() }
        return true
    }

    /// How often anything has changed.
    var moment: Int { changes.load(ordering: .sequentiallyConsistent) }

    /// A mapper may answer otherwise now; false when it need not be asked.
    func change() -> Bool {
        changes.wrappingAdd(1, ordering: .sequentiallyConsistent)
        if isEmpty { return false }
        table.withLock { $0.change() }
        return true
    }

    func nextQuestion(whenRoom hasRoom: (Int) -> Bool) -> ReadyTable<ReadyTask>.Question? {
        table.withLock { $0.nextQuestion(whenRoom: hasRoom) }
    }

    func settle(_ question: ReadyTable<ReadyTask>.Question, _ answers: [ReadyTable<ReadyTask>.Answer]) -> [ReadyTask] {
        let taken = table.withLock { $0.settle(question, answers) }
        didTake(taken.count)
        return taken
    }

    func nextTheft(whenIdle isIdle: (Int) -> Bool) -> ReadyTable<ReadyTask>.Theft? {
        table.withLock { $0.nextTheft(whenIdle: isIdle) }
    }

    func loot(of victim: Int, for thief: Int) -> ReadyTable<ReadyTask>.Loot? {
        table.withLock { $0.loot(of: victim, for: thief) }
    }

    func settle(_ loot: ReadyTable<ReadyTask>.Loot, permitted: Set<Int>) {
        table.withLock { $0.settle(loot, permitted: permitted) }
    }

    /// Nothing runs: all are asked about once more. False when they were already, or there are none.
    func makeLastCall() -> Bool { isEmpty ? false : table.withLock { $0.makeLastCall() } }

    /// All that are not being asked about.
    var all: [ReadyTask] { table.withLock { $0.queues.flatMap { $0.entries.map(\.item) } } }

    /// Takes out all.
    func takeAll() -> [ReadyTask] {
        let left = table.withLock { $0.takeAll() }
        didTake(left.count)
        return left
    }

    /// These have left: they are mapped, or fail.
    func didTake(_ number: Int) { count.wrappingSubtract(number, ordering: .sequentiallyConsistent) }
}
