/// Makes the form that somebody gets who asks for no more than some constraints: columns over the bounding rectangle, the last
/// dimension fastest, as far as the constraints do not want it otherwise.
package enum LayoutResolver {
    /// - Parameter fields: those that the instance is to have; fields that constraints name besides are added.
    /// - Throws: the constraint that cannot be met, and why.
    package static func form(
        for constraints: LayoutConstraints, dimension: Int, fields: [Int32]
    ) throws(LayoutProblem) -> LayoutForm {
        if let problem = constraints.conflict(dimension: dimension) { throw problem }
        let order = AxisSearch(constraints.all, dimension: dimension).order
        var form = LayoutForm.columns(dimension: dimension, fields: try self.fields(constraints, fields))
        if let order { form.order = order }
        for constraint in constraints.all { apply(constraint, to: &form, dimension) }
        return form
    }

    private static func apply(_ constraint: LayoutConstraint, to form: inout LayoutForm, _ dimension: Int) {
        switch constraint {
        case .alignment(let unit): form.alignment = max(form.alignment, unit)
        case .rowAlignment(let unit): form.rowAlignment = max(form.rowAlignment, unit)
        case .offset(let byteCount): form.offset = byteCount
        case .compact: form.division = .compact
        case .blocks(let sizes): form.division = .blocks(sizes)
        case .padding(let axis, let low, let high):
            if form.padding.isEmpty { form.padding = Array(repeating: .init(low: 0, high: 0), count: dimension) }
            form.padding[axis].low = max(form.padding[axis].low, low)
            form.padding[axis].high = max(form.padding[axis].high, high)
        case .order, .fields, .extent, .contiguousAxis, .affine, .external: break
        }
    }

    /// All fields, in an order that the constraints allow: lists that want an order or nothing between come first.
    private static func fields(_ constraints: LayoutConstraints, _ wanted: [Int32]) throws(LayoutProblem) -> [Int32] {
        var order: [Int32] = []
        let lists = constraints.all.compactMap { constraint -> (fields: [Int32], isStrict: Bool)? in
            guard case .fields(let fields, let isInOrder, let isTight) = constraint else { return nil }
            return (fields, isInOrder || isTight)
        }
        for list in lists.sorted(by: { $0.isStrict && !$1.isStrict }) { merge(list.fields, into: &order) }
        for field in wanted where !order.contains(field) { order.append(field) }
        let form = LayoutForm.columns(dimension: 1, fields: order)
        for constraint in constraints.all {
            if let summary = form.complaint(of: constraint) { throw LayoutProblem(constraint: constraint, summary: summary) }
        }
        return order
    }

    /// Adds what is missing: before the first that is there already and follows it in the list, otherwise at the end.
    private static func merge(_ list: [Int32], into order: inout [Int32]) {
        for (index, field) in list.enumerated() where !order.contains(field) {
            let follower = list[index...].compactMap { order.firstIndex(of: $0) }.first
            order.insert(field, at: follower ?? order.count)
        }
    }
}
