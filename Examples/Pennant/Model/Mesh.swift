/// An unstructured mesh of polygons in the plane.
///
///        p2 ──── side ──── p1        A zone lists its points counter-clockwise. Side k of a zone runs from its k-th
///          ╲      s       ╱          point to the next; the sides of zone z are firstSide[z] ..< firstSide[z + 1].
///      next ╲   zone     ╱ previous  Corner k, at point p1 of side k, has the number of that side.
///       side ╲          ╱  side
///
/// The names in brackets are those of the specification.
public struct Mesh: Sendable {
    /// The most sides of a zone that the kernels have room for (`ZoneScratch`).
    public static let maximumSides = 8
    /// The most sides of a zone that our generators make.
    static let maximumGeneratedSides = 6

    /// The coordinates of the points; shape: points.
    public internal(set) var points: [Vector2] = []
    /// The first side of each zone, and the number of sides at the end; shape: zones + 1.
    public internal(set) var firstSide: [Int32] = [0]
    /// The point where each side starts [mapsp1]; shape: sides.
    public internal(set) var sidePoint1: [Int32] = []
    /// The zones in the two directions of the generator; zone `j * zonesX + i` stands at column i of row j.
    public let zonesX: Int, zonesY: Int

    /// The point where each side ends [mapsp2]; shape: sides.
    public private(set) var sidePoint2: [Int32] = []
    /// The zone of each side [mapsz]; shape: sides.
    public private(set) var sideZone: [Int32] = []
    /// The side before each side in its zone [mapss3]; shape: sides.
    public private(set) var previousSide: [Int32] = []
    /// The side after each side in its zone [mapss4]; shape: sides.
    public private(set) var nextSide: [Int32] = []

    /// The mesh that the deck asks for; deterministic, so that every process may build its own.
    ///
    /// - Complexity: O(zones) time and memory.
    public init(_ deck: Deck) {
        zonesX = deck.zonesX
        zonesY = deck.zonesY
        firstSide.reserveCapacity(zonesX * zonesY + 1)
        sidePoint1.reserveCapacity(zonesX * zonesY * (deck.shape == .hexagons ? 6 : 4))
        switch deck.shape {
        case .rectangle: makeRectangle(lengthX: deck.lengthX, lengthY: deck.lengthY)
        case .pie: makePie(angle: deck.lengthX, radius: deck.lengthY)
        case .hexagons: makeHexagons(lengthX: deck.lengthX, lengthY: deck.lengthY)
        }
        linkSides()
    }

    /// Appends a zone with the points given, counter-clockwise.
    mutating func appendZone(_ points: some Collection<Int>) {
        for point in points { sidePoint1.append(Int32(point)) }
        firstSide.append(Int32(sidePoint1.count))
    }

    /// Derives the other maps of the sides from the lists of points.
    private mutating func linkSides() {
        let count = sidePoint1.count
        sidePoint2 = sidePoint1
        (sideZone, previousSide, nextSide) = (sidePoint1, sidePoint1, sidePoint1)
        for zone in 0 ..< zoneCount {
            let sides = sides(of: zone)
            precondition(sides.count >= 3 && sides.count <= Self.maximumSides, "a zone has 3 to \(Self.maximumSides) sides")
            for side in sides {
                let next = side + 1 == sides.upperBound ? sides.lowerBound : side + 1
                let previous = side == sides.lowerBound ? sides.upperBound - 1 : side - 1
                sidePoint2[side] = sidePoint1[next]
                sideZone[side] = Int32(zone)
                nextSide[side] = Int32(next)
                previousSide[side] = Int32(previous)
            }
        }
        assert(Int(firstSide[zoneCount]) == count)
    }
}

extension Mesh {
    /// The number of zones.
    public var zoneCount: Int { firstSide.count - 1 }
    /// The number of points.
    public var pointCount: Int { points.count }
    /// The number of sides, which is also that of corners.
    public var sideCount: Int { sidePoint1.count }

    /// The number of edges: pairs of points that a side joins, each counted once.
    ///
    /// By Euler's formula for a mesh without holes. (Reference runs on several ranks count an edge once per rank.)
    public var edgeCount: Int { pointCount + zoneCount - 1 }

    /// The sides of a zone.
    public func sides(of zone: Int) -> Range<Int> { Int(firstSide[zone]) ..< Int(firstSide[zone + 1]) }
}
