/// The formulas of the scheme, each once, as pure functions of numbers.
///
/// Loops live elsewhere: in `SequentialRun`, and in the tasks of the parallel program. Each expression is evaluated as
/// written, from left to right, so that both give the same bits and agree with the reference program.
///
/// Position in the plane is (radius, height); volumes are those of the swept rings, divided by 2π.
public enum Physics {}

// Geometry

extension Physics {
    /// The middle of an edge.
    @inlinable @inline(__always)
    public static func midpoint(_ a: Vector2, _ b: Vector2) -> Vector2 { 0.5 * (a + b) }

    /// The area of the triangle between a side and the centre of its zone.
    @inlinable @inline(__always)
    public static func sideArea(_ p1: Vector2, _ p2: Vector2, centre: Vector2) -> Double {
        0.5 * cross(p2 - p1, centre - p1)
    }

    /// The volume of that triangle swept around the axis, divided by 2π.
    @inlinable @inline(__always)
    public static func sideVolume(area: Double, _ p1: Vector2, _ p2: Vector2, centre: Vector2) -> Double {
        (1.0 / 3.0) * area * (p1.x + p2.x + centre.x)
    }

    /// The vector normal to the surface between two sides' triangles.
    @inlinable @inline(__always)
    public static func surface(midpoint: Vector2, centre: Vector2) -> Vector2 { rot90(midpoint - centre) }

    /// The height of a side's triangle, scaled so that it is the width of a square zone: the length that sound must cross.
    @inlinable @inline(__always)
    public static func crossingLength(area: Double, edgeLength: Double, sides: Int) -> Double {
        (sides == 3 ? 3.0 : 4.0) * area / edgeLength
    }
}

// Mass, pressure and force

extension Physics {
    /// The mass that a zone lends to the point of a corner, from the mass fractions of the corner's two sides.
    @inlinable @inline(__always)
    public static func cornerMass(
        density: Double, zoneArea: Double, fraction: Double, previousFraction: Double
    ) -> Double {
        density * zoneArea * 0.5 * (fraction + previousFraction)
    }

    /// Pressure at the half step and sound speed at the start of the cycle, by the equation of state of an ideal gas.
    ///
    /// - Parameters:
    ///   - density: at the start of the cycle, as are `energy` (specific) and `volume`.
    ///   - workRate: of the cycle before.
    ///   - halfVolume: at the half step.
    ///   - halfStep: half the time step.
    @inlinable @inline(__always)
    public static func halfState(
        density: Double, energy: Double, mass: Double, workRate: Double,
        volume: Double, halfVolume: Double, halfStep: Double, _ c: Coefficients
    ) -> (pressure: Double, soundSpeed: Double) {
        let gm1 = c.gamma - 1
        let floor = larger(c.minimumSoundSpeed * c.minimumSoundSpeed, 1e-99)
        let e = larger(energy, 0)
        let p0 = gm1 * density * e
        let byDensity = gm1 * e
        let byEnergy = gm1 * density
        let soundSpeed = larger(floor, byDensity + byEnergy * p0 / (density * density)).squareRoot()
        let perMass = 1 / mass
        let dv = (halfVolume - volume) * perMass
        let bulk = density * soundSpeed * soundSpeed
        let denominator = 1 + 0.5 * byEnergy * dv
        let source = workRate * halfStep * perMass
        return (p0 + (byEnergy * source - density * bulk * dv) / denominator, soundSpeed)
    }

    /// The force of the zone's pressure on a side.
    @inlinable @inline(__always)
    public static func pressureForce(pressure: Double, surface: Vector2) -> Vector2 { -pressure * surface }

    /// The force that keeps the side's own density near that of its zone (temporary triangular subzoning).
    @inlinable @inline(__always)
    public static func subzoneForce(
        density: Double, fraction: Double, zoneArea: Double, area: Double, soundSpeed: Double,
        surface: Vector2, _ c: Coefficients
    ) -> Vector2 {
        let own = density * fraction * (zoneArea / area)
        let speed = larger(soundSpeed, c.minimumSoundSpeed)
        let stiffness = c.subzoneStrength * speed * speed
        return -(stiffness * (own - density)) * surface
    }
}

// Points

extension Physics {
    /// The position at the half step.
    @inlinable @inline(__always)
    public static func halfPosition(_ x: Vector2, velocity: Vector2, halfStep: Double) -> Vector2 { x + velocity * halfStep }

    /// The vector without its parts normal to the planes on which its point lies.
    @inlinable @inline(__always)
    public static func project(_ v: Vector2, onPlaneX: Bool, onPlaneY: Bool) -> Vector2 {
        Vector2(onPlaneX ? 0 : v.x, onPlaneY ? 0 : v.y)
    }

    /// The acceleration of a point.
    @inlinable @inline(__always)
    public static func acceleration(force: Vector2, mass: Double) -> Vector2 { force / larger(mass, 1e-99) }

    /// The position at the end of the cycle, by the mean of the velocities at its ends.
    @inlinable @inline(__always)
    public static func fullPosition(_ x: Vector2, old: Vector2, new: Vector2, step: Double) -> Vector2 {
        x + 0.5 * (new + old) * step
    }
}

// Energy and limits of the time step

extension Physics {
    /// The work that a side does on its zone during the cycle.
    ///
    /// - Parameters:
    ///   - force: of pressure and viscosity, without the subzone force.
    ///   - velocities1: old plus new velocity of the side's first point; `velocities2` of the second.
    ///   - radius1: of the first point at the half step; `radius2` of the second.
    ///   - halfStep: half the time step.
    @inlinable @inline(__always)
    public static func work(
        force: Vector2, velocities1: Vector2, velocities2: Vector2, radius1: Double, radius2: Double, halfStep: Double
    ) -> Double {
        let a1 = dot(force, velocities1)
        let a2 = dot(-force, velocities2)
        return -halfStep * (a1 * radius1 + a2 * radius2)
    }

    /// The rate of work beyond that of the pressure.
    @inlinable @inline(__always)
    public static func workRate(work: Double, pressure: Double, volume: Double, oldVolume: Double, perStep: Double) -> Double {
        (work + pressure * (volume - oldVolume)) * perStep
    }

    /// The specific energy.
    @inlinable @inline(__always)
    public static func specificEnergy(total: Double, mass: Double) -> Double { total / (mass + 1e-99) }

    /// The rate at which a side's points close in on each other, for the limit of the time step; at least 0.
    @inlinable @inline(__always)
    public static func closingSpeed(velocities: Vector2, positions: Vector2, edgeLength: Double) -> Double {
        edgeLength > 0 ? abs(dot(velocities, positions)) / edgeLength : 0
    }

    /// The longest time step by Courant's condition.
    ///
    /// - Parameters:
    ///   - crossingLength: the least of the zone's sides.
    ///   - closingSpeed: the greatest of the zone's sides.
    @inlinable @inline(__always)
    public static func courantStep(
        crossingLength: Double, closingSpeed: Double, soundSpeed: Double, _ c: Coefficients
    ) -> Double {
        let difference = c.linearViscosity * soundSpeed + 2 * c.quadraticViscosity * closingSpeed
        return crossingLength * c.courantFactor / larger(difference, larger(soundSpeed, 1e-99))
    }

    /// The relative change of a zone's volume; its maximum limits the next time step.
    @inlinable @inline(__always)
    public static func volumeChange(_ volume: Double, from old: Double) -> Double { abs((volume - old) / old) }

    /// The kinetic energy of a corner, divided by 2π.
    @inlinable @inline(__always)
    public static func kineticEnergy(
        zoneMass: Double, zoneArea: Double, zoneVolume: Double, position: Vector2, velocity: Vector2,
        fraction: Double, previousFraction: Double
    ) -> Double {
        let volume = zoneArea * position.x * 0.5 * (fraction + previousFraction)
        return zoneMass * volume / zoneVolume * 0.5 * dot(velocity, velocity)
    }
}
