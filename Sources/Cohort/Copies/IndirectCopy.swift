import CohortData
import CohortDiagnostics
import CohortLife

/// A copy through pointers, as its launch describes it to its body.
struct IndirectCopy {
    let form: Form
    let outOfRange: OutOfRange
    /// One for each argument: the destination, the source, then the pointers.
    let layouts: [CopyColumn.Layout]
    let names: [CopyName]
    let reduction: ReductionOperation?

    /// Where the pointers stand.
    enum Form {
        /// Argument 2 points into the source.
        case gather
        /// Argument 2 points into the destination.
        case scatter
        /// Argument 2 points into the source, argument 3 into the destination.
        case both

        /// What each argument is for.
        var roles: ContiguousArray<OperationToMap.Role> {
            switch self {
            case .gather: [.target, .source, .pointersToSource]
            case .scatter: [.target, .source, .pointersToTarget]
            case .both: [.target, .source, .pointersToSource, .pointersToTarget]
            }
        }
    }

    /// Copies the elements of one point of the launch.
    func run(_ frame: TaskFrame) throws(CohortError) {
        let columns = layouts.indices.map { CopyColumn(frame, $0, layouts[$0]) }
        switch form {
        case .gather:
            try run(frame, columns, over: 0, DirectSide(columns[0]), PointedSide(columns[1], through: columns[2]))
        case .scatter:
            try run(frame, columns, over: 2, PointedSide(columns[0], through: columns[2]), DirectSide(columns[1]))
        case .both:
            try run(
                frame, columns, over: 3, PointedSide(columns[0], through: columns[3]),
                PointedSide(columns[1], through: columns[2]))
        }
    }

    /// Chooses the loop for the size of the elements.
    private func run(
        _ frame: TaskFrame, _ columns: [CopyColumn], over leader: Int, _ target: some CopySide, _ source: some CopySide
    ) throws(CohortError) {
        if let reduction {
            return try run(frame, columns, over: leader, target, source, FoldTransfer(reduction: reduction))
        }
        if let managed = layouts[0].managed {
            return try run(frame, columns, over: leader, target, source, AssignTransfer(managed: managed))
        }
        switch layouts[0].elementStride {
        case 1: try run(frame, columns, over: leader, target, source, WordTransfer<UInt8>())
        case 2: try run(frame, columns, over: leader, target, source, WordTransfer<UInt16>())
        case 4: try run(frame, columns, over: leader, target, source, WordTransfer<UInt32>())
        case 8: try run(frame, columns, over: leader, target, source, WordTransfer<UInt64>())
        case 16: try run(frame, columns, over: leader, target, source, WordTransfer<UInt128>())
        case let size: try run(frame, columns, over: leader, target, source, ByteTransfer(byteCount: size))
        }
    }

    /// The loop over the points of column `leader`.
    private func run(
        _ frame: TaskFrame, _ columns: [CopyColumn], over leader: Int, _ target: some CopySide, _ source: some CopySide,
        _ transfer: some ElementTransfer
    ) throws(CohortError) {
        var (target, source) = (target, source)
        let runs = CopyRuns(shape: columns[leader].shape, dimension: columns[leader].dimension)
        try runs.forEach { point, count throws(CohortError) in
            target.begin(at: point)
            source.begin(at: point)
            for index in 0 ..< count {
                if let from = source.address(index), let to = target.address(index) {
                    transfer.move(from, to: to)
                } else if outOfRange == .refused {
                    let isOrigin = form == .gather || (form == .both && source.address(index) == nil)
                    throw outside(frame, columns, point, index, pointers: form == .both && !isOrigin ? 3 : 2, isOrigin ? 1 : 0)
                }
            }
        }
    }

    private func outside(
        _ frame: TaskFrame, _ columns: [CopyColumn], _ row: UnsafePointer<Int>, _ index: Int, pointers: Int, _ target: Int
    ) -> CohortError {
        let column = columns[pointers]
        var point = [Int](UnsafeBufferPointer(start: row, count: column.dimension))
        point[column.dimension - 1] += index
        let pointer = (column.address(row) + index * column.elementStride).assumingMemoryBound(to: Int.self)
        let value = [Int](UnsafeBufferPointer(start: pointer, count: columns[target].dimension))
        let name = { (argument: Int) in
            names[argument].text(names[argument].selection.piece(ofPoint: frame.pointIndex))
        }
        return CohortError(
            .copyPointer,
            "'\(frame.name)': the pointer at point \(point) of \(name(pointers)) is \(value), outside \(name(target))",
            rule: "a pointer names a point of the piece that is copied from or to",
            fix: "correct the pointer, or pass `outOfRange: .skipped` where such a point is to be left out")
    }
}
