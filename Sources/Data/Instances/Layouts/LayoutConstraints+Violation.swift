/// All that is needed of one layout.
package struct LayoutConstraints: Hashable, Sendable {
    package var all: [LayoutConstraint]

    package init(_ all: [LayoutConstraint] = []) { self.all = all }

    /// The first constraint that a layout breaks, in memory that begins at `base`; nil when it meets all.
    package func violation(by layout: InstanceLayout, at base: UnsafeRawPointer? = nil) -> LayoutProblem? {
        for constraint in all {
            let flaw = constraint.flaw(dimension: layout.domain.dimension)
            if let summary = flaw ?? constraint.complaint(about: layout, base) {
                return LayoutProblem(constraint: constraint, summary: summary)
            }
        }
        return nil
    }
}

extension LayoutConstraint {
    /// What a layout does otherwise; nil when it does as is asked.
    fileprivate func complaint(about layout: InstanceLayout, _ base: UnsafeRawPointer?) -> String? {
        let form = layout.form
        switch self {
        case .order(let axes, let isTight): return layout.complaint(order: axes, isTight: isTight)
        case .fields: return form.complaint(of: self)
        case .alignment(let unit):
            return layout.alignedStarts.first { $0 % unit != 0 }.map { "something begins \($0) bytes from the base" }
                ?? (layout.alignment % unit == 0 ? nil : "the base is aligned to \(layout.alignment) bytes only")
        case .rowAlignment(let unit): return layout.complaint(rowAlignment: unit)
        case .offset(let byteCount):
            let free = layout.pieces.first?.start ?? byteCount
            return free == byteCount ? nil : "\(free) bytes are free"
        case .extent(let dimension, let range):
            let extent = layout.extent(of: dimension)
            return range.contains(extent) ? nil : "dimension \(dimension) has \(extent) indices"
        case .padding(let dimension, let low, let high):
            let padding = form.padding.indices.contains(dimension) ? form.padding[dimension] : .init(low: 0, high: 0)
            return padding.low >= low && padding.high >= high ? nil : "\(padding.low) and \(padding.high) elements are free"
        case .contiguousAxis(let dimension): return layout.complaint(contiguous: dimension)
        case .affine: return layout.isAffine ? nil : "it is made of \(layout.pieces.count) pieces"
        case .compact:
            let free = layout.storedPointCount - layout.domain.volume
            return free == 0 ? nil : "it stores \(free) points that the domain does not have"
        case .blocks(let sizes): return form.division == .blocks(sizes) ? nil : "it is divided otherwise"
        case .external(let address):
            return base.map { UInt(bitPattern: $0) } == address ? nil : "the memory is elsewhere"
        }
    }
}

extension LayoutForm {
    /// What is wrong with the fields for a constraint on these.
    func complaint(of constraint: LayoutConstraint) -> String? {
        guard case .fields(let fields, let isInOrder, let isTight) = constraint else { return nil }
        return complaint(fields: fields, isInOrder, isTight)
    }

    private func complaint(fields wanted: [Int32], _ isInOrder: Bool, _ isTight: Bool) -> String? {
        if let missing = wanted.first(where: { !fields.contains($0) }) { return "field \(missing) is not in it" }
        let places = wanted.compactMap { fields.firstIndex(of: $0) }
        if isInOrder, places != places.sorted() { return "the fields lie in the order \(fields)" }
        if isTight, let first = places.min(), let last = places.max(), last - first >= places.count {
            return "other fields lie between"
        }
        return nil
    }
}

extension InstanceLayout {
    /// The indices that have memory along a dimension.
    fileprivate func extent(of dimension: Int) -> Int {
        guard let low = pieces.map({ $0.low[dimension] }).min(), let high = pieces.map({ $0.high[dimension] }).max() else {
            return 0
        }
        return high - low + 1
    }

    fileprivate func complaint(order wanted: [LayoutAxis], isTight: Bool) -> String? {
        let axes = form.order.filter(hasSeveral)
        let places = wanted.filter(hasSeveral).compactMap { axes.firstIndex(of: $0) }
        let isBroken = zip(places, places.dropFirst()).contains { isTight ? $0 + 1 != $1 : $0 >= $1 }
        return isBroken ? "the order is \(form.order.map(\.description).joined(separator: ", "))" : nil
    }

    private func hasSeveral(_ axis: LayoutAxis) -> Bool {
        switch axis {
        case .dimension(let number): extent(of: number) > 1
        case .fields: form.fields.count > 1
        }
    }

    /// Where columns, or structures, begin.
    fileprivate var alignedStarts: [Int] {
        pieces.flatMap { piece -> [Int] in
            guard isOfStructures, let first = piece.columns.first else { return piece.columns.map(\.first) }
            return [first.first] + first.strides
        }
    }

    private var isOfStructures: Bool { form.order.last == .fields }

    fileprivate func complaint(rowAlignment unit: Int) -> String? {
        guard let fastest = form.dimensions.last else { return nil }
        for column in pieces.flatMap({ isOfStructures ? $0.columns.prefix(1) : $0.columns[...] }) {
            let rows = column.strides.indices.filter { $0 != fastest }.map { column.strides[$0] } + [column.first]
            if let row = rows.first(where: { $0 % unit != 0 }) { return "rows lie at multiples of \(row) bytes" }
        }
        return alignment % unit == 0 ? nil : "the base is aligned to \(alignment) bytes only"
    }

    fileprivate func complaint(contiguous dimension: Int) -> String? {
        guard isAffine else { return "it is made of \(pieces.count) pieces" }
        for (place, column) in (pieces.first?.columns ?? []).enumerated() {
            let element = descriptor(of: form.fields[place])?.stride ?? 1
            // Where there is one index only, too: accessors count from index 0, which may be far away.
            if column.strides[dimension] != element {
                return "field \(form.fields[place]) has elements of \(element) bytes, \(column.strides[dimension]) bytes apart"
            }
            if column.strides.contains(where: { $0 % element != 0 }) {
                return "field \(form.fields[place]) has rows that are not whole elements of \(element) bytes apart"
            }
        }
        return nil
    }
}
