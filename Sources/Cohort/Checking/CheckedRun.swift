import CohortLife
import CohortMachineModel
import CohortSimulation

/// One way to run a program: a value that follows from a seed and can be made simpler.
struct CheckedRun: Equatable, CustomStringConvertible {
    var workers = 1
    var order = RuntimeOptions.Order.parallel
    var window = Self.usualWindow
    var machine: String?
    /// The seed of the random mapper; nil for no mapper.
    var mapper: UInt64?
    /// Whether time is modelled: one thread does all the work, in the order of that time.
    var isModelled = false
    /// The seed of the turns that workers take; nil when all run at once.
    var schedule: UInt64?

    private static let usualWindow = 4096

    init() {}

    init(seed: UInt64) {
        var numbers = SeededNumbers(seed)
        workers = Int.random(in: 1 ... 8, using: &numbers)
        order = Int.random(in: 0 ..< 8, using: &numbers) == 0 ? .inline : .parallel
        window = Bool.random(using: &numbers) ? 64 : Self.usualWindow
        if Int.random(in: 0 ..< 3, using: &numbers) == 0 { schedule = seed }
        if Int.random(in: 0 ..< 4, using: &numbers) == 0 { return }
        let (nodes, gpus) = (Int.random(in: 1 ... 3, using: &numbers), Int.random(in: 0 ... 2, using: &numbers))
        machine = "nodes \(nodes), cpus \(max(nodes, workers)), gpus \(gpus)"
        mapper = seed
        isModelled = Int.random(in: 0 ..< 3, using: &numbers) == 0
    }

    var options: RuntimeOptions {
        var options = RuntimeOptions(workers: workers, window: window, order: order)
        options.machine = machine.flatMap { try? MachineModel($0) }
        options.mapper = mapper.map { RandomMapper(seed: $0, runsInline: true) }
        if let schedule { options.schedule = .seeded(schedule) }
        if isModelled { options.clock = .modelled(TaskTimes()) }
        // What nobody has written looks the same in each run.
        options.poison = .silent
        return options
    }

    /// Runs that lack one of the things that make this one special, the greatest simplification first.
    var simpler: [CheckedRun] {
        var runs: [CheckedRun] = []
        func add(_ change: (inout CheckedRun) -> Void) {
            var run = self
            change(&run)
            if run != self { runs.append(run) }
        }
        add { ($0.machine, $0.mapper, $0.isModelled) = (nil, nil, false) }
        add { $0.mapper = nil }
        add { $0.isModelled = false }
        add { $0.schedule = nil }
        if mapper == nil { add { $0.machine = nil } }
        add { $0.order = .parallel }
        add { $0.window = Self.usualWindow }
        for fewer in [1, 2, 4] where fewer < workers { add { $0.workers = fewer } }
        return runs
    }

    var description: String {
        var parts = [workers == 1 ? "1 worker" : "\(workers) workers"]
        if order == .inline { parts.append("each launch by itself") }
        if window != Self.usualWindow { parts.append("a window of \(window)") }
        if let machine { parts.append("machine \"\(machine)\"") }
        if let mapper { parts.append("mapper random:\(mapper)") }
        if isModelled { parts.append("modelled time") }
        if let schedule { parts.append("schedule \(schedule)") }
        return parts.joined(separator: ", ")
    }
}
