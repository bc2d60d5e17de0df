import Cohort
import TaskBenchModel

/// What a task leaves, as often as there is room for it: where it stands.
struct Mark: BitwiseCopyable, Equatable {
    var step: Int
    var point: Int
}

/// The outputs of even and of odd rows. With two, who writes a row waits for who reads the row before the last: the shortest way to go
/// wrong, and the smallest amount of memory.
@FieldSpace
struct Outputs {
    var even: Mark
    var odd: Mark
}

/// The memory that each column has to itself.
@FieldSpace
struct Scratch {
    var word: UInt64
}

/// What a task must know of its graph; at one address for as long as the graph runs.
struct GraphTable {
    let graph: TaskGraph
    /// How many marks a task leaves.
    let marks: Int
    /// By pattern and column, where its sources begin in `sources`; one more at the end.
    let begins: UnsafeMutableBufferPointer<Int>
    let sources: UnsafeMutableBufferPointer<Int32>

    /// Takes memory, which `deallocate` gives back.
    init(_ graph: TaskGraph) {
        self.graph = graph
        marks = graph.outputBytes / MemoryLayout<Mark>.size
        var begins: [Int] = [], sources: [Int32] = []
        for set in 0 ..< graph.dependenceSetCount {
            for point in 0 ..< graph.width {
                begins.append(sources.count)
                sources += graph.sources(set, point).map { Int32($0) }
            }
        }
        begins.append(sources.count)
        self.begins = .allocate(capacity: begins.count)
        _ = self.begins.initialize(from: begins)
        self.sources = .allocate(capacity: sources.count)
        _ = self.sources.initialize(from: sources)
    }

    func deallocate() {
        begins.deallocate()
        sources.deallocate()
    }
}

/// What a task is told: its graph, and its row.
struct Row: BitwiseCopyable, @unchecked Sendable {
    // SAFETY: the table is not changed, and lasts until all rows are over.
    let table: UnsafePointer<GraphTable>
    let step: Int
}

/// An input that is not what the graph says: then a dependence was lost.
struct WrongInput: Error, CustomStringConvertible {
    let graph: Int, step: Int, point: Int, input: Int, position: Int
    let expected: Mark, found: Mark

    var description: String {
        "graph \(graph + 1), row \(step), column \(point), input \(input), mark \(position): found row \(found.step) and column "
            + "\(found.point), not row \(expected.step) and column \(expected.point)"
    }
}

/// Scratch memory that somebody else has written.
struct WrongScratch: Error, CustomStringConvertible {
    let graph: Int, step: Int, point: Int

    var description: String {
        "graph \(graph + 1), row \(step), column \(point): the scratch memory does not begin with what it was filled with"
    }
}
