import Cohort
import PennantModel

// The second pass over zones: geometry, work and energy at the end of the cycle. (Launches 15–18.)

/// A piece's zones, as the corrector uses them.
@Access(Zone.self)
struct CorrectedZones: ~Copyable {
    let firstSide: Field<Int32, 1>
    let sideCount: Field<Int32, 1>
    let mass: Field<Double, 1>
    let pressure: Field<Double, 1>
    var volume: Field<Double, 1>
    var totalEnergy: Field<Double, 1>
    var workRate: Discard<Double, 1>
    var energy: Discard<Double, 1>
    var density: Discard<Double, 1>
}

/// Their sides.
@Access(Side.self)
struct CorrectedSides: ~Copyable {
    let point1: Field<Int32, 1>
    let workingForce: Field<Vector2, 1>
}

/// All points that the piece's zones touch.
@Access(Node.self)
struct MovedNodes: ~Copyable {
    let position: Field<Vector2, 1>
    let velocitySum: Field<Vector2, 1>
    let halfPosition: Field<Vector2, 1>
}

/// Corrects one piece; the result is the longest next step that its zones allow.
@Task
func correct(
    _ zones: inout CorrectedZones, _ sides: borrowing CorrectedSides, _ nodes: borrowing MovedNodes,
    scan: HydroLimitScan, moment: Moment, coefficients: Coefficients
) throws -> HydroLimit {
    let halfStep = 0.5 * moment.step.length
    let perStep = 1 / moment.step.length
    var limits = scan
    try ZoneScratch.with { scratch throws(PennantError) in
        for zone in zones.domain {
            let count = Int(zones.sideCount[zone])
            let isValid =
                count == 4
                ? correctZone(zone, 4, &zones, sides, nodes, scratch, halfStep, perStep, &limits)
                : correctZone(zone, count, &zones, sides, nodes, scratch, halfStep, perStep, &limits)
            guard isValid else { throw .tangledZone(zone: zone[0], cycle: moment.cycle) }
        }
    }
    return limits.limit(step: moment.step.length, coefficients)
}

@inline(__always)
private func correctZone(
    _ zone: Point<1>, _ count: Int, _ zones: inout CorrectedZones, _ sides: borrowing CorrectedSides,
    _ nodes: borrowing MovedNodes, _ s: ZoneScratch, _ halfStep: Double, _ perStep: Double, _ limits: inout HydroLimitScan
) -> Bool {
    let first = Int(zones.firstSide[zone])
    for k in 0 ..< count {
        let p = Int(sides.point1[first &+ k])
        s.position[k] = nodes.position[p]
        s.velocity[k] = nodes.velocitySum[p]
        s.halfRadius[k] = nodes.halfPosition[p].x
        s.workingForce[k] = sides.workingForce[first &+ k]
    }
    let old = zones.volume[zone]
    let mass = zones.mass[zone]
    let correction = ZoneKernels.correct(sides: count, s, totalEnergy: zones.totalEnergy[zone], halfStep: halfStep)
    zones.volume[zone] = correction.volume
    zones.totalEnergy[zone] = correction.totalEnergy
    zones.workRate[zone] = Physics.workRate(
        work: correction.work, pressure: zones.pressure[zone], volume: correction.volume, oldVolume: old, perStep: perStep)
    zones.energy[zone] = Physics.specificEnergy(total: correction.totalEnergy, mass: mass)
    zones.density[zone] = mass / correction.volume
    limits.takeChange(Physics.volumeChange(correction.volume, from: old), zone: zone[0])
    return correction.isValid
}

extension HydroLimitScan: @retroactive TaskArgument {
    public typealias Value = HydroLimitScan
}
