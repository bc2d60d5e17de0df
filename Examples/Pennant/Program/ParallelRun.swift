import Cohort
import PennantModel

/// The simulation as a sequence of index launches over the pieces of the mesh; it reads as if it were sequential.
struct ParallelRun {
    let deck: Deck
    let mesh: Mesh
    let pieces: Pieces
    private let fractions: [Double]
    private(set) var moment = Moment()

    /// A run at time 0.
    init(_ deck: Deck, pieces count: Int, cut: Cut?) throws {
        self.deck = deck
        mesh = Mesh(deck)
        let state = try InitialState(deck, mesh)
        fractions = state.sideFraction
        pieces = Pieces(mesh, state, mesh.pieceGrid(count, cut: cut))
    }

    /// Does all cycles that the deck asks for, or as many as `cycles` allows; calls `report` for each.
    ///
    /// The loop waits only for the step of the cycle before, so while one cycle computes the next is launched.
    mutating func run(cycles: Int, report: (Moment) -> Void) async throws {
        var next = Future(moment)
        var limit = Future(HydroLimit.none)
        while true {
            moment = try await next.value
            if moment.cycle > 0 { report(moment) }
            guard deck.timing.continues(afterCycle: moment.cycle, time: moment.time), moment.cycle < cycles else { break }
            next = advance(moment: next, limit: limit, timing: deck.timing)
            limit = cycle(next)
        }
        _ = try await limit.value
    }

    /// Launches one cycle; the result is the limit of the next step.
    private func cycle(_ moment: Future<Moment>) -> Future<HydroLimit> {
        let p = pieces
        start(p.own, moment: moment)
        start(p.shared, moment: moment)
        let scans = predict(
            p.zones, p.sides, p.touched, p.own, p.ghost, moment: moment, coefficients: deck.coefficients)
        move(p.own, moment: moment)
        move(p.shared, moment: moment)
        let limits = correct(
            p.zones, p.sides, p.touched, scan: scans, moment: moment, coefficients: deck.coefficients)
        return limits.reduce(Strictest.self)
    }

    /// Density, energy and pressure of the zones, in the order of the mesh.
    func fields() async throws -> ZoneFields {
        ZoneFields(
            density: try await pieces.allZones.density.values(), energy: try await pieces.allZones.energy.values(),
            pressure: try await pieces.allZones.pressure.values())
    }

    /// The positions of the points.
    func positions() async throws -> [Vector2] { try await pieces.allNodes.position.values() }

    /// The energies.
    func energy() async throws -> Energy {
        try Energy(
            mesh, positions: try await positions(), velocities: try await pieces.allNodes.velocity.values(),
            totalEnergy: try await pieces.allZones.totalEnergy.values(), mass: try await pieces.allZones.mass.values(),
            fractions: fractions)
    }
}
