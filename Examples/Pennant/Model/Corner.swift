/// A corner of a zone as the artificial viscosity sees it: a quadrilateral between the point, the middles of the corner's
/// two edges, and the centre of the zone, with the velocity at each.
///
///     x2 ───── x3      0: the point        2: the centre of the zone
///     │         │      1: on the edge      3: on the edge
///     x1 ───── x0         that leaves         that arrives
@frozen
public struct Corner: BitwiseCopyable {
    /// The positions at the half step.
    public var x0: Vector2, x1: Vector2, x2: Vector2, x3: Vector2
    /// The velocities at the start of the cycle, before the boundary conditions.
    public var u0: Vector2, u1: Vector2, u2: Vector2, u3: Vector2

    /// The corner at point `x0`; the velocities at the middles of the edges are means.
    @inlinable @inline(__always)
    public init(
        point x0: Vector2, leaving x1: Vector2, centre x2: Vector2, arriving x3: Vector2,
        velocity u0: Vector2, next: Vector2, previous: Vector2, zone u2: Vector2
    ) {
        (self.x0, self.x1, self.x2, self.x3) = (x0, x1, x2, x3)
        (self.u0, self.u2) = (u0, u2)
        u1 = 0.5 * (u0 + next)
        u3 = 0.5 * (previous + u0)
    }

    /// The area of the quadrilateral; negative where it is folded.
    @inlinable @inline(__always)
    public var area: Double { 0.5 * cross(x2 - x0, x3 - x1) }

    /// The divergence of the velocity; there is viscosity only where it is negative.
    @inlinable @inline(__always)
    public func divergence(area: Double) -> Double {
        (cross(u2 - u0, x3 - x1) - cross(u3 - u1, x2 - x0)) / (2 * area)
    }

    /// The cosine of the angle at the point.
    @inlinable @inline(__always)
    public func cosine(arrivingLength: Double, leavingLength: Double) -> Double {
        smaller(arrivingLength, leavingLength) < 1e-12
            ? 0 : 4 * dot(x3 - x0, x1 - x0) / (arrivingLength * leavingLength)
    }

    /// The length over which the flow is compressed. May be NaN where the area is negative.
    @inlinable @inline(__always)
    public func evolutionLength(area: Double, arrivingLength: Double, leavingLength: Double) -> Double {
        let d1 = 0.5 * (x1 + x2 - x0 - x3)
        let d2 = 0.5 * (x2 + x3 - x0 - x1)
        let l1 = length(d1), l2 = length(d2)
        let mean = 0.25 * (u0 + u1 + u2 + u3)
        let ratio = abs(dot(d1, mean) * l2) > abs(dot(d2, mean) * l1) ? l1 / l2 : l2 / l1
        return smaller((4 * area * ratio).squareRoot(), 2 * smaller(arrivingLength, leavingLength))
    }

    /// The greatest difference of velocity across the quadrilateral.
    @inlinable @inline(__always)
    public var velocityJump: Double {
        let a = u1 + u2 - u0 - u3
        let b = u2 + u3 - u0 - u1
        return larger(dot(a, a), dot(b, b)).squareRoot()
    }
}

extension Physics {
    /// The scalar viscosity of a corner under compression.
    @inlinable @inline(__always)
    public static func viscosity(
        jump: Double, evolutionLength: Double, soundSpeed: Double, density: Double, _ c: Coefficients
    ) -> Double {
        let t2 = c.quadraticViscosity * 0.25 * (c.viscosityGamma + 1) * jump
        let t1 = c.linearViscosity * soundSpeed
        return (t2 + (t2 * t2 + t1 * t1).squareRoot()) * density * evolutionLength
    }

    /// What a corner adds to the viscous force of its two sides, before the division by the length of the side.
    ///
    /// - Parameters:
    ///   - previous: the velocity at the point before, `next` at the point after.
    /// - Returns: (0, 0) for both where the flow expands: there the viscosity is 0.
    @inlinable @inline(__always)
    public static func viscousForces(
        _ corner: Corner, previous: Vector2, next: Vector2,
        arrivingLength: Double, leavingLength: Double, soundSpeed: Double, density: Double, _ c: Coefficients
    ) -> (arriving: Vector2, leaving: Vector2) {
        let area = corner.area
        guard corner.divergence(area: area) < 0 else { return (.zero, .zero) }
        let cosine = corner.cosine(arrivingLength: arrivingLength, leavingLength: leavingLength)
        let sine2 = 1 - cosine * cosine
        guard sine2 >= 1e-4 else { return (.zero, .zero) }
        let mu = viscosity(
            jump: corner.velocityJump,
            evolutionLength: corner.evolutionLength(area: area, arrivingLength: arrivingLength, leavingLength: leavingLength),
            soundSpeed: soundSpeed, density: density, c)
        let qa = mu * (corner.u0 - previous) / arrivingLength
        let qb = mu * (next - corner.u0) / leavingLength
        let weight = area / sine2
        return (weight * (qa + cosine * qb), weight * (qb + cosine * qa))
    }
}
