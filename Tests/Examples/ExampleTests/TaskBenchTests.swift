import TaskBenchModel
import Testing

/// Task Bench: its graphs are those of the original, and tasks find the inputs that the graphs say.
@Suite struct TaskBenchTests {
    private static func graphs(_ line: String) throws -> CommandLineGraphs {
        try CommandLineGraphs(line.split(separator: " ").map(String.init))
    }

    // MARK: The graphs

    @Test(arguments: [
        ([0, 0, 0], 0.93714206862367555), ([1, 2, 3], 0.52521065988714766), ([0, 3, 0, 1, 2], 0.91687234715793209),
    ])
    func randomNumbers(integers: [Int], expected: Double) {
        let found =
            integers.count == 3
            ? RandomUnit.value(integers[0], integers[1], integers[2])
            : RandomUnit.value(integers[0], integers[1], integers[2], integers[3], integers[4])
        #expect(found == expected)
    }

    /// Tasks, dependences, those within one of three nodes, and operations of `load_imbalance -iter 50 -imbalance 0.7`, as the original's
    /// core library counts them.
    @Test(arguments: [
        ("-type no_comm -width 7 -steps 10", [70, 63, 45, 463232]),
        ("-type stencil_1d -width 8 -steps 23", [184, 484, 352, 1196672]),
        ("-type stencil_1d -width 1 -steps 5", [5, 4, 0, 34880]),
        ("-type stencil_1d_periodic -width 5 -steps 9", [45, 120, 56, 293440]),
        ("-type dom -width 6 -steps 17", [72, 126, 102, 461696]),
        ("-type dom -width 9 -steps 4", [6, 6, 5, 41600]),
        ("-type tree -width 9 -steps 7", [42, 41, 17, 273280]),
        ("-type fft -width 8 -steps 12", [96, 216, 122, 631168]),
        ("-type fft -width 5 -steps 9", [45, 86, 39, 293440]),
        ("-type all_to_all -width 5 -steps 6", [30, 125, 40, 194688]),
        ("-type nearest -width 9 -steps 5 -radix 4", [45, 128, 96, 289600]),
        ("-type nearest -width 3 -steps 8 -radix 7", [24, 63, 21, 150656]),
        ("-type spread -width 10 -steps 11 -radix 4 -period 3", [110, 400, 155, 728064]),
        ("-type spread -width 6 -steps 9 -radix 2 -period 2", [54, 96, 48, 353792]),
        ("-type random_nearest -width 12 -steps 20 -radix 5 -fraction 0.6", [240, 710, 573, 1557120]),
        ("-type random_nearest -width 7 -steps 13 -radix 9 -period 4", [91, 186, 99, 595392]),
    ])
    func totals(line: String, expected: [Int]) throws {
        let graphs = try Self.graphs(line + " -kernel load_imbalance -iter 50 -imbalance 0.7")
        let totals = Totals(graphs.graphs, nodes: 3)
        #expect([totals.tasks, totals.dependencies, totals.localDependencies, totals.flops] == expected)
    }

    @Test(arguments: DependenceType.allCases) func listsAgree(dependence: DependenceType) {
        var count = 0
        for width in 1 ... 9 {
            for radix in 1 ... 6 {
                for period in [nil, 1, 2] {
                    var graph = TaskGraph()
                    (graph.dependence, graph.width, graph.steps) = (dependence, width, 11)
                    (graph.radix, graph.chosenPeriod) = (radix, period)
                    if graph.problem != nil { continue }
                    count += 1
                    #expect(graph.inconsistency == nil, "\(graph)")
                }
            }
        }
        #expect(count > 10)
    }

    @Test(arguments: [
        ("-width 0", "-width takes a number from 1 on"), ("-steps 0", "-steps takes"), ("-radix 0", "-radix takes"),
        ("-type fft -width 1", "fft needs a -width of 2"), ("-type stencil_1d_periodic -width 2", "a -width of 3"),
        ("-type stencil_1d -period 2", "has no period"), ("-type spread -period 0", "needs a -period"),
        ("-type spread -width 4 -radix 5", "-radix of at most the width"), ("-fraction 1.5", "-fraction takes"),
        ("-output 8", "-output takes"), ("-scratch 12", "that 8 divides"), ("-kernel memory_bound", "needs -scratch"),
        ("-kernel compute_dgemm", "a library for matrices"), ("-kernel nothing", "takes one of empty, busy_wait"),
        ("-type random_spread", "takes one of trivial"), ("-imbalance 3", "-imbalance takes"),
        ("-steps ten", "a whole number, not 'ten'"),
        ("-steps", "needs a value"), ("-width 2 -and -width 0", "graph 2: -width"),
    ])
    func refusals(line: String, words: String) throws {
        let outcome = try runProgram(["taskbench"] + line.split(separator: " ").map(String.init))
        #expect(outcome.status == 2 && outcome.errors.contains(words), "\(outcome.errors)")
    }

    // MARK: The program

    static let kernels = [
        "", "-kernel compute_bound -iter 1024", "-kernel memory_bound -iter 1024 -scratch 1024",
        "-kernel load_imbalance -iter 1024 -imbalance 0.1", "-output 1024",
    ]

    /// The original's regression list: each graph, and two of it together.
    @Test(arguments: DependenceType.allCases, kernels) func runs(dependence: DependenceType, kernel: String) throws {
        let period = dependence == .spread ? " -period 2" : ""
        let graph = "-steps 23 -width 4 -type \(dependence.rawValue)\(period) \(kernel)"
        for line in [graph, "\(graph) -and \(graph)"] {
            let outcome = try runProgram(["taskbench"] + line.split(separator: " ").map(String.init))
            let totals = Totals(try Self.graphs(line).graphs, nodes: 0)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("Total Tasks \(totals.tasks)\nTotal Dependencies \(totals.dependencies)\n"))
            #expect(outcome.output.contains("Total FLOPs \(totals.flops)\nTotal Bytes \(totals.bytes)\nElapsed Time "))
        }
    }

    @Test(arguments: ["stencil_1d", "tree", "fft", "all_to_all"], ["default", "random:1", "random:2"])
    func runsMapped(dependence: String, mapper: String) throws {
        let outcome = try runProgram([
            "taskbench", "-type", dependence, "-steps", "17", "-width", "6", "-scratch", "64", "-kernel", "memory_bound", "-iter",
            "3",
            "--cohort-mapper", mapper, "--cohort-machine", "nodes 2, cpus 4, gpus 1, framebuffer 1GiB",
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    /// The listing of a graph whose rows grow and shrink, and an option of somebody else's.
    @Test func listing() throws {
        let outcome = try runProgram(["taskbench", "-type", "dom", "-width", "2", "-steps", "3", "-vv", "-ll:cpu", "-nodes", "2"])
        #expect(outcome.status == 0 && outcome.errors.contains("-ll:cpu"))
        #expect(
            outcome.output.hasPrefix(
                """
                Running Task Benchmark
                  Configuration:
                    Task Graph 1:
                      Time Steps: 3
                      Max Width: 2
                      Dependence Type: dom
                      Radix: 3
                      Period: 0
                      Fraction Connected: 0.250000
                      Kernel:
                        Type: empty
                        Iterations: 0
                        Samples: 16
                        Imbalance: 0.000000
                      Output Bytes: 16
                      Scratch Bytes: 0
                      Timestep 0 (offset 0, width 1, last offset 0, last width 0):
                        Points: 0
                        Dependencies:
                          Point 0:
                        Reverse Dependencies:
                      Timestep 1 (offset 0, width 2, last offset 0, last width 1):
                        Points: 0 1
                        Dependencies:
                          Point 0: 0
                          Point 1: 0
                        Reverse Dependencies:
                          Point 0: 0 1
                      Timestep 2 (offset 1, width 1, last offset 0, last width 2):
                        Points: 1
                        Dependencies:
                          Point 1: 0 1
                        Reverse Dependencies:
                          Point 0: 1
                          Point 1: 1
                Total Tasks 4
                Total Dependencies 4
                  Local Dependencies 2 (estimated)
                  Nonlocal Dependencies 2 (estimated)
                  Number of Nodes (used for estimate) 2
                Total FLOPs 0
                Total Bytes 0
                Elapsed Time 
                """))
    }
}
