extension LayoutConstraints {
    /// Why nothing of so many dimensions can meet these and those together; nil when something can. Takes it that there are
    /// several fields, and several indices along each dimension.
    package func conflict(with others: LayoutConstraints = LayoutConstraints(), dimension: Int) -> LayoutProblem? {
        let together = all + others.all
        for constraint in together {
            if let flaw = constraint.flaw(dimension: dimension) { return LayoutProblem(constraint: constraint, summary: flaw) }
        }
        for (index, constraint) in together.enumerated() {
            if let other = together[..<index].first(where: { constraint.excludes($0) || $0.excludes(constraint) }) {
                return LayoutProblem(constraint: constraint, summary: "this cannot be together with: \(other)")
            }
        }
        if AxisSearch(together, dimension: dimension).order != nil { return nil }
        // Each two go together, but not all.
        let count = together.indices.first { AxisSearch(Array(together[...$0]), dimension: dimension).order == nil } ?? 0
        return LayoutProblem(
            constraint: together[count],
            summary: "no order of the dimensions and the fields is as this and others before want it")
    }
}

extension LayoutConstraint {
    /// True when nothing can be both.
    fileprivate func excludes(_ other: LayoutConstraint) -> Bool {
        switch (self, other) {
        case (.order(let axes, _), .order(let others, _)): Self.areReversed(axes, others)
        case (.fields(let fields, true, _), .fields(let others, true, _)): Self.areReversed(fields, others)
        case (.offset(let byteCount), .offset(let another)): byteCount != another
        case (.alignment(let unit), .offset(let byteCount)), (.rowAlignment(let unit), .offset(let byteCount)):
            byteCount % unit != 0
        case (.alignment(let unit), .external(let address)), (.rowAlignment(let unit), .external(let address)):
            address % UInt(unit) != 0
        case (.external(let address), .external(let another)): address != another
        case (.extent(let one, let range), .extent(let another, let others)): one == another && !range.overlaps(others)
        case (.blocks(let sizes), .blocks(let others)): sizes != others
        case (.blocks, .padding), (.blocks, .affine), (.blocks, .contiguousAxis), (.blocks, .compact): true
        case (.compact, .padding(_, let low, let high)): low + high > 0
        default: false
        }
    }

    /// True when two elements stand in one order here and in the other there.
    private static func areReversed<E: Hashable>(_ elements: [E], _ others: [E]) -> Bool {
        let places = others.compactMap { elements.firstIndex(of: $0) }
        return zip(places, places.dropFirst()).contains { $0 > $1 }
    }
}
