import Cohort

/// `cohort bench`: small measurements of the runtime itself, on this machine.
enum BenchCommand: Command {
    static let name = "bench"
    static let summary = "measures what a task, a kernel, a copy costs here"
    static let help = """
        usage: cohort bench [NAME…] [--json] [--list] [--runs N] [--workers N]

        Runs the built-in measurements of the names given; a name such as task.index stands
        for all that begin with it, and no name for all. Each value is the median of runs.

            task.index     processor time per empty task of index launches over 16 points
            task.single    the same for single launches
            log            what --cohort-log adds to each event that it writes
            kernel         a loop through accessors, and the same loop in C
            copy           copying memory, and boxes between layouts against memcpy or loops
                           in C: structures and columns, rows with gaps, transpositions
            partition      operators that divide regions: ten million points in a thousand
                           colours against loops that make the same lists, and growth
            scale          processor time per task with many regions, partitions or
                           fields, against few, and of ten million tasks

            --json         one JSON object a line: name, value, unit
            --list         only lists the names
            --runs N       runs to take the median of; at least 5, which is the default
            --workers N    threads that run tasks; 1 unless given, so that processor time is
                           work and not waiting

        Compare only numbers of one machine, and better of one hour: processors change
        their speed. Build with -c release.
        """

    static func run(_ arguments: [String]) async throws -> Int32 {
        let arguments = try Arguments(arguments, flags: ["--json", "--list"], numbers: ["--runs", "--workers"])
        let chosen = try choose(arguments.names)
        if arguments.flags.contains("--list") {
            for benchmark in chosen { print(benchmark.name) }
            return 0
        }
        let options = BenchOptions(
            runs: max(5, arguments.numbers["--runs"] ?? 5), workers: arguments.numbers["--workers"] ?? 1)
        warnIfDebug()
        for benchmark in chosen {
            let line = try await benchmark.measure(options).map { benchmark.line($0, isJSON: arguments.flags.contains("--json")) }
            print(line ?? "\(benchmark.name): cannot be measured in this build")
        }
        return 0
    }

    /// The benchmarks that the names ask for, in the usual order.
    private static func choose(_ names: [String]) throws -> [Benchmark] {
        for name in names where !Benchmark.all.contains(where: { $0.answers(to: name) }) {
            let near = CohortError.nearest(to: name, among: Benchmark.all.map(\.name))
            throw UsageError("no benchmark is called '\(name)'\(CohortError.question(near)); --list names all")
        }
        if names.isEmpty { return Benchmark.all }
        return Benchmark.all.filter { benchmark in names.contains { benchmark.answers(to: $0) } }
    }

    private static func warnIfDebug() {
        var isDebug = false
        // An assertion is evaluated in debug builds alone.
        assert(set(&isDebug))
        if isDebug { _ = complain("warning: this is a debug build; measure with `swift run -c release cohort bench`", status: 0) }
    }

    private static func set(_ flag: inout Bool) -> Bool {
        flag = true
        return true
    }
}
