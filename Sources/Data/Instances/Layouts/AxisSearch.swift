/// Looks for an order of axes that is as constraints want it: the usual order as far as it may be.
///
/// Axes are placed from the slowest to the fastest, and each is tried only where no constraint forbids it yet, so that a
/// contradiction shows after few steps.
struct AxisSearch {
    /// What was found; nil when there is none.
    private(set) var order: [LayoutAxis]?
    private let orders: [(axes: [LayoutAxis], isTight: Bool)]
    private let usual: [LayoutAxis]

    init(_ constraints: [LayoutConstraint], dimension: Int) {
        usual = [.fields] + (0 ..< dimension).map(LayoutAxis.dimension)
        var orders: [(axes: [LayoutAxis], isTight: Bool)] = []
        for constraint in constraints {
            switch constraint {
            case .order(let axes, let isTight): orders.append((axes, isTight))
            case .contiguousAxis(let last):
                for axis in usual where axis != .dimension(last) { orders.append(([axis, .dimension(last)], false)) }
            default: break
            }
        }
        self.orders = orders
        order = extended([])
    }

    private func extended(_ placed: [LayoutAxis]) -> [LayoutAxis]? {
        if placed.count == usual.count { return placed }
        for axis in usual where !placed.contains(axis) && orders.allSatisfy({ allows(axis, after: placed, $0) }) {
            if let whole = extended(placed + [axis]) { return whole }
        }
        return nil
    }

    private func allows(_ axis: LayoutAxis, after placed: [LayoutAxis], _ wanted: (axes: [LayoutAxis], isTight: Bool)) -> Bool {
        let done = wanted.axes.prefix { placed.contains($0) }
        guard let next = wanted.axes.dropFirst(done.count).first else { return true }
        if axis == next { return !wanted.isTight || done.isEmpty || placed.last == done.last }
        if wanted.axes.contains(axis) { return false }
        return !wanted.isTight || done.isEmpty
    }
}
