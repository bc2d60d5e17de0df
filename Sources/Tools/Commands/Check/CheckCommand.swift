import Cohort
import CohortWitness

/// `cohort check`: what a log says, and what in it is wrong.
enum CheckCommand: Command {
    static let name = "check"
    static let summary = "reads the log of a run, and says what is wrong with that run"
    static let help = """
        usage: cohort check LOG [--exact] [--legion-spy FILE] [--graph FILE] [--trees FILE]
                            [--all-edges] [--most N]

        Reads what a program wrote that ran with --cohort-log LOG, prints how much of what
        it holds, and judges the run by rules that share nothing with the runtime.

            --exact             counts superfluous edges as wrong, and prints them
            --legion-spy FILE   writes the log as text for legion_spy.py, with which Legion
                                checks its own runs: legion_spy.py -lpc FILE
            --graph FILE        draws what followed what: operations, in the boxes of their
                                index launches and tasks, with the data that each two share,
                                and the copies between instances
            --trees FILE        draws the regions, their fields, partitions and pieces, and
                                says which partitions are disjoint and complete
            --all-edges         draws edges that follow from others, too, in grey
            --most N            draws the first N operations or partitions; 500 unless given

        Pictures are text for Graphviz; those whose name ends in .svg are drawn by its
        program dot, which is then needed (apt install graphviz).

        The status is 1 when something is wrong, the log cannot be read, or a file cannot be
        written.
        """

    static func run(_ arguments: [String]) async throws -> Int32 {
        let request = try Request(arguments)
        let file = try LogFile(path: request.log)
        let log = try Log(file)
        print(LogSummary(file, log))
        if let file = request.legionSpy { try TextFile.write(log.legionSpyText, to: file) }
        try draw(log, request)
        let check = Check(log)
        for finding in check.findings.prefix(request.mostPrinted) { print(finding) }
        if check.findings.count > request.mostPrinted { print("… and \(check.findings.count - request.mostPrinted) more") }
        for edge in check.superfluous.prefix(request.isExact ? request.mostPrinted : 0) { print(log.describe(superfluous: edge)) }
        print("\(check.findings.count) wrong, \(check.superfluous.count) superfluous")
        return check.findings.isEmpty && (!request.isExact || check.superfluous.isEmpty) ? 0 : 1
    }

    private static func draw(_ log: Log, _ request: Request) throws {
        if let file = request.graph {
            let graph = DataflowGraph(log, most: request.mostDrawn, showsAllEdges: request.showsAllEdges)
            try Picture(dot: graph.dot).write(to: file)
            tell(file, graph.extent, graph.leftOut)
        }
        if let file = request.trees {
            let trees = RegionTrees(log, most: request.mostDrawn)
            try Picture(dot: trees.dot).write(to: file)
            tell(file, trees.extent, trees.leftOut)
        }
    }

    private static func tell(_ file: String, _ extent: String, _ leftOut: Int) {
        print("\(file): \(extent)\(leftOut > 0 ? "; --most N draws more" : "")")
    }
}
