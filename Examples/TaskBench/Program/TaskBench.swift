import ArgumentParser
import Cohort
import ExampleSupport
import TaskBenchModel

/// Task Bench: grids of tasks, each of which takes the outputs of some tasks of the row before.
@main
struct TaskBench: Program {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "taskbench", abstract: "Task Bench: what a task costs, in graphs of many kinds.",
            usage: "taskbench [--workers <workers>] [Task Bench's options] [-and …]",
            discussion: """
                The options of a graph, which -and ends so that another one begins:

                  -steps N      rows (4)
                  -width N      columns (4)
                  -type NAME    which inputs a task has (trivial): trivial, no_comm,
                                stencil_1d, stencil_1d_periodic, dom, tree, fft,
                                all_to_all, nearest, spread or random_nearest
                  -radix N      how many, for nearest, spread, random_nearest (3)
                  -period N     after how many rows spread, random_nearest repeat (3)
                  -fraction F   how likely an input of random_nearest is (0.25)
                  -kernel NAME  what a task computes (empty): empty, busy_wait,
                                memory_bound, compute_bound, compute_bound2 or
                                load_imbalance
                  -iter N       how often the kernel repeats its loop (0)
                  -sample N     blocks of memory_bound (16)
                  -imbalance F  how much load_imbalance varies, 0 to 2 (0)
                  -output B     bytes that a task leaves (16)
                  -scratch B    bytes of a column's own memory (0)
                  -field N      taken, and not needed

                For all graphs:

                  -nodes N      divides the dependences as if so many nodes shared
                                the columns
                  -v, -vv       lists the graphs, with both directions of dependences
                  -skip-graph-validation
                                leaves out a check of these lists

                Other options with one dash are passed over. Each task looks whether
                its inputs are what the graph says. The time is that of all rows,
                without what is made before them. What a task follows is found out for
                some rows; that these repeat is found too, and then it is known. With
                --traced the program says that rows repeat; with --untraced each is
                analysed.
                """, version: cohortVersion)
    }

    @OptionGroup var common: CommonOptions
    @Flag(help: "Says that rows repeat.") var traced = false
    @Flag(help: "Finds for each row anew what its tasks follow.") var untraced = false
    @Argument(parsing: .captureForPassthrough, help: .hidden) var arguments: [String] = []

    /// Launches all rows of all graphs, one graph's row after the other's; from the second on they repeat after some rows, which is said if
    /// that was asked for.
    private func launch(_ runs: [GraphRun], saysRepeated: Bool) throws {
        let steps = runs.map(\.graph.steps).max() ?? 0
        let period = runs.reduce(2) { $0.leastMultiple(with: $1.graph.dependenceSetCount) }
        let launch = { (rows: Range<Int>) in
            for step in rows { for run in runs where step < run.graph.steps { try run.launch(step) } }
        }
        if !saysRepeated || steps == 0 { return try launch(0 ..< steps) }
        try launch(0 ..< 1)
        for first in stride(from: 1, to: steps, by: period) {
            try trace(mayDiffer: true) { try launch(first ..< min(first + period, steps)) }
        }
    }

    func perform() async throws {
        if arguments.contains(where: ["--help", "-h"].contains) { throw CleanExit.helpRequest(self) }
        if arguments.contains("--version") { throw CleanExit.message(cohortVersion) }
        // Behind the options with one dash these two are not taken for ours.
        let isTraced = traced || arguments.contains("--traced"), isUntraced = untraced || arguments.contains("--untraced")
        if isTraced && isUntraced { throw ValidationError("rows are traced or untraced, not both: leave one of the two out") }
        let line: CommandLineGraphs
        do {
            line = try CommandLineGraphs(arguments.filter { $0 != "--traced" && $0 != "--untraced" })
        } catch {
            throw ValidationError("\(error)")
        }
        if !line.skipsValidation {
            for graph in line.graphs {
                if let problem = graph.inconsistency { throw ValidationError("graph \(graph.index + 1): \(problem)") }
            }
        }
        if !line.unknown.isEmpty {
            Self.complain("taskbench: passed over, since Task Bench has no such option: \(line.unknown.joined(separator: " "))")
        }
        print(line.heading, terminator: "")
        var options = try common.runtimeOptions
        if isUntraced { options.traces = .off }
        let seconds = try await withCohort(options, named: "taskbench") { cohort in
            let runs = try line.graphs.map { try GraphRun($0) }
            await cohort.fence()
            let watch = Stopwatch()
            try launch(runs, saysRepeated: isTraced)
            await cohort.fence()
            return withExtendedLifetime(runs) { watch.seconds }
        }
        print(line.report(seconds))
    }
}

extension Int {
    /// The least number that both divide; both are positive.
    fileprivate func leastMultiple(with other: Int) -> Int {
        var (a, b) = (self, other)
        while b != 0 { (a, b) = (b, a % b) }
        return self / a * other
    }
}
