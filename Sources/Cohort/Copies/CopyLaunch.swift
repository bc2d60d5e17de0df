import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

/// An explicit copy on its way to being launched: like a task whose first requirement is the destination and whose second is
/// the source, with a body of the runtime's own.
struct CopyLaunch {
    let builder: LaunchBuilder
    var plan: LaunchPlan { builder.plan }

    init(_ name: StaticString, _ file: StaticString, _ line: UInt32) {
        builder = LaunchBuilder(name, nil, file: file, line: line)
        plan.kind = .operation(.copy)
    }

    /// Launches `destination[i] = source[i]`, field by field.
    func direct() -> Future<Void> {
        requirePoints(of: 0, in: 1)
        guard plan.defect == nil else { return builder.single() }
        plan.roles = [.target, .source]
        let layouts = layouts
        let reduction = plan.requirements[0].reduction
        builder.run { frame in
            let fields = layouts.count / 2
            for field in 0 ..< fields {
                let target = CopyColumn(frame, field, layouts[field])
                let source = CopyColumn(frame, fields + field, layouts[fields + field])
                try Self.copy(source, to: target, reduction)
            }
        }
        return builder.single()
    }

    /// Launches a copy through pointers, which are the requirements after the source.
    func indirect(_ form: IndirectCopy.Form, _ outOfRange: OutOfRange) -> Future<Void> {
        switch form {
        case .gather: requirePoints(of: 0, in: 2)
        case .scatter: requirePoints(of: 2, in: 1)
        case .both: requirePoints(of: 3, in: 2)
        }
        guard plan.defect == nil else { return builder.single() }
        plan.roles = form.roles
        let copy = IndirectCopy(
            form: form, outOfRange: outOfRange, layouts: layouts, names: plan.requirements.map { CopyName($0, plan) },
            reduction: plan.requirements[0].reduction)
        builder.run { try copy.run($0) }
        return builder.single()
    }

    /// Copies or folds the points of the target, in runs as long as memory allows.
    private static func copy(
        _ source: CopyColumn, to target: CopyColumn, _ reduction: ReductionOperation?
    ) throws(CohortError) {
        let runs = CopyRuns(shape: target.shape, dimension: target.dimension, joined: [target, source])
        try runs.forEach { point, count in
            let elements = target.address(point)
            if let reduction {
                reduction.fold(elements, UnsafeRawPointer(source.address(point)), count)
            } else {
                target.assign(source.address(point), to: elements, count)
            }
        }
    }

    /// One for each column, in the order of the requirements.
    private var layouts: [CopyColumn.Layout] {
        plan.requirements.flatMap { requirement in
            plan.fields[requirement.fields].map {
                CopyColumn.Layout(requirement.tree.layout[Int($0)], dimension: requirement.tree.dimension)
            }
        }
    }
}
