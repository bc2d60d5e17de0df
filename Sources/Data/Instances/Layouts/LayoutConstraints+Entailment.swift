extension LayoutConstraints {
    /// True when whatever meets these meets those too.
    package func entails(_ others: LayoutConstraints) -> Bool { firstNotEntailed(of: others) == nil }

    /// The first of some constraints that these do not imply, each by one of these alone; nil when they imply all.
    package func firstNotEntailed(of others: LayoutConstraints) -> LayoutConstraint? {
        others.all.first { other in !other.isTrivial && !all.contains { $0.entails(other) } }
    }
}

extension LayoutConstraint {
    /// True when every layout is so.
    fileprivate var isTrivial: Bool {
        switch self {
        case .order(let axes, _): axes.count <= 1
        case .alignment(1), .rowAlignment(1), .padding(_, 0, 0), .fields([], _, _): true
        default: false
        }
    }

    /// True when whatever meets this meets the other.
    fileprivate func entails(_ other: LayoutConstraint) -> Bool {
        switch (self, other) {
        case (.order(let axes, let isTight), .order(let others, let areTight)):
            Self.entails(axes, isTight, others, areTight)
        case (.fields(let fields, let isInOrder, let isTight), .fields(let others, let areInOrder, let areTight)):
            Self.entails(fields, isInOrder, isTight, others, areInOrder, areTight)
        case (.alignment(let unit), .alignment(let other)), (.rowAlignment(let unit), .rowAlignment(let other)):
            other != 0 && unit % other == 0
        case (.extent(let one, let range), .extent(let another, let wider)):
            one == another && wider.contains(range.lowerBound) && wider.contains(range.upperBound)
        case (.padding(let one, let low, let high), .padding(let another, let otherLow, let otherHigh)):
            one == another && low >= otherLow && high >= otherHigh
        case (.contiguousAxis, .affine): true
        default: self == other
        }
    }

    /// True when an order of elements implies that of others.
    private static func entails<E: Hashable>(_ elements: [E], _ isTight: Bool, _ others: [E], _ areTight: Bool) -> Bool {
        let places = others.compactMap { elements.firstIndex(of: $0) }
        if places.count < others.count { return false }
        return zip(places, places.dropFirst()).allSatisfy { areTight ? isTight && $0 + 1 == $1 : $0 < $1 }
    }

    /// The same of fields, which may be there in any order.
    private static func entails(
        _ fields: [Int32], _ isInOrder: Bool, _ isTight: Bool, _ others: [Int32], _ areInOrder: Bool, _ areTight: Bool
    ) -> Bool {
        let places = others.compactMap { fields.firstIndex(of: $0) }
        if places.count < others.count { return false }
        guard others.count > 1, let first = places.min(), let last = places.max() else { return true }
        if areInOrder, !isInOrder || places != places.sorted() { return false }
        return !areTight || (isTight && (isInOrder ? last - first < places.count : places.count == fields.count))
    }
}
