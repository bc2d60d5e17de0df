/// The whole simulation as plain loops in one thread, or in two that divide each loop: the measure for the parallel program, in results and in
/// speed.
///
/// A cycle makes four passes: over points (half step), zones (predictor), points (motion), zones (corrector). In a pass over
/// zones everything that concerns one zone is done while it is in the cache; forces and masses are added to the points in
/// ascending order of the corners, as the reference program does. A cycle allocates nothing.
public final class SequentialRun {
    /// The problem.
    public let deck: Deck
    /// Its mesh, as at time 0.
    public let mesh: Mesh
    /// Cycles done.
    public private(set) var cycle = 0
    /// Time reached.
    public private(set) var time = 0.0
    /// The step of the last cycle.
    public private(set) var step = TimeStep(length: 0, reason: .initial)

    private let fractions: [Double]
    private let columns: Columns
    private var limit = HydroLimit.none
    /// The second thread, and what it does.
    private let crew: ForkJoin?
    private let halves: Halves

    /// A run at time 0.
    ///
    /// - Parameter isDivided: whether two threads do half of each loop. Sums at the points that both halves of the zones touch then round
    ///   differently.
    /// - Throws: `PennantError.tangledZone` if the mesh of the deck has a side without positive volume.
    public init(_ deck: Deck, isDivided: Bool = false) throws(PennantError) {
        self.deck = deck
        mesh = Mesh(deck)
        let state = try InitialState(deck, mesh)
        fractions = state.sideFraction
        columns = Columns(mesh, state)
        halves = Halves(mesh, isDivided: isDivided)
        crew = isDivided ? ForkJoin() : nil
    }

    deinit {
        crew?.end()
        halves.deallocate()
        columns.deallocate()
    }

    /// Whether the deck asks for another cycle.
    public var continues: Bool { deck.timing.continues(afterCycle: cycle, time: time) }

    /// Does one cycle.
    ///
    /// - Throws: `PennantError.tangledZone`; the fields have no meaning afterwards.
    public func advance() throws(PennantError) {
        cycle += 1
        step = deck.timing.step(cycle: cycle, time: time, previous: step, limit: limit)
        overPoints { startPoints($0) }
        let scan = try overZones(from: (HydroLimitScan(), HydroLimitScan())) { predict($0, isSecond: $1, &$2) }
        overPoints { movePoints($0) }
        let (first, second) = try overZones(from: scan) { zones, _, scan in correct(zones, &scan) }
        limit = first.with(second).limit(step: step.length, deck.coefficients)
        time += step.length
    }

    /// Does all cycles that the deck asks for, or as many as `cycles` allows, and calls `afterCycle` after each.
    public func run(cycles: Int = .max, afterCycle: (SequentialRun) -> Void = { _ in }) throws(PennantError) {
        var left = cycles
        while continues && left > 0 {
            try advance()
            left -= 1
            afterCycle(self)
        }
    }
}

// The passes

extension SequentialRun {
    private func overPoints(_ pass: (Range<Int>) -> Void) {
        guard let crew else { return pass(0 ..< mesh.pointCount) }
        crew.both({ pass(0 ..< halves.point) }, { pass(halves.point ..< mesh.pointCount) })
    }

    /// Makes a pass over the zones; `pass` returns the first zone that is tangled.
    private func overZones(
        from scans: (HydroLimitScan, HydroLimitScan), _ pass: (Range<Int>, Bool, inout HydroLimitScan) -> Int?
    ) throws(PennantError) -> (HydroLimitScan, HydroLimitScan) {
        var scans = scans
        var tangled: (Int?, Int?)
        if let crew {
            crew.both(
                { tangled.0 = pass(0 ..< halves.zone, false, &scans.0) },
                { tangled.1 = pass(halves.zone ..< mesh.zoneCount, true, &scans.1) })
        } else {
            tangled.0 = pass(0 ..< mesh.zoneCount, false, &scans.0)
        }
        if let zone = tangled.0 ?? tangled.1 { throw .tangledZone(zone: zone, cycle: cycle) }
        return scans
    }

    /// Positions at the half step; empties the points' sums. (Launches 1 and 4.)
    private func startPoints(_ points: Range<Int>) {
        let c = columns, halfStep = 0.5 * step.length
        for p in points {
            c.halfPosition[p] = Physics.halfPosition(c.position[p], velocity: c.velocity[p], halfStep: halfStep)
            c.force[p] = .zero
            c.pointMass[p] = 0
        }
        for p in points.clamped(to: halves.shared) {
            halves.force[p - halves.shared.lowerBound] = .zero
            halves.pointMass[p - halves.shared.lowerBound] = 0
        }
    }

    /// Geometry, state and forces of the zones at the half step, gathered to the points. (Launches 5–12.)
    private func predict(_ zones: Range<Int>, isSecond: Bool, _ scan: inout HydroLimitScan) -> Int? {
        let c = columns, halfStep = 0.5 * step.length, coefficients = deck.coefficients
        // The points below are the first thread's.
        let border = isSecond ? halves.shared.upperBound : 0
        let (tangled, limits) = ZoneScratch.with { scratch in
            var limits = HydroLimitScan()
            for zone in zones {
                let first = Int(c.firstSide[zone]), sides = Int(c.firstSide[zone + 1]) - first
                // With the number known the loops unroll; four is by far the most frequent.
                let isValid =
                    sides == 4
                    ? predict(zone, first, 4, c, scratch, halfStep, coefficients, border, &limits)
                    : predict(zone, first, sides, c, scratch, halfStep, coefficients, border, &limits)
                guard isValid else { return (zone as Int?, limits) }
            }
            return (nil, limits)
        }
        scan = limits
        return tangled
    }

    @inline(__always)
    private func predict(
        _ zone: Int, _ first: Int, _ sides: Int, _ c: Columns, _ s: ZoneScratch,
        _ halfStep: Double, _ coefficients: Coefficients, _ border: Int, _ limits: inout HydroLimitScan
    ) -> Bool {
        for k in 0 ..< sides {
            let p = Int(c.point1[first &+ k])
            s.position[k] = c.halfPosition[p]
            s.velocity[k] = c.velocity[p]
            s.fraction[k] = c.fraction[first &+ k]
        }
        let state = ZoneState(
            mass: c.mass[zone], density: c.density[zone], energy: c.energy[zone],
            workRate: c.workRate[zone], volume: c.volume[zone])
        let prediction = ZoneKernels.predict(sides: sides, s, state, halfStep: halfStep, coefficients)
        for k in 0 ..< sides {
            let p = Int(c.point1[first &+ k])
            c.workingForce[first &+ k] = s.workingForce[k]
            if p < border {
                halves.pointMass[p &- halves.shared.lowerBound] += s.mass[k]
                halves.force[p &- halves.shared.lowerBound] += s.force[k]
                continue
            }
            c.pointMass[p] += s.mass[k]
            c.force[p] += s.force[k]
        }
        c.pressure[zone] = prediction.pressure
        limits.takeCourant(prediction.courantStep, zone: zone)
        return prediction.isValid
    }

    /// Boundary conditions, acceleration, motion over the whole step. (Launches 13 and 14.)
    private func movePoints(_ points: Range<Int>) {
        let c = columns, length = step.length
        for p in points.clamped(to: halves.shared) {
            c.force[p] += halves.force[p - halves.shared.lowerBound]
            c.pointMass[p] += halves.pointMass[p - halves.shared.lowerBound]
        }
        for p in points {
            var old = c.velocity[p], force = c.force[p]
            let planes = c.planes[p]
            if planes.rawValue != 0 {
                old = Physics.project(old, onPlaneX: planes.contains(.x), onPlaneY: planes.contains(.y))
                force = Physics.project(force, onPlaneX: planes.contains(.x), onPlaneY: planes.contains(.y))
            }
            let new = old + Physics.acceleration(force: force, mass: c.pointMass[p]) * length
            c.velocity[p] = new
            c.velocitySum[p] = old + new
            c.position[p] = Physics.fullPosition(c.position[p], old: old, new: new, step: length)
        }
    }

    /// Geometry, work and energy of the zones at the end of the cycle. (Launches 15–18.)
    private func correct(_ zones: Range<Int>, _ scan: inout HydroLimitScan) -> Int? {
        let c = columns, halfStep = 0.5 * step.length, perStep = 1 / step.length
        let before = scan
        let (tangled, limits) = ZoneScratch.with { scratch in
            var limits = before
            for zone in zones {
                let first = Int(c.firstSide[zone]), sides = Int(c.firstSide[zone + 1]) - first
                let isValid =
                    sides == 4
                    ? correct(zone, first, 4, c, scratch, halfStep, perStep, &limits)
                    : correct(zone, first, sides, c, scratch, halfStep, perStep, &limits)
                guard isValid else { return (zone as Int?, limits) }
            }
            return (nil, limits)
        }
        scan = limits
        return tangled
    }

    @inline(__always)
    private func correct(
        _ zone: Int, _ first: Int, _ sides: Int, _ c: Columns, _ s: ZoneScratch,
        _ halfStep: Double, _ perStep: Double, _ limits: inout HydroLimitScan
    ) -> Bool {
        for k in 0 ..< sides {
            let p = Int(c.point1[first &+ k])
            s.position[k] = c.position[p]
            s.velocity[k] = c.velocitySum[p]
            s.halfRadius[k] = c.halfPosition[p].x
            s.workingForce[k] = c.workingForce[first &+ k]
        }
        let old = c.volume[zone], mass = c.mass[zone]
        let correction = ZoneKernels.correct(sides: sides, s, totalEnergy: c.totalEnergy[zone], halfStep: halfStep)
        c.volume[zone] = correction.volume
        c.totalEnergy[zone] = correction.totalEnergy
        c.workRate[zone] = Physics.workRate(
            work: correction.work, pressure: c.pressure[zone], volume: correction.volume, oldVolume: old, perStep: perStep)
        c.energy[zone] = Physics.specificEnergy(total: correction.totalEnergy, mass: mass)
        c.density[zone] = mass / correction.volume
        limits.takeChange(Physics.volumeChange(correction.volume, from: old), zone: zone)
        return correction.isValid
    }
}

// Results

extension SequentialRun {
    /// The positions of the points now; a copy.
    public var positions: [Vector2] { columns.position.array(mesh.pointCount) }

    /// Density, energy and pressure of the zones now; a copy.
    public var fields: ZoneFields {
        let count = mesh.zoneCount
        return ZoneFields(
            density: columns.density.array(count), energy: columns.energy.array(count), pressure: columns.pressure.array(count))
    }

    /// The energies now.
    ///
    /// - Throws: `PennantError.tangledZone` if a side has no positive volume.
    public func energy() throws(PennantError) -> Energy {
        try Energy(
            mesh, positions: positions, velocities: columns.velocity.array(mesh.pointCount),
            totalEnergy: columns.totalEnergy.array(mesh.zoneCount), mass: columns.mass.array(mesh.zoneCount), fractions: fractions
        )
    }
}
