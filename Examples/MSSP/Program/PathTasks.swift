import Cohort

/// What a step reads of the edges.
@Access(Edge.self)
struct PricedEdges: ~Copyable {
    let tail: Field<Int, 1>
    let head: Field<Int, 1>
    let cost: Field<Float, 1>
}

/// Looks along the edges that lead to a piece for shorter paths to its nodes.
@Task
func relax(_ edges: borrowing PricedEdges, _ distance: borrowing Field<Float, 1>, _ next: inout Field<Float, 1>) {
    for edge in edges.domain {
        let found = distance[edges.tail[edge]] + edges.cost[edge]
        if found < next[edges.head[edge]] { next[edges.head[edge]] = found }
    }
}

/// Takes over what is shorter; the result is for how many nodes of the piece.
@Task
func accept(_ next: borrowing Field<Float, 1>, _ distance: inout Field<Float, 1>) -> Int {
    var count = 0
    for node in next.domain where next[node] < distance[node] {
        distance[node] = next[node]
        count += 1
    }
    return count
}
