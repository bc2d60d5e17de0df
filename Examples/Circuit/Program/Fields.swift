import CircuitModel
import Cohort

/// What a node carries.
@FieldSpace
struct Node {
    var piece: Int
    var capacitance: Float
    var leakage: Float
    var charge: Float
    var voltage: Float
}

/// What a wire carries.
@FieldSpace
struct Wire {
    /// Pointers to nodes.
    var input: Int
    var output: Int
    /// Which of a task's arguments has these nodes.
    var inputPlace: Place
    var outputPlace: Place
    var inductance: Float
    var resistance: Float
    var capacitance: Float
    var currents: Currents
    var junctions: Junctions
}

/// Where a piece finds a node: nobody else uses it, or others do, or it is another piece's.
enum Place: UInt8 {
    case own, shared, ghost
}
