import CohortData
import CohortDiagnostics
import CohortGeometry

// Pieces given by colour, in a map that may miss some.

extension Region {
    /// Takes the pieces by colour; the colours need not be consecutive.
    ///
    /// - Parameters:
    ///   - pieces: domains of the region's dimension.
    ///   - colors: the colour space; those that have no piece in the map are empty. The map's own colours unless given.
    ///   - clipped: whether points outside the region are cut off; otherwise they are an error.
    /// - Errors: `partition.piece-outside` unless `clipped`; `partition.unknown-color` for a piece whose colour is not one of
    ///   `colors`; `geometry.dimension-mismatch`.
    /// - Complexity: O(n log n) in the pieces, and one intersection for each.
    /// - SeeAlso: Legion's `create_partition_by_domain`.
    public func partitioned(
        pieces: [Int: Domain], colors: Range<Int>? = nil, clipped: Bool = false, file: StaticString = #fileID,
        line: UInt32 = #line
    ) -> Partition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        let map = ColourMap(pieces, dimension: 1) { key, _ in key }
        return mapped(map, colors.map { .line($0) } ?? .ofMap, clipped, place) { $0 }
    }

    /// Takes rectangles by colour, any number for each; those of one piece may overlap and repeat.
    ///
    /// - Errors: as for domains; `geometry.overflow`.
    /// - SeeAlso: Legion's `create_partition_by_rectangles`.
    public func partitioned(
        pieces: [Int: [Rect<N>]], colors: Range<Int>? = nil, clipped: Bool = false, file: StaticString = #fileID,
        line: UInt32 = #line
    ) -> Partition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        let map = ColourMap(pieces, dimension: 1) { key, _ in key }
        return mapped(map, colors.map { .line($0) } ?? .ofMap, clipped, place) { (rectangles) throws(CohortError) in
            try Domain(rectangles: rectangles)
        }
    }

    /// Takes the pieces by colours of `M` dimensions.
    ///
    /// - Parameter colors: the colour space, of `M` dimensions; the map's own colours unless given.
    /// - Errors: as for colours of one dimension.
    /// - SeeAlso: Legion's `create_partition_by_domain`.
    public func partitioned<let M: Int>(
        pieces: [Point<M>: Domain], colors: Domain? = nil, clipped: Bool = false, file: StaticString = #fileID,
        line: UInt32 = #line
    ) -> Partition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        let map = ColourMap(pieces, dimension: M) { $0[$1] }
        return mapped(map, colors.map { .domain($0) } ?? .ofMap, clipped, place) { $0 }
    }

    /// Takes rectangles by colours of `M` dimensions, any number for each.
    ///
    /// - Errors: as for domains; `geometry.overflow`.
    /// - SeeAlso: Legion's `create_partition_by_rectangles`.
    public func partitioned<let M: Int>(
        pieces: [Point<M>: [Rect<N>]], colors: Domain? = nil, clipped: Bool = false, file: StaticString = #fileID,
        line: UInt32 = #line
    ) -> Partition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        let map = ColourMap(pieces, dimension: M) { $0[$1] }
        return mapped(map, colors.map { .domain($0) } ?? .ofMap, clipped, place) { (rectangles) throws(CohortError) in
            try Domain(rectangles: rectangles)
        }
    }

    private func mapped<Key, Value>(
        _ map: ColourMap<Key, Value>, _ colours: MapColours, _ clipped: Bool, _ place: SourceLocation,
        _ piece: (Value) throws(CohortError) -> Domain
    ) -> Partition<Space, N> {
        guard let domain = colours.domain(map) else {
            return defective(Colours.tooMany(colours.ranges(map)), "pieces", at: place)
        }
        return explicit(domain, clipped, place) { (colours) throws(CohortError) in
            try Partitioning.ordered(map.coordinates, width: map.dimension, colours: colours, dimension: N) {
                (place) throws(CohortError) in try piece(map.value(place))
            }
        }
    }
}

/// A dictionary by colour, in the order of the colours.
private struct ColourMap<Key: Hashable, Value> {
    let dimension: Int
    /// The coordinates of the colours, one colour after the other in ascending order.
    let coordinates: ContiguousArray<Int>
    private let order: ContiguousArray<Int>
    private let entries: ContiguousArray<(key: Key, value: Value)>

    /// - Parameter coordinate: what a key has along an axis.
    init(_ map: [Key: Value], dimension: Int, _ coordinate: (Key, Int) -> Int) {
        self.dimension = dimension
        entries = ContiguousArray(map)
        var given: ContiguousArray<Int> = []
        given.reserveCapacity(entries.count * dimension)
        for entry in entries { for axis in 0 ..< dimension { given.append(coordinate(entry.key, axis)) } }
        order = dimension == 1 ? NumberOrder.places(of: given) : Self.places(of: given, dimension)
        var sorted: ContiguousArray<Int> = []
        sorted.reserveCapacity(given.count)
        for place in order { for axis in 0 ..< dimension { sorted.append(given[place * dimension + axis]) } }
        coordinates = sorted
    }

    private static func places(of given: ContiguousArray<Int>, _ dimension: Int) -> ContiguousArray<Int> {
        ContiguousArray(
            (0 ..< given.count / dimension).sorted { left, right in
                for axis in 0 ..< dimension where given[left * dimension + axis] != given[right * dimension + axis] {
                    return given[left * dimension + axis] < given[right * dimension + axis]
                }
                return false
            })
    }

    /// The value of a colour, by its place in the order.
    func value(_ place: Int) -> Value { entries[order[place]].value }
}

/// Which colours a map of pieces has.
private enum MapColours {
    case line(Range<Int>)
    case domain(Domain)
    /// Those of the map itself.
    case ofMap

    /// The colour space; nil when colours are too many or too far away.
    func domain<Key, Value>(_ map: ColourMap<Key, Value>) -> Domain? {
        switch self {
        case .line(let range): return Colours.grid([range])
        case .domain(let domain): return domain
        case .ofMap:
            if map.coordinates.contains(where: Colours.isFar) { return nil }
            if map.dimension == 1 { return Partitioning.domain(ofSorted: map.coordinates) }
            var points: ContiguousArray<Int> = []
            for start in stride(from: 0, to: map.coordinates.count, by: map.dimension) {
                let colour = map.coordinates[start ..< start + map.dimension]
                points += colour + colour
            }
            return Domain(dimension: map.dimension, flat: points)
        }
    }

    /// What a message names.
    func ranges<Key, Value>(_ map: ColourMap<Key, Value>) -> [Range<Int>] {
        if case .line(let range) = self { return [range] }
        let far = map.coordinates.firstIndex(where: Colours.isFar) ?? 0
        let start = far - far % map.dimension
        return map.coordinates[start ..< start + map.dimension].map { $0 ..< $0 + ($0 == .max ? 0 : 1) }
    }
}
