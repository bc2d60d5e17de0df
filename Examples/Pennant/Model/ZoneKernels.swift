/// A zone's own quantities at the start of a cycle.
@frozen
public struct ZoneState: BitwiseCopyable, Sendable {
    /// The mass, which never changes.
    public var mass: Double
    /// The density.
    public var density: Double
    /// The specific internal energy.
    public var energy: Double
    /// The rate of work of the cycle before.
    public var workRate: Double
    /// The volume, divided by 2π.
    public var volume: Double

    /// A state.
    @inlinable @inline(__always)
    public init(mass: Double, density: Double, energy: Double, workRate: Double, volume: Double) {
        self.mass = mass
        self.density = density
        self.energy = energy
        self.workRate = workRate
        self.volume = volume
    }
}

/// What the predictor finds of a zone as a whole.
@frozen
public struct ZonePrediction: BitwiseCopyable, Sendable {
    /// The pressure at the half step.
    public var pressure: Double
    /// The longest next time step by Courant's condition.
    public var courantStep: Double
    /// Whether every side has a positive volume; if not, the rest has no meaning.
    public var isValid: Bool

    @inlinable @inline(__always)
    init(pressure: Double, courantStep: Double, isValid: Bool) {
        self.pressure = pressure
        self.courantStep = courantStep
        self.isValid = isValid
    }
}

/// What the corrector finds of a zone.
@frozen
public struct ZoneCorrection: BitwiseCopyable, Sendable {
    /// The volume at the end of the cycle, divided by 2π.
    public var volume: Double
    /// The work done on the zone in the cycle.
    public var work: Double
    /// The total internal energy at the end.
    public var totalEnergy: Double
    /// Whether every side has a positive volume; if not, the rest has no meaning.
    public var isValid: Bool

    @inlinable @inline(__always)
    init(volume: Double, work: Double, totalEnergy: Double, isValid: Bool) {
        self.volume = volume
        self.work = work
        self.totalEnergy = totalEnergy
        self.isValid = isValid
    }
}

/// The two halves of a cycle for one zone, on what a loop has gathered into a `ZoneScratch`.
///
/// Launches 5–12 of the specification make the predictor, 15–18 the corrector.
public enum ZoneKernels {
    /// Copies the ends of a column around, so that the neighbours of the first and the last corner are in their slots.
    @inlinable @inline(__always)
    static func wrap<T>(_ column: UnsafeMutablePointer<T>, _ sides: Int) {
        column[-1] = column[sides &- 1]
        column[sides] = column[0]
    }

    /// The centre of the zone and the middles of its sides.
    @inlinable @inline(__always)
    static func centre(_ sides: Int, _ s: ZoneScratch) -> Vector2 {
        var sum = Vector2.zero
        for k in 0 ..< sides { sum += s.position[k] }
        wrap(s.position, sides)
        return sum.divided(by: Double(sides))
    }

    /// From positions and velocities at the half step to what the zone gives its points: masses and forces.
    ///
    /// Reads `position`, `velocity`, `fraction` of the scratch; writes `mass`, `force`, `workingForce`.
    ///
    /// - Parameters:
    ///   - sides: the number of sides of the zone; pass a literal where it is known, and the loops unroll.
    ///   - halfStep: half the time step.
    @inlinable @inline(__always)
    public static func predict(
        sides: Int, _ s: ZoneScratch, _ zone: ZoneState, halfStep: Double, _ c: Coefficients
    ) -> ZonePrediction {
        // Geometry at the half step.
        let centre = centre(sides, s)
        var zoneArea = 0.0, zoneVolume = 0.0, crossing = 1e99, isValid = true
        for k in 0 ..< sides {
            let p1 = s.position[k], p2 = s.position[k &+ 1]
            s.midpoint[k] = Physics.midpoint(p1, p2)
            let area = Physics.sideArea(p1, p2, centre: centre)
            let volume = Physics.sideVolume(area: area, p1, p2, centre: centre)
            let edge = length(p2 - p1)
            s.area[k] = area
            s.edgeLength[k] = edge
            zoneArea += area
            zoneVolume += volume
            isValid = isValid && volume > 0
            crossing = smaller(crossing, Physics.crossingLength(area: area, edgeLength: edge, sides: sides))
        }
        wrap(s.midpoint, sides)
        wrap(s.edgeLength, sides)
        wrap(s.fraction, sides)

        // Masses of the corners, and the state.
        let density = zone.mass / zoneVolume
        for k in 0 ..< sides {
            s.mass[k] = Physics.cornerMass(
                density: density, zoneArea: zoneArea, fraction: s.fraction[k], previousFraction: s.fraction[k &- 1])
        }
        let (pressure, soundSpeed) = Physics.halfState(
            density: zone.density, energy: zone.energy, mass: zone.mass, workRate: zone.workRate,
            volume: zone.volume, halfVolume: zoneVolume, halfStep: halfStep, c)

        // Artificial viscosity of the corners.
        let closing = viscosity(sides, s, centre, soundSpeed: soundSpeed, density: density, c)

        // Forces of the sides, then of the corners.
        for k in 0 ..< sides {
            let surface = Physics.surface(midpoint: s.midpoint[k], centre: centre)
            let byPressure = Physics.pressureForce(pressure: pressure, surface: surface)
            let bySubzones = Physics.subzoneForce(
                density: density, fraction: s.fraction[k], zoneArea: zoneArea, area: s.area[k],
                soundSpeed: soundSpeed, surface: surface, c)
            let byViscosity = (s.leaving[k] + s.arriving[k &+ 1]) / s.edgeLength[k]
            let working = byPressure + byViscosity
            s.workingForce[k] = working
            s.sideForce[k] = working + bySubzones
        }
        wrap(s.sideForce, sides)
        for k in 0 ..< sides { s.force[k] = s.sideForce[k] - s.sideForce[k &- 1] }

        let step = Physics.courantStep(crossingLength: crossing, closingSpeed: closing, soundSpeed: soundSpeed, c)
        return ZonePrediction(pressure: pressure, courantStep: step, isValid: isValid)
    }

    /// Fills `leaving` and `arriving`; returns the greatest closing speed.
    @inlinable @inline(__always)
    static func viscosity(
        _ sides: Int, _ s: ZoneScratch, _ centre: Vector2, soundSpeed: Double, density: Double, _ c: Coefficients
    ) -> Double {
        var sum = Vector2.zero
        for k in 0 ..< sides { sum += s.velocity[k] }
        wrap(s.velocity, sides)
        let mean = sum.divided(by: Double(sides))
        var closing = 0.0
        for k in 0 ..< sides {
            let previous = s.velocity[k &- 1], next = s.velocity[k &+ 1]
            let corner = Corner(
                point: s.position[k], leaving: s.midpoint[k], centre: centre, arriving: s.midpoint[k &- 1],
                velocity: s.velocity[k], next: next, previous: previous, zone: mean)
            (s.arriving[k], s.leaving[k]) = Physics.viscousForces(
                corner, previous: previous, next: next, arrivingLength: s.edgeLength[k &- 1],
                leavingLength: s.edgeLength[k], soundSpeed: soundSpeed, density: density, c)
            closing = larger(
                closing,
                Physics.closingSpeed(
                    velocities: next - s.velocity[k], positions: s.position[k &+ 1] - s.position[k], edgeLength: s.edgeLength[k]))
        }
        wrap(s.arriving, sides)
        return closing
    }

    /// From positions and velocities at the end of the cycle to the zone's volume and energy.
    ///
    /// Reads `position`, `velocity`, `halfRadius`, `workingForce` of the scratch.
    ///
    /// - Parameters:
    ///   - sides: the number of sides of the zone; pass a literal where it is known, and the loops unroll.
    ///   - totalEnergy: the zone's at the start of the cycle.
    ///   - halfStep: half the time step.
    @inlinable @inline(__always)
    public static func correct(sides: Int, _ s: ZoneScratch, totalEnergy: Double, halfStep: Double) -> ZoneCorrection {
        let centre = centre(sides, s)
        wrap(s.velocity, sides)
        wrap(s.halfRadius, sides)
        var zoneVolume = 0.0, work = 0.0, energy = totalEnergy, isValid = true
        for k in 0 ..< sides {
            let p1 = s.position[k], p2 = s.position[k &+ 1]
            let area = Physics.sideArea(p1, p2, centre: centre)
            let volume = Physics.sideVolume(area: area, p1, p2, centre: centre)
            zoneVolume += volume
            isValid = isValid && volume > 0
            let done = Physics.work(
                force: s.workingForce[k], velocities1: s.velocity[k], velocities2: s.velocity[k &+ 1],
                radius1: s.halfRadius[k], radius2: s.halfRadius[k &+ 1], halfStep: halfStep)
            energy += done
            work += done
        }
        return ZoneCorrection(volume: zoneVolume, work: work, totalEnergy: energy, isValid: isValid)
    }
}
