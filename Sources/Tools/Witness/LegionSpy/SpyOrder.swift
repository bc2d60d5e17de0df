/// What follows what: as dependences for the logical check, and as events for those of cycles and of the physical state.
///
/// An operation has an event for its beginning and one for its end. An edge of the log is a dependence, and an event at the end of the
/// earlier that the beginning of the later waits for. A task's children lie between its events.
struct SpyOrder {
    private let log: Log
    private let program: SpyProgram

    init(_ log: Log, _ program: SpyProgram) {
        self.log = log
        self.program = program
    }

    func write(_ text: inout SpyText) {
        text.line("Operation Events \(program.top) \(Self.start(program.top)) \(Self.end(program.top))")
        for operation in program.operations {
            let (start, end) = (Self.start(operation.number), Self.end(operation.number))
            text.line("Operation Events \(operation.number) \(start) \(end)")
            text.line("Event Event \(Self.start(operation.parent)) \(start)")
            text.line("Event Event \(end) \(Self.end(operation.parent))")
        }
        writeBirths(&text)
        for (operation, twins) in program.twins.sorted(by: { $0.key < $1.key }) {
            for (earlier, later) in zip(program.tasks(of: operation), twins) { write(earlier, later, &text) }
        }
        for edge in log.edges where log.context(of: edge.earlier) == log.context(of: edge.later) {
            guard let later = program.numbers[edge.later], edge.earlier != edge.later else { continue }
            for earlier in program.tasks(of: edge.earlier) { write(earlier, later, &text) }
        }
        writeWaits(&text)
        writeShared(&text)
    }

    private static func start(_ operation: Int) -> String { (2 * operation).hex }
    private static func end(_ operation: Int) -> String { (2 * operation + 1).hex }

    private func write(_ earlier: Int, _ later: Int, _ text: inout SpyText) {
        text.line("Mapping Dependence 0 \(earlier) 0 \(later) 0 1 0")
        text.line("Event Event \(Self.end(earlier)) \(Self.start(later))")
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
            waited[number, default: []].formUnion(program.tasks(of: wait.operation))
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
        SpySharing(log).forEachPair { earlier, later in
            guard let later = program.numbers[later] else { return }
            for earlier in program.tasks(of: earlier) { text.line("Mapping Dependence 0 \(earlier) 0 \(later) 0 4 0") }
        }
    }
}
