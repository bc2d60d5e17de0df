import Cohort
import CohortGeometry

/// A region whose fields come and go.
final class Table {
    private let layout = DynamicFields.Layout("table", [])
    private let region: Region<DynamicFields, 1>
    private let parts: Partition<DynamicFields, 1>
    private var fields: [Int: RegionField<Double, 1>] = [:]
    private var pieces: [Int: PartitionField<Double, 1>] = [:]

    init() {
        region = Region(over: Domains.line(ColumnStep.rows), fields: layout)
        parts = region.partitioned(.equal, into: 3)
    }

    /// Does something with a field; the result, if it has one.
    func perform(_ step: ColumnStep, _ label: Int) throws -> Future<Double>? {
        switch step.kind {
        case .add:
            try layout.add(step.name, of: Double.self)
            fields[step.number] = region.field(step.name, as: Double.self)
            pieces[step.number] = parts.field(step.name, as: Double.self)
        case .write(let source): write(step.number, source, label)
        case .read: return read(step.number, label)
        case .free: try layout.free(step.name)
        }
        return nil
    }

    private func write(_ number: Int, _ source: Int?, _ label: Int) {
        guard let target = pieces[number] else { return }
        let builder = LaunchBuilder("column", nil, file: #fileID, line: #line)
        builder.field(target, .discard)
        if let source = source.flatMap({ pieces[$0] }) { builder.field(source, .read) }
        let reads = source != nil
        builder.run { frame in
            let target = Discard<Double, 1>(frame, 0)
            Self.write(target, reads ? Field<Double, 1>(frame, 1) : nil, label)
        }
        let _: FutureMap<Void> = builder.index()
    }

    private static func write(_ target: consuming Discard<Double, 1>, _ source: consuming Field<Double, 1>?, _ label: Int) {
        var old: [Double]?
        if let source { old = source.domain.map { source[$0] } }
        for (row, point) in target.domain.enumerated() {
            target[point] = ColumnStep.element(label, point[0], from: old?[row].bitPattern ?? 0)
        }
    }

    private func read(_ number: Int, _ label: Int) -> Future<Double>? {
        guard let source = fields[number] else { return nil }
        let builder = LaunchBuilder("sum", nil, file: #fileID, line: #line)
        builder.field(source, .read)
        builder.run { frame in
            let source = Field<Double, 1>(frame, 0)
            frame.finish(with: ColumnStep.result(label, source.domain.map { source[$0] }))
        }
        return builder.single()
    }
}
