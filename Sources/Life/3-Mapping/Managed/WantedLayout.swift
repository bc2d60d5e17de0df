import CohortData
import CohortGeometry

/// What the instance of a requirement must be like: as the task's accessors walk it, and as the mapper wants it.
struct WantedLayout {
    /// True when accessors walk any strides.
    var isStrided = false
    /// What the mapper asked for.
    var asked = LayoutConstraints()

    /// Columns with a contiguous last axis, whatever else they are: for data that several use at the same time.
    static let common = WantedLayout()

    /// All that is wanted; first what accessors need, so that messages name the mapper's part of a contradiction.
    func constraints(dimension: Int) -> LayoutConstraints {
        LayoutConstraints([isStrided ? .affine : .contiguousLastAxis(dimension: dimension)] + asked.all)
    }

    func isMet(by instance: PhysicalInstance) -> Bool {
        guard isStrided || instance.isContiguous else { return false }
        return asked.all.isEmpty || instance.violation(of: asked) == nil
    }

    /// The layout of an instance that is made for it.
    ///
    /// - Throws: `LayoutProblem` when there is none; `CohortError` when its bytes cannot be counted.
    func layout(over extent: Domain, fields: [Int32], _ tree: RegionTree) throws -> InstanceLayout {
        let wanted = constraints(dimension: extent.dimension)
        var form = try LayoutResolver.form(for: wanted, dimension: extent.dimension, fields: fields)
        // Columns begin on lines of their own, so that two tasks never write to one.
        if form.order.last != .fields, form.offset == 0 { form.alignment = max(form.alignment, 64) }
        let layout = try InstanceLayout(form, over: extent, form.fields.map { tree.layout[Int($0)] })
        if let problem = wanted.violation(by: layout) { throw problem }
        return layout
    }
}
