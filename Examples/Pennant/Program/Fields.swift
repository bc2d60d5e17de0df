import Cohort
import PennantModel

// The columns of the three regions. Only what one task hands to another is stored.

/// What a zone carries.
@FieldSpace
struct Zone {
    /// The piece it belongs to.
    var color: Int
    /// The zone's sides are `firstSide ..< firstSide + sideCount`.
    var firstSide: Int32
    var sideCount: Int32
    var mass: Double
    var density: Double
    var energy: Double
    var totalEnergy: Double
    var workRate: Double
    var volume: Double
    var pressure: Double
}

/// What a side carries.
@FieldSpace
struct Side {
    /// The zone it belongs to.
    var zone: Int
    /// The point it starts from, once as a pointer to partition by, once in the size that kernels read.
    var point: Int
    var point1: Int32
    var fraction: Double
    var workingForce: Vector2
}

/// What a point of the mesh carries.
@FieldSpace
struct Node {
    var position: Vector2
    var velocity: Vector2
    var halfPosition: Vector2
    /// Old plus new velocity, both after the boundary conditions.
    var velocitySum: Vector2
    var force: Vector2
    var mass: Double
    var planes: InitialState.Planes
    /// True where zones of several pieces meet.
    var isShared: Bool
}

extension Vector2: @retroactive AdditiveArithmetic {}
