/// The energies of the whole problem, for the check that a run conserves their sum.
public struct Energy: Sendable, Equatable {
    /// The heat of the gas.
    public let internalEnergy: Double
    /// The energy of its motion.
    public let kineticEnergy: Double
    /// The sum.
    public var total: Double { internalEnergy + kineticEnergy }

    /// Sums up the fields given in the mesh's own numbering, each in ascending order.
    ///
    /// - Parameters:
    ///   - positions: of the points, as are `velocities`; shape: points.
    ///   - totalEnergy: of the zones, divided by 2π; shape: zones, as for `mass`.
    ///   - fractions: the sides' shares in the areas of their zones; shape: sides.
    /// - Throws: `PennantError.tangledZone` if a side has no positive volume.
    public init(
        _ mesh: Mesh, positions: [Vector2], velocities: [Vector2], totalEnergy: [Double], mass: [Double], fractions: [Double]
    ) throws(PennantError) {
        var kinetic = 0.0
        for zone in 0 ..< mesh.zoneCount {
            let geometry = try ZoneGeometry(zone, mesh, positions)
            for side in mesh.sides(of: zone) {
                let point = Int(mesh.sidePoint1[side])
                kinetic += Physics.kineticEnergy(
                    zoneMass: mass[zone], zoneArea: geometry.area, zoneVolume: geometry.volume,
                    position: positions[point], velocity: velocities[point],
                    fraction: fractions[side], previousFraction: fractions[Int(mesh.previousSide[side])])
            }
        }
        kineticEnergy = 2 * Double.pi * kinetic
        internalEnergy = 2 * Double.pi * totalEnergy.reduce(0, +)
    }
}

extension Energy: CustomStringConvertible {
    /// The two lines of the energy check.
    public var description: String {
        formatted(
            "Energy check:  total energy  = %14.6e\n(internal = %14.6e, kinetic = %14.6e)",
            total, internalEnergy, kineticEnergy)
    }
}
