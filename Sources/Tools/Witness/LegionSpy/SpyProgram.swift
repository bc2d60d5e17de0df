/// Who launched what, in the order of the program: each point of a launch, each event, and what had to be made up.
///
/// All are individual tasks to Legion Spy, but for detachments from regions with instances: those discard data. Made up are: a
/// top-level task; in it one operation for each region, which writes all of it before anything else, and a task for each context that no
/// operation runs; wherever a context's code waited, an operation that stands for the wait; twins, which take the requirements that
/// Legion does not permit beside others in one task; and readers, for which data are copied.
struct SpyProgram {
    /// One individual task, or what discards data.
    struct Operation {
        let number: Int
        let name: String
        let place: Place?
        let discards: Bool
        /// The task that launched it.
        let parent: Int
    }

    /// What a context launched, in order; numbers of tasks.
    struct Context {
        let task: Int
        var operations: [Int] = []
    }

    /// The top-level task, the parent of all.
    let top = 1
    /// By the log's number; 0 is the top-level task's.
    private(set) var contexts: [Int: Context] = [:]
    private(set) var operations: [Operation] = []
    /// What each operation of the log is here.
    private(set) var numbers: [Int: Int] = [:]
    /// The twins of operations that have some, in order.
    private(set) var twins: [Int: [Int]] = [:]
    /// What stands for a wait.
    private(set) var waits: [Log.Wait: Int] = [:]
    /// For what each copy is made, by the index of the copy.
    private(set) var copies: [Int: Int] = [:]
    /// What writes a region first.
    private(set) var births: [Int: Int] = [:]
    private var last = 1

    init(_ log: Log, _ copies: MergedCopies, _ order: SpyProgramOrder, _ memory: SpyMemory) {
        contexts[0] = Context(task: top)
        for region in log.regions.values.sorted(by: { $0.number < $1.number }) where !memory.isManaged(region.number) {
            births[region.number] = add("birth of \(SpyText.name(region.name, or: "region"))", region.place, to: 0)
        }
        let twins = SpyTwins(log)
        let waits = Dictionary(grouping: log.waits) { $0.context }
        // A context's number is above those around it, so the task that runs it has its own here already.
        for context in Set(log.contexts.keys).union(order.contexts).union(waits.keys).sorted() where context > 0 {
            open(context, log)
            var waiting = (waits[context] ?? []).sorted { $0.position < $1.position }[...]
            for operation in order.operations(in: context) {
                addWaits(&waiting, upTo: operation, context)
                addCopies(copies.indices(of: operation, comingAfter: false), log, operation, to: context)
                addOperation(operation, twins, log, discards: memory.discards(operation), to: context)
                addCopies(copies.indices(of: operation, comingAfter: true), log, operation, to: context)
            }
        }
    }

    private mutating func addOperation(_ operation: Int, _ groups: SpyTwins, _ log: Log, discards: Bool, to context: Int) {
        let name = log.name(ofOperation: operation), place = log.place(ofOperation: operation)
        numbers[operation] = add(name, place, discards: discards, to: context)
        for _ in groups.groups(of: operation).dropFirst() {
            twins[operation, default: []].append(add("\(name) once more", place, to: context))
        }
    }

    private mutating func addCopies(_ indices: [Int], _ log: Log, _ operation: Int, to context: Int) {
        for index in indices {
            copies[index] = add("copy for \(log.name(ofOperation: operation))", log.place(ofOperation: operation), to: context)
        }
    }

    /// All tasks of an operation, its twins behind it.
    func tasks(of operation: Int) -> [Int] { numbers[operation].map { [$0] + (twins[operation] ?? []) } ?? [] }

    private mutating func open(_ context: Int, _ log: Log) {
        let known = log.contexts[context]
        let task = known.flatMap { numbers[$0.operation] } ?? add(SpyText.name(known?.name ?? "", or: "context"), nil, to: 0)
        contexts[context] = Context(task: task)
    }

    /// All waits at one place are one operation.
    private mutating func addWaits(_ waiting: inout ArraySlice<Log.Wait>, upTo operation: Int, _ context: Int) {
        guard let first = waiting.first, first.position <= operation else { return }
        let number = add("wait", nil, to: context)
        while let wait = waiting.first, wait.position <= operation {
            waits[wait] = number
            waiting.removeFirst()
        }
    }

    private mutating func add(_ name: String, _ place: Place?, discards: Bool = false, to context: Int) -> Int {
        last += 1
        operations.append(
            Operation(number: last, name: name, place: place, discards: discards, parent: contexts[context]?.task ?? top))
        contexts[context]?.operations.append(last)
        return last
    }

    func write(_ text: inout SpyText) {
        // The task that Legion runs the top-level task from has the number 0.
        text.line("Top Task 0 0 \(top) program")
        text.line("Individual Task 0 0 \(top) program")
        for operation in operations {
            if operation.discards {
                text.line("Discard Operation \(operation.parent) \(operation.number)")
            } else {
                text.line("Individual Task \(operation.parent) 0 \(operation.number) \(SpyText.name(operation.name, or: "task"))")
            }
            if let place = operation.place { text.line("Operation Provenance \(operation.number) \(SpyText.place(place))") }
        }
        for context in contexts.values.sorted(by: { $0.task < $1.task }) {
            for (index, operation) in context.operations.enumerated() {
                text.line("Operation Index \(context.task) \(index) \(operation)")
            }
        }
    }
}

extension Log {
    func place(ofOperation operation: Int) -> Place? {
        guard case .point(let launch, _) = operations[operation] else { return nil }
        return launches[launch]?.place
    }
}
