import Cohort

extension CheckCommand {
    /// What is asked for.
    struct Request {
        let log: String
        /// The file that gets the log for Legion Spy.
        let legionSpy: String?
        /// The file that gets the dataflow graph.
        let graph: String?
        /// The file that gets the region trees.
        let trees: String?
        let isExact: Bool
        /// Whether edges that follow from others are drawn.
        let showsAllEdges: Bool
        /// How many operations or partitions are drawn.
        let mostDrawn: Int
        /// How many findings of a kind are printed.
        let mostPrinted = 20

        /// - Throws: `UsageError`.
        init(_ arguments: [String]) throws {
            let some = try Arguments(
                arguments, flags: ["--exact", "--all-edges"], numbers: ["--most"], files: ["--legion-spy", "--graph", "--trees"])
            guard let log = some.names.first else {
                throw UsageError("say which log; a program writes one with --cohort-log FILE")
            }
            if some.names.count > 1 { throw UsageError("unexpected argument '\(some.names[1])'; see --help") }
            self.log = log
            legionSpy = some.files["--legion-spy"]
            graph = some.files["--graph"]
            trees = some.files["--trees"]
            isExact = some.flags.contains("--exact")
            showsAllEdges = some.flags.contains("--all-edges")
            mostDrawn = some.numbers["--most"] ?? 500
            if showsAllEdges && graph == nil { throw UsageError("--all-edges says how a graph is drawn; add --graph FILE") }
            if some.numbers["--most"] != nil && graph == nil && trees == nil {
                throw UsageError("--most says how much is drawn; add --graph FILE or --trees FILE")
            }
        }
    }
}
