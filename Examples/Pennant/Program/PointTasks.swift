import Cohort
import PennantModel

// The two passes over points: each piece does its private points and those shared points that it owns.

/// What the first pass touches.
@Access(Node.self)
struct StartingNodes: ~Copyable {
    let position: Field<Vector2, 1>
    let velocity: Field<Vector2, 1>
    var halfPosition: Discard<Vector2, 1>
    var force: Discard<Vector2, 1>
    var mass: Discard<Double, 1>
}

/// Positions at the half step; empties the sums. (Launches 1 and 4 of the specification.)
@Task
func start(_ nodes: inout StartingNodes, moment: Moment) {
    let halfStep = 0.5 * moment.step.length
    for p in nodes.domain {
        nodes.halfPosition[p] = Physics.halfPosition(nodes.position[p], velocity: nodes.velocity[p], halfStep: halfStep)
        nodes.force[p] = .zero
        nodes.mass[p] = 0
    }
}

/// What the second pass touches.
@Access(Node.self)
struct MovingNodes: ~Copyable {
    let planes: Field<InitialState.Planes, 1>
    let force: Field<Vector2, 1>
    let mass: Field<Double, 1>
    var position: Field<Vector2, 1>
    var velocity: Field<Vector2, 1>
    var velocitySum: Discard<Vector2, 1>
}

/// Boundary conditions, acceleration, motion over the whole step. (Launches 13 and 14.)
@Task
func move(_ nodes: inout MovingNodes, moment: Moment) {
    let length = moment.step.length
    for p in nodes.domain {
        var old = nodes.velocity[p]
        var force = nodes.force[p]
        let planes = nodes.planes[p]
        if planes.rawValue != 0 {
            old = Physics.project(old, onPlaneX: planes.contains(.x), onPlaneY: planes.contains(.y))
            force = Physics.project(force, onPlaneX: planes.contains(.x), onPlaneY: planes.contains(.y))
        }
        let new = old + Physics.acceleration(force: force, mass: nodes.mass[p]) * length
        nodes.velocity[p] = new
        nodes.velocitySum[p] = old + new
        nodes.position[p] = Physics.fullPosition(nodes.position[p], old: old, new: new, step: length)
    }
}
