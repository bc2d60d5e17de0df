import Cohort
import PennantModel

// The first pass over zones: geometry, state and forces at the half step, gathered to the points. (Launches 5–12.)

/// A piece's zones, as the predictor uses them.
@Access(Zone.self)
struct PredictedZones: ~Copyable {
    let firstSide: Field<Int32, 1>
    let sideCount: Field<Int32, 1>
    let mass: Field<Double, 1>
    let density: Field<Double, 1>
    let energy: Field<Double, 1>
    let workRate: Field<Double, 1>
    let volume: Field<Double, 1>
    var pressure: Discard<Double, 1>
}

/// Their sides.
@Access(Side.self)
struct PredictedSides: ~Copyable {
    let point1: Field<Int32, 1>
    let fraction: Field<Double, 1>
    var workingForce: Discard<Vector2, 1>
}

/// All points that the piece's zones touch, its own and others'.
@Access(Node.self)
struct TouchedNodes: ~Copyable {
    let halfPosition: Field<Vector2, 1>
    let velocity: Field<Vector2, 1>
    let isShared: Field<Bool, 1>
}

/// The sums of the points that no other piece touches.
@Access(Node.self)
struct PrivateSums: ~Copyable {
    var mass: Field<Double, 1>
    var force: Field<Vector2, 1>
}

/// The sums of the points that other pieces touch too: each piece only adds.
@Access(Node.self)
struct GhostSums: ~Copyable {
    var mass: Reduce<Sum<Double>, 1>
    var force: Reduce<Sum<Vector2>, 1>
}

/// Predicts one piece; the result is the least Courant step of its zones.
@Task
func predict(
    _ zones: inout PredictedZones, _ sides: inout PredictedSides, _ nodes: borrowing TouchedNodes,
    _ own: inout PrivateSums, _ ghost: inout GhostSums, moment: Moment, coefficients: Coefficients
) throws -> HydroLimitScan {
    let halfStep = 0.5 * moment.step.length
    var limits = HydroLimitScan()
    try ZoneScratch.with { scratch throws(PennantError) in
        for zone in zones.domain {
            // With the number known the loops unroll; four is by far the most frequent.
            let count = Int(zones.sideCount[zone])
            let isValid =
                count == 4
                ? predictZone(zone, 4, &zones, &sides, nodes, &own, &ghost, scratch, halfStep, coefficients, &limits)
                : predictZone(zone, count, &zones, &sides, nodes, &own, &ghost, scratch, halfStep, coefficients, &limits)
            guard isValid else { throw .tangledZone(zone: zone[0], cycle: moment.cycle) }
        }
    }
    return limits
}

@inline(__always)
private func predictZone(
    _ zone: Point<1>, _ count: Int, _ zones: inout PredictedZones, _ sides: inout PredictedSides,
    _ nodes: borrowing TouchedNodes, _ own: inout PrivateSums, _ ghost: inout GhostSums, _ s: ZoneScratch,
    _ halfStep: Double, _ coefficients: Coefficients, _ limits: inout HydroLimitScan
) -> Bool {
    let first = Int(zones.firstSide[zone])
    for k in 0 ..< count {
        let p = Int(sides.point1[first &+ k])
        s.position[k] = nodes.halfPosition[p]
        s.velocity[k] = nodes.velocity[p]
        s.fraction[k] = sides.fraction[first &+ k]
    }
    let state = ZoneState(
        mass: zones.mass[zone], density: zones.density[zone], energy: zones.energy[zone],
        workRate: zones.workRate[zone], volume: zones.volume[zone])
    let prediction = ZoneKernels.predict(sides: count, s, state, halfStep: halfStep, coefficients)
    for k in 0 ..< count {
        let p = Int(sides.point1[first &+ k])
        sides.workingForce[first &+ k] = s.workingForce[k]
        if nodes.isShared[p] {
            ghost.mass[p] += s.mass[k]
            ghost.force[p] += s.force[k]
        } else {
            own.mass[p] += s.mass[k]
            own.force[p] += s.force[k]
        }
    }
    zones.pressure[zone] = prediction.pressure
    limits.takeCourant(prediction.courantStep, zone: zone[0])
    return prediction.isValid
}
