import Cohort
import TaskBenchModel

// The tasks: those with inputs look at all of them before they compute, as Task Bench asks.

/// A task without inputs.
@Task func begin(_ output: inout Discard<Mark, 1>, _ row: Row) {
    let point = column(output, row)
    leave(&output, row, point)
    compute(row, point, UnsafeMutableRawBufferPointer(start: nil, count: 0))
}

/// A task with the outputs of some columns of the row before.
@Task func advance(_ inputs: borrowing Field<Mark, 1>, _ output: inout Discard<Mark, 1>, _ row: Row) throws {
    let point = column(output, row)
    try check(inputs, row, point)
    leave(&output, row, point)
    compute(row, point, UnsafeMutableRawBufferPointer(start: nil, count: 0))
}

/// The same with the column's own memory.
@Task func beginWithScratch(_ output: inout Discard<Mark, 1>, _ scratch: inout Field<UInt64, 1>, _ row: Row) throws {
    let point = column(output, row)
    leave(&output, row, point)
    try compute(&scratch, row, point)
}

/// The same with the column's own memory.
@Task func advanceWithScratch(
    _ inputs: borrowing Field<Mark, 1>, _ output: inout Discard<Mark, 1>, _ scratch: inout Field<UInt64, 1>, _ row: Row
) throws {
    let point = column(output, row)
    try check(inputs, row, point)
    leave(&output, row, point)
    try compute(&scratch, row, point)
}

/// The column that a task writes.
private func column(_ output: borrowing Discard<Mark, 1>, _ row: Row) -> Int {
    output.domain.bounds.lo[0] / row.table.pointee.marks
}

/// Whether each input is what the tasks of the row before left.
private func check(_ inputs: borrowing Field<Mark, 1>, _ row: Row, _ point: Int) throws(WrongInput) {
    let table = row.table.pointee
    let place = table.graph.dependenceSet(row.step) * table.graph.width + point
    let there = table.graph.columns(row.step - 1)
    var input = 0
    for index in table.begins[place] ..< table.begins[place + 1] {
        let source = Int(table.sources[index])
        guard there.contains(source) else { continue }
        let expected = Mark(step: row.step - 1, point: source)
        for position in 0 ..< table.marks where inputs[source * table.marks + position] != expected {
            throw WrongInput(
                graph: table.graph.index, step: row.step, point: point, input: input, position: position, expected: expected,
                found: inputs[source * table.marks + position])
        }
        input += 1
    }
}

private func leave(_ output: inout Discard<Mark, 1>, _ row: Row, _ point: Int) {
    let marks = row.table.pointee.marks
    for position in point * marks ..< (point + 1) * marks { output[position] = Mark(step: row.step, point: point) }
}

private func compute(_ scratch: inout Field<UInt64, 1>, _ row: Row, _ point: Int) throws(WrongScratch) {
    let graph = row.table.pointee.graph
    let words = graph.scratchBytes / 8
    guard scratch[point * words] == GraphRun.scratchWord else {
        throw WrongScratch(graph: graph.index, step: row.step, point: point)
    }
    withUnsafeMutablePointer(to: &scratch[point * words]) { first in
        compute(row, point, UnsafeMutableRawBufferPointer(start: first, count: graph.scratchBytes))
    }
}

private func compute(_ row: Row, _ point: Int, _ scratch: UnsafeMutableRawBufferPointer) {
    let graph = row.table.pointee.graph
    keep(graph.kernel.run(graph.index, row.step, point, scratch))
}

/// Keeps the optimiser from leaving a result out.
@inline(never)
private func keep(_ result: Double) {}
