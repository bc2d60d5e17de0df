import CohortDiagnostics
import CohortLocking
import Synchronization

/// What mappers may do beside answering: send messages, make events, wait; and the one who sees to it that they are asked again.
final class MapperPost: Sendable {
    let mapperName: String
    let ready: ReadyQueues
    private let synchronization: MapperSynchronization
    private let questions = MapperTurn()
    /// Messages are handled one after the other, whatever the mapper's synchronization.
    private let deliveries = MapperTurn()
    private let state = Locked(State())
    /// True while a worker has still to come and look what there is to ask.
    private let isCalled = Atomic<Bool>(false)

    private struct State {
        weak var pool: WorkerPool?
        var messages: [MapperMessage] = []
    }

    init(_ mapper: any Mapper, _ ready: ReadyQueues) {
        mapperName = mapper.name
        synchronization = mapper.synchronization
        self.ready = ready
    }

    /// From now on there is a pool whose workers ask.
    func attach(_ pool: WorkerPool) { state.withLock { $0.pool = pool } }

    /// Runs a question in the mapper's synchronization model.
    func ask<Result>(_ question: () throws -> Result) rethrows -> Result {
        guard let worker = Worker.current else { return try take(question) }
        let outer = worker.activity
        worker.enters(.mapper)
        defer {
            worker.entersRuntime()
            worker.enters(outer)
        }
        return try take(question)
    }

    private func take<Result>(_ question: () throws -> Result) rethrows -> Result {
        try synchronization == .concurrent ? question() : questions.take(question)
    }

    /// Lets a worker come and ask what there is to ask.
    func call() {
        if isCalled.exchange(true, ordering: .sequentiallyConsistent) { return }
        state.withLock { $0.pool }?.submit(.attention)
    }

    /// The worker has come; who calls after this calls another one.
    func didCome() { isCalled.store(false, ordering: .sequentiallyConsistent) }

    /// A mapper may answer otherwise now for tasks that it left.
    func didChange() { if ready.change() { call() } }

    func send(_ messages: [MapperMessage]) {
        state.withLock { $0.messages += messages }
        call()
    }

    /// Hands over the oldest message; false when there is none.
    func deliver(_ handle: (MapperMessage) -> Void) -> Bool {
        let isThere = deliveries.take {
            guard let message = state.withLock({ $0.messages.isEmpty ? nil : $0.messages.removeFirst() }) else { return false }
            handle(message)
            return true
        }
        if isThere { didChange() }
        return isThere
    }

    func wait(for event: MapperEvent) throws(CohortError) {
        if event.hasTriggered { return }
        guard let worker = Worker.current else {
            throw inVain("outside of its answers", fix: "wait in one of the mapper's methods, or ask `hasTriggered`")
        }
        if synchronization == .serialized {
            throw inVain(
                "while it is asked one question at a time, so that it cannot be asked whatever triggers it",
                fix: "let `synchronization` be `.reentrant`, or leave the task until `hasTriggered`")
        }
        let happened = deliveries.leave { questions.leave { worker.pool.help(worker) { event.hasTriggered } } }
        if !happened {
            throw inVain(
                "which nobody triggers: nothing runs any more",
                fix: "trigger the event before, or leave the task until `hasTriggered`"
            ).diagnosed(Doctor.examine(worker.pool).text)
        }
    }

    private func inVain(_ what: String, fix: String) -> CohortError {
        CohortError(
            .mappingEvent, "mapper '\(mapperName)' waits for an event \(what)",
            rule: "a mapper waits in an answer only for what others can do meanwhile", fix: fix)
    }
}
