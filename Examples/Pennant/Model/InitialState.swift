/// The fields at time 0, in arrays, as the deck and the mesh give them.
public struct InitialState: Sendable {
    /// The share of each side in the area of its zone, fixed for the whole run; shape: sides.
    public private(set) var sideFraction: [Double]
    /// The mass of each zone, fixed for the whole run; shape: zones, as below.
    public private(set) var zoneMass: [Double]
    /// The density.
    public private(set) var zoneDensity: [Double]
    /// The specific internal energy.
    public private(set) var zoneEnergy: [Double]
    /// The total internal energy, divided by 2π.
    public private(set) var zoneTotalEnergy: [Double]
    /// The volume, divided by 2π.
    public private(set) var zoneVolume: [Double]
    /// The velocity of each point; shape: points, as below. The positions are the mesh's.
    public private(set) var pointVelocity: [Vector2]
    /// The reflecting planes on which the point lies.
    public private(set) var pointPlanes: [Planes]

    /// A set of directions in which a point cannot move.
    @frozen
    public struct Planes: OptionSet, BitwiseCopyable, Sendable {
        /// One bit a direction.
        public let rawValue: UInt8
        /// The set with the bits given.
        @inlinable @inline(__always)
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// On a plane x = c.
        @inlinable @inline(__always) public static var x: Planes { Planes(rawValue: 1) }
        /// On a plane y = c.
        @inlinable @inline(__always) public static var y: Planes { Planes(rawValue: 2) }
    }

    /// The state of the deck on its mesh.
    ///
    /// - Throws: `PennantError.tangledZone` in cycle 0 if a side has no positive volume.
    public init(_ deck: Deck, _ mesh: Mesh) throws(PennantError) {
        let nz = mesh.zoneCount
        sideFraction = [Double](repeating: 0, count: mesh.sideCount)
        zoneMass = [Double](repeating: 0, count: nz)
        (zoneDensity, zoneEnergy, zoneTotalEnergy, zoneVolume) = (zoneMass, zoneMass, zoneMass, zoneMass)
        pointVelocity = mesh.points.map { Self.velocity(at: $0, deck) }
        pointPlanes = mesh.points.map { Self.planes(at: $0, deck) }
        for zone in 0 ..< nz {
            let geometry = try ZoneGeometry(zone, mesh, mesh.points)
            for (side, area) in zip(mesh.sides(of: zone), geometry.sideAreas) { sideFraction[side] = area / geometry.area }
            let isSpecial = deck.subregion?.contains(geometry.centre) ?? false
            zoneDensity[zone] = isSpecial ? deck.subregionDensity : deck.density
            zoneEnergy[zone] = isSpecial ? deck.subregionEnergy : deck.energy
            zoneVolume[zone] = geometry.volume
            zoneMass[zone] = zoneDensity[zone] * geometry.volume
            zoneTotalEnergy[zone] = zoneEnergy[zone] * zoneMass[zone]
        }
    }

    private static func velocity(at point: Vector2, _ deck: Deck) -> Vector2 {
        let radius = length(point)
        return deck.radialSpeed != 0 && radius > 1e-12 ? deck.radialSpeed * point / radius : .zero
    }

    private static func planes(at point: Vector2, _ deck: Deck) -> Planes {
        var planes: Planes = []
        if deck.planesX.contains(where: { abs(point.x - $0) < 1e-12 }) { planes.insert(.x) }
        if deck.planesY.contains(where: { abs(point.y - $0) < 1e-12 }) { planes.insert(.y) }
        return planes
    }
}

/// Centre, areas and volume of a zone, for the code that runs once.
struct ZoneGeometry {
    private(set) var centre = Vector2.zero
    private(set) var area = 0.0
    private(set) var volume = 0.0
    private(set) var sideAreas: [Double] = []

    init(_ zone: Int, _ mesh: Mesh, _ points: [Vector2]) throws(PennantError) {
        let corners = mesh.sides(of: zone).map { points[Int(mesh.sidePoint1[$0])] }
        for corner in corners { centre += corner }
        centre = centre.divided(by: Double(corners.count))
        for k in corners.indices {
            let p1 = corners[k], p2 = corners[k + 1 == corners.count ? 0 : k + 1]
            let sideArea = Physics.sideArea(p1, p2, centre: centre)
            let sideVolume = Physics.sideVolume(area: sideArea, p1, p2, centre: centre)
            guard sideVolume > 0 else { throw .tangledZone(zone: zone, cycle: 0) }
            sideAreas.append(sideArea)
            area += sideArea
            volume += sideVolume
        }
    }
}
