import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLocking

/// The columns that the points of a launch are to overwrite: poisoned before each body runs, and looked at when it is over.
///
/// It holds no region, so that none lives longer by it.
struct OverwrittenColumns {
    private let columns: [Column]
    private let poisoning: RuntimeOptions.Poisoning
    private let reports: UnwrittenReports

    private struct Column {
        let number: Int
        let field: FieldDescriptor
        let poison: Poison?
        let dimension: Int
        let node: PartitionNode
        let selection: PieceSelection
        let region: String
    }

    /// Nil when there are none. Data that others use at the same time are left alone, and so is what a task only passes on.
    init?(_ plan: LaunchPlan, _ poisoning: RuntimeOptions.Poisoning, _ reports: UnwrittenReports) {
        if plan.passesDataOn { return nil }
        self.reports = reports
        self.poisoning = poisoning
        columns = plan.requirements.filter { $0.privilege == .discard && $0.coherence == .exclusive }.flatMap { requirement in
            requirement.fields.map { number in
                let field = requirement.tree.layout[Int(plan.fields[number])]
                return Column(
                    number: number, field: field, poison: Poison(field), dimension: requirement.tree.dimension,
                    node: requirement.node,
                    selection: requirement.selection, region: requirement.tree.name)
            }
        }
        if columns.isEmpty { return nil }
    }

    /// What was there before is lost.
    func poison(_ frame: TaskFrame) {
        for column in columns {
            let (data, boxes) = place(of: column, frame)
            if let poison = column.poison { poison.fill(data, boxes) }
            if let managed = column.field.managed {
                AffinePair(from: data, to: data, elementByteCount: column.field.stride).forEachRun(of: boxes) { row, _, count in
                    managed.reset(row, count)
                }
            }
        }
    }

    /// Reports what is as `poison` left it, unless the task has failed.
    func look(_ frame: TaskFrame) {
        if frame.hasFailed || poisoning == .silent { return }
        for column in columns {
            let (data, boxes) = place(of: column, frame)
            var count = 0, first: [Int] = []
            column.poison?.forEachUntouched(data, boxes) { point in
                if count == 0 { first = (0 ..< column.dimension).map { point[$0] } }
                count += 1
            }
            if count > 0 { report(column, count, first, frame) }
        }
    }

    private func place(of column: Column, _ frame: TaskFrame) -> (AffineColumn, UnsafeBufferPointer<Int>) {
        let view = frame.column(column.number)
        return (view.column(dimension: column.dimension), view.shape.pointee.boxes(dimension: column.dimension))
    }

    private func report(_ column: Column, _ count: Int, _ first: [Int], _ frame: TaskFrame) {
        let piece = column.selection.piece(ofPoint: frame.pointIndex)
        let volume = column.node.pieces[piece].volume
        let point = first.map(String.init).joined(separator: ", ")
        let launch = frame.record.pointee.launch
        let error = CohortError(
            .unwritten,
            "task '\(frame.name)' overwrites field '\(column.field.name)' of region '\(column.node.path(in: column.region, piece: piece))', "
                + "but left \(count) of \(volume) points unwritten, the first of them (\(point))",
            rule: "a task that overwrites data writes all of them, since what was there before is lost",
            fix: "write every point of the domain, or pass the field as `inout Write<…>`, which keeps the others",
            trail: launch.pointee.context.trail(to: launch), at: launch.pointee.place)
        if poisoning == .fails { frame.fail(error) } else { reports.warn(error, field: column.field.name) }
    }
}

/// The warnings of a run about data that were left unwritten, one for each field and place in the program.
package final class UnwrittenReports: Sendable {
    private let known = Locked<[String: CohortError]>([:])

    /// All of them, in no order.
    package var all: [CohortError] { known.withLock { Array($0.values) } }

    func warn(_ error: CohortError, field: String) {
        let key = "\(error.trail.last ?? "") \(field) \(error.place.map { "\($0)" } ?? "")"
        let isNew = known.withLock { $0.updateValue(error, forKey: key) == nil }
        if isNew { Warning.print(error) }
    }
}

extension TaskContext {
    /// Lets the points of a task poison what they overwrite, before their body runs, and look at it afterwards.
    @inline(never)
    func poisonOverwritten(_ plan: LaunchPlan, _ launch: LaunchPointer) {
        guard plan.kind.isTask, plan.isChecked,
            let columns = OverwrittenColumns(plan, runtime.options.poison, runtime.unwritten)
        else { return }
        if let whole = launch.pointee.asynchronousBody {
            launch.pointee.asynchronousBody = { frame in
                columns.poison(frame)
                // What the task launches may write for it, so its context looks when all that is over.
                TaskContext.current?.overwritten = columns
                try await whole(frame)
            }
        } else {
            let (body, closure) = (launch.pointee.body, launch.pointee.closure)
            launch.pointee.closure = { frame in
                columns.poison(frame)
                if let body { frame.run(body) } else { try closure?(frame) }
                columns.look(frame)
            }
            launch.pointee.body = nil
        }
    }
}
