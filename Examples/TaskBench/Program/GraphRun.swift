import Cohort
import TaskBenchModel

/// The data of a graph, and its rows as index launches: the runtime finds the dependences, from the columns that each task reads.
///
/// Tasks look into the run, so it must last until all are over.
///
///     columns     │ 0 │ 1 │ 2 │ 3 │   each task writes its own
///     inputs[s]   ├───┤             of pattern s, all that the task of a column reads: they overlap
///                 ├───────┤
final class GraphRun {
    /// What scratch memory is filled with.
    static let scratchWord: UInt64 = 0x5C4A_7C8B

    let graph: TaskGraph
    private let table: UnsafeMutablePointer<GraphTable>
    private let columns: Partition<Outputs, 1>
    private let inputs: [Partition<Outputs, 1>]
    private let scratch: Partition<Scratch, 1>?
    /// The fields of these: looked up once, since a row costs little more than that.
    private let outputs: Sides
    private let sources: [Sides]

    /// What rows write and read in turns.
    private struct Sides {
        var even: PartitionField<Mark, 1>
        var odd: PartitionField<Mark, 1>

        init(_ partition: Partition<Outputs, 1>) { (even, odd) = (partition.even, partition.odd) }
    }

    init(_ graph: TaskGraph) throws {
        self.graph = graph
        table = .allocate(capacity: 1)
        table.initialize(to: GraphTable(graph))
        let marks = table.pointee.marks
        let region = Region<Outputs, 1>(0 ..< graph.width * marks, named: "outputs")
        let nothing = Mark(step: -1, point: -1)
        region.even.fill(nothing)
        region.odd.fill(nothing)
        columns = region.partitioned(pieces: (0 ..< graph.width).map { Rect($0 * marks ..< ($0 + 1) * marks) })
        inputs = try (0 ..< graph.dependenceSetCount).map { set in
            try region.partitioned(
                pieces: (0 ..< graph.width).map { point in
                    let rectangles = graph.sources(set, point).map { Rect<1>($0 * marks ..< ($0 + 1) * marks) }
                    return rectangles.isEmpty ? .empty(dimension: 1) : try Domain(rectangles: rectangles)
                })
        }
        scratch = graph.scratchBytes == 0 ? nil : Self.scratch(graph)
        outputs = Sides(columns)
        sources = inputs.map(Sides.init)
    }

    deinit {
        table.pointee.deallocate()
        table.deinitialize(count: 1)
        table.deallocate()
    }

    private static func scratch(_ graph: TaskGraph) -> Partition<Scratch, 1> {
        let words = graph.scratchBytes / 8
        let memory = Region<Scratch, 1>(0 ..< graph.width * words, named: "scratch")
        memory.word.fill(scratchWord)
        return memory.partitioned(pieces: (0 ..< graph.width).map { Rect($0 * words ..< ($0 + 1) * words) })
    }

    /// Launches all tasks of a row.
    func launch(_ step: Int) throws {
        let row = Row(table: UnsafePointer(table), step: step)
        let hasInputs = step > 0 && graph.dependence != .trivial
        let set = graph.dependenceSet(step)
        if graph.width(step) < graph.width { return try launchSome(row, hasInputs) }
        if let scratch { return launch(row, hasInputs, set, scratch) }
        switch (step % 2 == 0, hasInputs) {
        case (true, false): begin(&outputs.even.all, row)
        case (false, false): begin(&outputs.odd.all, row)
        case (true, true): advance(sources[set].odd, &outputs.even.all, row)
        case (false, true): advance(sources[set].even, &outputs.odd.all, row)
        }
    }

    /// The same with the columns' own memory.
    private func launch(_ row: Row, _ hasInputs: Bool, _ set: Int, _ scratch: Partition<Scratch, 1>) {
        switch (row.step % 2 == 0, hasInputs) {
        case (true, false): beginWithScratch(&outputs.even.all, &scratch.word, row)
        case (false, false): beginWithScratch(&outputs.odd.all, &scratch.word, row)
        case (true, true): advanceWithScratch(sources[set].odd, &outputs.even.all, &scratch.word, row)
        case (false, true): advanceWithScratch(sources[set].even, &outputs.odd.all, &scratch.word, row)
        }
    }

    /// Launches a row that does not have all columns.
    private func launchSome(_ row: Row, _ hasInputs: Bool) throws {
        let there = graph.columns(row.step)
        let inputs = inputs[graph.dependenceSet(row.step)]
        forEach(try Domain(Rect<1>(there))) { i in
            switch (row.step % 2 == 0, hasInputs, scratch) {
            case (true, false, nil): begin(&columns[i].even, row)
            case (false, false, nil): begin(&columns[i].odd, row)
            case (true, true, nil): advance(inputs[i].odd, &columns[i].even, row)
            case (false, true, nil): advance(inputs[i].even, &columns[i].odd, row)
            case (true, false, let scratch?): beginWithScratch(&columns[i].even, &scratch[i].word, row)
            case (false, false, let scratch?): beginWithScratch(&columns[i].odd, &scratch[i].word, row)
            case (true, true, let scratch?): advanceWithScratch(inputs[i].odd, &columns[i].even, &scratch[i].word, row)
            case (false, true, let scratch?): advanceWithScratch(inputs[i].even, &columns[i].odd, &scratch[i].word, row)
            }
        }
    }
}
