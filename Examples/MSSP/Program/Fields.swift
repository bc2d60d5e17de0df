import Cohort

/// What a node carries.
@FieldSpace
struct Node {
    /// The length of the shortest path found so far.
    var distance: Float
    /// What this step has found.
    var next: Float
}

/// What an edge carries.
@FieldSpace
struct Edge {
    /// Pointers to nodes.
    var tail: Int
    var head: Int
    var cost: Float
}
