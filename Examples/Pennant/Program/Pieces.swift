import Cohort
import PennantModel

/// The mesh as regions, cut into pieces by dependent partitioning: only the zones' colours are given, everything else
/// follows from the pointers of the sides.
///
///     zones ── by color ──▶ pieces of zones ── preimage of `zone` ──▶ pieces of sides ── image of `point` ──▶ touched nodes
///     touched nodes that some other piece touches too are shared (a ghost of every toucher); the rest are private
struct Pieces {
    let allZones: Region<Zone, 1>
    let allSides: Region<Side, 1>
    let allNodes: Region<Node, 1>
    let zones: Partition<Zone, 1>
    let sides: Partition<Side, 1>
    /// All nodes that a piece's sides start from; aliased.
    let touched: Partition<Node, 1>
    /// Those that no other piece touches.
    let own: Partition<Node, 1>
    /// Those that others touch too; aliased.
    let ghost: Partition<Node, 1>
    /// The ghosts again, each with the lowest of its pieces: disjoint.
    let shared: Partition<Node, 1>

    init(_ mesh: Mesh, _ state: InitialState, _ grid: PieceGrid) {
        allZones = Region(0 ..< mesh.zoneCount, named: "zones")
        allSides = Region(0 ..< mesh.sideCount, named: "sides")
        allNodes = Region(0 ..< mesh.pointCount, named: "nodes")
        let colors = 0 ..< grid.count
        allZones.color.set(mesh.colors(grid).map { Int($0) })
        allSides.zone.set(mesh.sideZone.map { Int($0) })
        allSides.point.set(mesh.sidePoint1.map { Int($0) })

        zones = allZones.partitioned(by: \.color, colors: colors)
        sides = allSides.partitioned(preimageOf: zones, through: \.zone)
        touched = allNodes.partitioned(imageOf: sides.point)
        let touching = allSides.partitioned(preimageOf: touched, through: \.point)
        // A side of another piece that starts at a node of mine makes the node a ghost of mine.
        ghost = allNodes.partitioned(imageOf: touching.subtracting(sides).point)
        own = touched.subtracting(ghost)
        shared = Self.owned(ghost, allNodes)
        load(mesh, state)
    }

    /// Gives each ghost to the lowest piece that has it.
    private static func owned(_ ghosts: Partition<Node, 1>, _ nodes: Region<Node, 1>) -> Partition<Node, 1> {
        var taken = Domain.empty(dimension: 1)
        var pieces: [Domain] = []
        for color in 0 ..< ghosts.count {
            let mine = ghosts.domain(color)
            pieces.append((try? mine.subtracting(taken)) ?? mine)
            taken = (try? taken.union(mine)) ?? taken
        }
        return nodes.partitioned(pieces: pieces)
    }

    private func load(_ mesh: Mesh, _ state: InitialState) {
        allZones.firstSide.set(Array(mesh.firstSide.dropLast()))
        allZones.sideCount.set(zip(mesh.firstSide.dropFirst(), mesh.firstSide).map { $0 - $1 })
        allZones.mass.set(state.zoneMass)
        allZones.density.set(state.zoneDensity)
        allZones.energy.set(state.zoneEnergy)
        allZones.totalEnergy.set(state.zoneTotalEnergy)
        allZones.volume.set(state.zoneVolume)
        allZones.workRate.fill(0)
        allZones.pressure.fill(0)
        allSides.point1.set(mesh.sidePoint1)
        allSides.fraction.set(state.sideFraction)
        allNodes.position.set(mesh.points)
        allNodes.velocity.set(state.pointVelocity)
        allNodes.planes.set(state.pointPlanes)
        allNodes.isShared.fill(false)
        shared.isShared.fill(true)
    }
}
