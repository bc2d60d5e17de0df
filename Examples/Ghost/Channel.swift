import Cohort

/// A place for a copy of some points of a neighbour, twice, so that one can be filled while the other is used.
@FieldSpace
struct Edge {
    var even: Double
    var odd: Double
}

/// An edge that a shard is sent.
@Access(Edge.self)
struct Inlet: ~Copyable {
    let even: Field<Double, 1>
    let odd: Field<Double, 1>

    func buffer(_ number: Int) -> RegionField<Double, 1> { number == 0 ? even.region : odd.region }
}

/// An edge that a shard sends.
@Access(Edge.self)
struct Outlet: ~Copyable {
    var even: Discard<Double, 1>
    var odd: Discard<Double, 1>

    func buffer(_ number: Int) -> RegionField<Double, 1> { number == 0 ? even.region : odd.region }
}

/// How the sender and the receiver of an edge take turns.
///
///     sender:    wait for empty → copy → arrive at ready
///     receiver:  wait for ready → acquire → use → release → arrive at empty
///
/// Each end has a copy, and advances its handles once a turn; the first turn finds every buffer empty.
struct Channel: Sendable {
    private var ready: PhaseBarrier
    private var empty: PhaseBarrier

    init(named name: String) {
        ready = PhaseBarrier(arrivals: 1, named: "ready: \(name)")
        empty = PhaseBarrier(arrivals: 1, named: "empty: \(name)")
    }

    /// Launches the copy of an edge; `arrives` is false to see what a lost arrival does.
    mutating func send(_ edge: RegionField<Double, 1>, from block: RegionField<Double, 1>, arrives: Bool) {
        launching(awaiting: [empty], arrivingAt: arrives ? [ready] : []) { _ = edge.copy(from: block) }
        empty.advance()
        ready.advance()
    }

    /// Lets what is launched next use the edge, once it is there.
    mutating func receive(_ edge: RegionField<Double, 1>) {
        ready.advance()
        launching(awaiting: [ready]) { _ = edge.acquire() }
    }

    /// Gives the edge back when what was launched has used it.
    mutating func giveBack(_ edge: RegionField<Double, 1>) {
        launching(arrivingAt: [empty]) { _ = edge.release() }
        empty.advance()
    }
}

/// The channels of one buffer of a shard.
struct Turn: Sendable {
    var fromLeft: Channel
    var fromRight: Channel
    var toLeft: Channel
    var toRight: Channel
}
