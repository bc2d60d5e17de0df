/// What follows what: as dependences for the logical check, and as events for those of cycles and of the physical state.
///
/// A task has an event for its beginning and one for its end. An edge of the log is a dependence, and the end of the earlier is an event
/// that the beginning of the later waits for. A task's children lie between its events.
struct SpyOrder {
    private let log: Log
    private let program: SpyProgram
    private let copies: MergedCopies

    init(_ log: Log, _ program: SpyProgram, _ copies: MergedCopies) {
        self.log = log
        self.program = program
        self.copies = copies
    }

    func write(_ text: inout SpyText) {
        writeEvents(&text)
        writeBirths(&text)
        for operation in program.numbers.sorted(by: { $0.value < $1.value }).map(\.key) { writeParts(of: operation, &text) }
        for edge in log.edges where log.context(of: edge.earlier) == log.context(of: edge.later) && edge.earlier != edge.later {
            guard let later = program.numbers[edge.later] else { continue }
            for earlier in program.tasks(of: edge.earlier) + tasks(of: edge.earlier, comingAfter: true) {
                for later in tasks(of: edge.later, comingAfter: false) + [later] { write(earlier, later, &text) }
            }
        }
        writeWaits(&text)
        writeShared(&text)
    }

    private func writeEvents(_ text: inout SpyText) {
        text.line("Operation Events \(program.top) \(SpyEvents.ready(program.top)) \(SpyEvents.end(program.top))")
        let copying = Set(program.copies.values)
        for task in program.operations {
            let ready = SpyEvents.ready(task.number), end = SpyEvents.end(task.number)
            text.line(
                "Operation Events \(task.number) \(copying.contains(task.number) ? SpyEvents.begin(task.number) : ready) \(end)")
            text.line("Event Event \(SpyEvents.ready(task.parent)) \(ready)")
            text.line("Event Event \(end) \(SpyEvents.end(task.parent))")
        }
    }

    /// An operation comes between the copies for it and those of what it left; its twins follow it.
    private func writeParts(of operation: Int, _ text: inout SpyText) {
        let tasks = program.tasks(of: operation)
        guard let first = tasks.first, let last = tasks.last else { return }
        for copy in self.tasks(of: operation, comingAfter: false) { write(copy, first, &text) }
        for (earlier, later) in zip(tasks, tasks.dropFirst()) { write(earlier, later, &text) }
        for copy in self.tasks(of: operation, comingAfter: true) { write(last, copy, &text) }
    }

    private func tasks(of operation: Int, comingAfter: Bool) -> [Int] {
        copies.indices(of: operation, comingAfter: comingAfter).compactMap { program.copies[$0] }
    }

    private func write(_ earlier: Int, _ later: Int, _ text: inout SpyText) {
        text.line("Mapping Dependence 0 \(earlier) 0 \(later) 0 1 0")
        text.line("Event Event \(SpyEvents.end(earlier)) \(SpyEvents.ready(later))")
    }

    /// All that the top-level task launches comes after what writes the regions first.
    private func writeBirths(_ text: inout SpyText) {
        let births = Set(program.births.values)
        for task in program.contexts[0]?.operations ?? [] where !births.contains(task) {
            for birth in births.sorted() { write(birth, task, &text) }
        }
    }

    /// A wait comes after what was waited for and after the wait before it; all later operations of its context come after it.
    private func writeWaits(_ text: inout SpyText) {
        var waited: [Int: Set<Int>] = [:]
        for (wait, number) in program.waits {
            waited[number, default: []].formUnion(
                program.tasks(of: wait.operation) + tasks(of: wait.operation, comingAfter: true))
        }
        let all = Set(program.waits.values)
        for context in program.contexts.values.sorted(by: { $0.task < $1.task }) {
            var last: Int?
            for operation in context.operations {
                if let last { write(last, operation, &text) }
                guard all.contains(operation) else { continue }
                for earlier in (waited[operation] ?? []).sorted() where earlier < operation { write(earlier, operation, &text) }
                last = operation
            }
        }
    }

    private func writeShared(_ text: inout SpyText) {
        SpySharing(log).forEachPair { one, other in
            guard let first = program.numbers[one], let second = program.numbers[other] else { return }
            let later = max(first, second)
            for earlier in program.tasks(of: first < second ? one : other) {
                text.line("Mapping Dependence 0 \(earlier) 0 \(later) 0 4 0")
            }
        }
    }
}
