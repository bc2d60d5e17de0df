import CohortData
import CohortLocking
import CohortMachineModel

/// The time that a program would take on a machine that is described. The true runtime takes its true decisions, bodies run and data
/// move at once; but an operation is over only when the clock has come to its modelled end. The clock goes on when everybody rests.
///
/// `ModelledClock.md` beside this file has the rules by which nobody waits for ever.
package final class ModelledClock: Sendable {
    private let model: TimeModel
    private let books: Locked<Books>

    /// What happens at a time, done by the worker that let time go on.
    typealias Action = (Worker) -> Void

    private struct Books {
        var now = 0
        var agenda = Agenda<Action>()
        var processors: ProcessorBook
        var channels = ChannelBook()
        /// By the name of the task, what all took together, and how many there were.
        var tasks: [String: (time: Int, count: Int)] = [:]

        /// What starts now, or else what comes next.
        mutating func goOn() -> (started: [RecordPointer], actions: [Action]) {
            let started = processors.start()
            guard started.isEmpty, let next = agenda.earliest else { return (started, []) }
            now = next
            return ([], agenda.takeEarliest())
        }
    }

    init(_ machine: MachineModel, _ times: TaskTimes) {
        model = TimeModel(machine, times)
        books = Locked(Books(processors: ProcessorBook(machine)))
    }

    /// True while something happens as soon as everybody rests.
    var isPending: Bool { books.withLock { $0.agenda.earliest != nil || $0.processors.canStart } }

    /// Lets those start whose processors are free; if there are none, goes on to the next end. For a worker when everybody rests.
    func goOn(_ worker: Worker) {
        let (started, actions) = books.withLock { $0.goOn() }
        for record in started { worker.hand(record) }
        for action in actions { action(worker) }
    }

    /// Moves data, which are there when the last channel is done; then `action` follows.
    func move(_ copies: [DataMove], then action: @escaping Action) {
        let movements = model.movements(copies)
        books.withLock { books in
            let ends = movements.map { books.channels.move($0.byteCount, along: $0.route, at: books.now) }
            books.agenda.add(action, at: ends.max() ?? books.now)
        }
    }

    /// Whether an operation that has its instances runs at once; otherwise it is handed out when it has its processor.
    func admits(
        _ record: RecordPointer, _ launch: LaunchPointer, _ request: PlacementRequest, _ placement: PointPlacement
    ) -> Bool {
        let gang = launch.gang
        if request.operation != nil || (request.isLasting && gang == nil) { return true }
        books.withLock { books in
            let visitor = ProcessorBook.Visitor(
                record: record, user: placement.user, processor: request.isLasting ? nil : placement.processor,
                priority: request.points[Int(record.pointee.point)].priority, time: books.now, sequence: record.pointee.sequence)
            if let gang { books.processors.add(visitor, of: gang) } else { books.processors.add(visitor) }
        }
        return false
    }

    /// A body has run: its operation takes its time from now on, on its processor or on a channel, and then `action` follows.
    func take(_ request: PlacementRequest, _ point: Int, _ placement: PointPlacement, then action: @escaping Action) {
        if request.operation == nil {
            takeProcessor(request, point, placement, then: action)
        } else {
            takeChannel(placement, then: action)
        }
    }

    private func takeProcessor(
        _ request: PlacementRequest, _ point: Int, _ placement: PointPlacement, then action: @escaping Action
    ) {
        books.withLock { books in
            let processor = books.processors.processor(of: placement.user)
            let time = model.taskTime(request, point, placement, on: processor)
            books.tasks[request.name, default: (0, 0)].time += time
            books.tasks[request.name, default: (0, 0)].count += 1
            books.agenda.add(
                { worker in
                    self.books.withLock { $0.processors.leave(placement.user, after: time) }
                    action(worker)
                }, at: books.now + time)
        }
    }

    private func takeChannel(_ placement: PointPlacement, then action: @escaping Action) {
        let movement = model.movement(placement)
        books.withLock { books in
            let end = movement.map { books.channels.move($0.byteCount, along: $0.route, at: books.now) } ?? books.now
            books.agenda.add(action, at: end)
        }
    }

    /// What has happened so far.
    func report(_ usage: [(name: String, used: Int, peak: Int)]) -> ClockReport {
        books.withLock { books in
            let names = model.machine.memories.map(\.name)
            return ClockReport(
                elapsed: .nanoseconds(books.now),
                processors: zip(model.machine.processors, books.processors.totals).map {
                    ClockReport.Processor(name: $0.name, busy: .nanoseconds($1.busy), taskCount: $1.taskCount)
                },
                channels: books.channels.totals.map {
                    ClockReport.Channel(
                        source: names[$0.ends.source], target: names[$0.ends.target], busy: .nanoseconds($0.busy),
                        byteCount: $0.byteCount, copyCount: $0.copyCount)
                },
                memories: usage.map { ClockReport.Memory(name: $0.name, peakByteCount: $0.peak) },
                tasks: books.tasks.sorted { $0.key < $1.key }.map {
                    ClockReport.Task(name: $0.key, time: .nanoseconds($0.value.time), count: $0.value.count)
                })
        }
    }
}
