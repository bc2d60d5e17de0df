import CohortDiagnostics

/// A finite set of grid points of a dimension known at run time: the index space of a region, a piece or a launch.
///
/// It is kept as the canonical banded list of disjoint rectangles drawn in `Sweep.swift`; equal sets have equal lists, so
/// equality is one comparison of memory. Coordinates lie within ±2^60 and the volume is an `Int`; whatever would break
/// that throws `geometry.overflow`.
public struct Domain: Sendable {
    /// The number of axes, at least 1.
    public let dimension: Int
    /// The number of points.
    public let volume: Int
    let flat: CornerList

    init(canonical flat: ContiguousArray<Int>, dimension: Int, volume: Int) {
        self.init(canonical: CornerList(flat), dimension: dimension, volume: volume)
    }

    private init(canonical flat: CornerList, dimension: Int, volume: Int) {
        self.flat = flat
        self.dimension = dimension
        self.volume = volume
    }

    /// Counts the points of a canonical list.
    init(counting flat: ContiguousArray<Int>, dimension: Int, _ subject: @autoclosure () -> String) throws(CohortError) {
        guard let volume = flat.withUnsafeBufferPointer({ Canonical.volume($0, dimension: dimension) }) else {
            throw .volumeOverflow(subject())
        }
        self.init(canonical: flat, dimension: dimension, volume: volume)
    }

    private init(checking flat: ContiguousArray<Int>, dimension: Int, _ subject: @autoclosure () -> String) throws(CohortError) {
        guard Canonical.isWithinRange(flat) else { throw .coordinateOverflow(subject()) }
        // One rectangle that is not empty is a list by itself.
        let list = flat.count == 2 * dimension ? flat : Canonical.list(flat, dimension: dimension)
        try self.init(counting: list, dimension: dimension, subject())
    }

    /// The points of a rectangle. Throws `geometry.overflow`.
    public init<let N: Int>(_ rectangle: Rect<N>) throws(CohortError) {
        try self.init(rectangles: CollectionOfOne(rectangle))
    }

    /// The given points, in any order, repeated ones once. Throws `geometry.overflow`. O(n log n).
    public init<let N: Int>(points: [Point<N>]) throws(CohortError) {
        try self.init(rectangles: points.map { Rect(lo: $0, hi: $0) })
    }

    /// The points of the given rectangles, in any order, overlapping or empty ones too. Throws `geometry.overflow`.
    /// O(n log n) for ordinary inputs.
    public init<let N: Int>(rectangles: [Rect<N>]) throws(CohortError) {
        try self.init(rectangles: rectangles[...])
    }

    private init<let N: Int>(rectangles: some RandomAccessCollection<Rect<N>>) throws(CohortError) {
        var flat: ContiguousArray<Int> = []
        flat.reserveCapacity(2 * N * rectangles.count)
        for rectangle in rectangles where !rectangle.isEmpty {
            for axis in 0 ..< N { flat.append(rectangle.lo[axis]) }
            for axis in 0 ..< N { flat.append(rectangle.hi[axis]) }
        }
        try self.init(
            checking: flat, dimension: N,
            rectangles.count == 1 ? rectangles.map { "the rectangle \($0)" }[0] : "a domain of \(rectangles.count) rectangles")
    }

    /// The points of rectangles written flat, each its low corner then its high one, in any order. Traps where the public
    /// initialisers throw.
    package init(dimension: Int, flat: ContiguousArray<Int>) {
        precondition(Canonical.isWithinRange(flat), "a coordinate lies outside of ±2^60")
        let isOne = flat.count == 2 * dimension && (0 ..< dimension).allSatisfy { flat[$0] <= flat[dimension + $0] }
        let list = isOne ? flat : Canonical.list(flat, dimension: dimension)
        guard let volume = list.withUnsafeBufferPointer({ Canonical.volume($0, dimension: dimension) }) else {
            // our bug: the callers write out parts of a domain whose volume was counted.
            preconditionFailure("a domain has more points than an Int can count")
        }
        self.init(canonical: list, dimension: dimension, volume: volume)
    }

    /// The points of a list that is canonical already, with coordinates in range and a volume that was counted.
    package init(dimension: Int, canonical flat: ContiguousArray<Int>) {
        self.init(dimension: dimension, canonical: CornerList(flat))
    }

    /// The same for a part of a list that other domains have other parts of. It is kept as long as one of them is.
    package init(dimension: Int, canonical lists: ContiguousArray<Int>, _ part: Range<Int>) {
        self.init(dimension: dimension, canonical: CornerList(lists, part))
    }

    private init(dimension: Int, canonical flat: CornerList) {
        assert(
            Canonical.isWithinRange(flat.copy) && Canonical.list(flat.copy, dimension: dimension) == flat.copy,
            "no canonical list")
        guard let volume = flat.withUnsafeBufferPointer({ Canonical.volume($0, dimension: dimension) }) else {
            // our bug: the callers write out parts of a domain whose volume was counted.
            preconditionFailure("a domain has more points than an Int can count")
        }
        self.init(canonical: flat, dimension: dimension, volume: volume)
    }

    /// No point, among those of `dimension` axes.
    public static func empty(dimension: Int) -> Domain {
        precondition(dimension > 0, "a domain has at least one axis")
        return Domain(canonical: [], dimension: dimension, volume: 0)
    }

    /// The number of rectangles of the canonical list.
    public var rectCount: Int { flat.count / (2 * dimension) }

    /// Whether there is no point.
    public var isEmpty: Bool { flat.isEmpty }

    /// Whether the points fill their bounding rectangle; so does the empty domain.
    public var isDense: Bool { rectCount <= 1 }

    /// Lends the canonical list: `2 * dimension` numbers a rectangle, its low corner then its high one, both inclusive.
    public func withRectangles<R, E: Error>(_ body: (UnsafeBufferPointer<Int>) throws(E) -> R) throws(E) -> R {
        try flat.withUnsafeBufferPointer(body)
    }
}

extension Domain: Hashable {
    /// Whether both are the same set of points; domains of different dimension never are.
    public static func == (left: Domain, right: Domain) -> Bool {
        left.dimension == right.dimension && left.volume == right.volume && left.flat == right.flat
    }

    /// Feeds the canonical list, so equal sets hash equally.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(dimension)
        hasher.combine(flat)
    }
}
