import CohortData

/// What the layout of an instance is to be like, in a mapper's answer; several together say more.
///
///     [.structures]                                  x y x y x y …   the fields of a point lie together
///     [.columns]                                     x x x … y y y … each field by itself, as it is without saying so
///     [.order([.dimension(1), .dimension(0)])]       column after column, as in Fortran
///
/// What nobody asks for is as usual: columns, the last dimension fastest. What a task's accessors need is asked for besides: a `Field`
/// needs elements that follow one another along the last dimension; a `StridedField` takes any of these layouts.
///
/// - SeeAlso: Legion's layout constraints.
public enum LayoutTrait: Hashable, Sendable {
    /// Each field by itself: all points of one, then all of the next.
    case columns
    /// The fields of each point together.
    case structures
    /// These axes in this order, what changes slowest first; others lie anywhere.
    case order([LayoutAxis])
    /// The instance has room for these fields, too, and they lie in this order: so that what several requirements use is in one instance.
    case fields([String])
    /// Each column, or each structure, begins at a multiple of so many bytes: a power of two, at most 4096.
    case alignment(Int)
    /// Each row along the fastest dimension begins at a multiple of so many bytes.
    case rowAlignment(Int)
    /// So many bytes are free before the first element.
    case offset(Int)
    /// At least so many elements are free along a dimension, before and after those of the instance.
    case padding(dimension: Int, before: Int = 0, after: Int = 0)
    /// A dimension has so many indices, padding included; otherwise the instance cannot be made.
    case extent(dimension: Int, ClosedRange<Int>)
    /// Nothing is stored between the points that the instance is for. Accessors walk one rectangle, so these have to be one.
    case compact
}

extension LayoutTrait: CustomStringConvertible {
    /// As it is written in an answer.
    public var description: String {
        switch self {
        case .columns: "columns"
        case .structures: "structures"
        case .order(let axes): "order: \(axes.map(\.description).joined(separator: ", "))"
        case .fields(let names): "fields: \(names.joined(separator: ", "))"
        case .alignment(let byteCount): "alignment: \(byteCount)"
        case .rowAlignment(let byteCount): "row alignment: \(byteCount)"
        case .offset(let byteCount): "offset: \(byteCount)"
        case .padding(let dimension, let before, let after): "padding of dimension \(dimension): \(before) before, \(after) after"
        case .extent(let dimension, let range):
            "extent of dimension \(dimension): \(range.lowerBound) to \(range.upperBound)"
        case .compact: "compact"
        }
    }
}

// What mappers may ask of traits themselves.

extension [LayoutTrait] {
    /// Whether whatever has these traits has those, too: the question whether an instance, by `InstanceToMap.layout`, will do.
    ///
    /// Each of the others must follow from one of these alone; so `false` may also mean that it follows from several.
    /// - Parameter dimension: of the region's points.
    /// - Complexity: O(traits × others).
    public func entails(_ others: [LayoutTrait], dimension: Int) -> Bool {
        var names = FieldNumbers()
        let mine = constraints(dimension) { names.number($0) }
        return mine.entails(others.constraints(dimension) { names.number($0) })
    }

    /// Why nothing can have all of these traits and those; nil when something can.
    ///
    /// - Parameter dimension: of the region's points.
    public func conflict(with others: [LayoutTrait] = [], dimension: Int) -> String? {
        var names = FieldNumbers()
        let mine = constraints(dimension) { names.number($0) }
        return mine.conflict(with: others.constraints(dimension) { names.number($0) }, dimension: dimension)?.description
    }

    /// The same in numbers.
    func constraints(_ dimension: Int, _ number: (String) -> Int32) -> LayoutConstraints {
        LayoutConstraints(flatMap { $0.constraints(dimension, number) })
    }
}

/// Numbers for names, where there is no region to ask.
private struct FieldNumbers {
    private var known: [String] = []

    mutating func number(_ name: String) -> Int32 {
        if let place = known.firstIndex(of: name) { return Int32(place) }
        known.append(name)
        return Int32(known.count - 1)
    }
}

extension LayoutTrait {
    fileprivate func constraints(_ dimension: Int, _ number: (String) -> Int32) -> [LayoutConstraint] {
        switch self {
        case .columns: (0 ..< dimension).map { .order([.fields, .dimension($0)]) }
        case .structures: (0 ..< dimension).map { .order([.dimension($0), .fields]) }
        case .order(let axes): [.order(axes)]
        case .fields(let names): [.fields(names.map(number), isInOrder: true)]
        case .alignment(let byteCount): [.alignment(byteCount)]
        case .rowAlignment(let byteCount): [.rowAlignment(byteCount)]
        case .offset(let byteCount): [.offset(byteCount)]
        case .padding(let dimension, let before, let after): [.padding(dimension: dimension, low: before, high: after)]
        case .extent(let dimension, let range): [.extent(dimension: dimension, range)]
        case .compact: [.compact]
        }
    }
}

extension InstanceLayout {
    /// What it is like, in the words of mappers.
    func traits(_ name: (Int32) -> String) -> [LayoutTrait] {
        var traits: [LayoutTrait] = [.order(form.order), .fields(form.fields.map(name)), .alignment(form.alignment)]
        if form.rowAlignment > 1 { traits.append(.rowAlignment(form.rowAlignment)) }
        if let first = pieces.first, first.start > 0 { traits.append(.offset(first.start)) }
        for (dimension, padding) in form.padding.enumerated() where padding.low > 0 || padding.high > 0 {
            traits.append(.padding(dimension: dimension, before: padding.low, after: padding.high))
        }
        if form.division == .compact { traits.append(.compact) }
        return traits
    }
}
