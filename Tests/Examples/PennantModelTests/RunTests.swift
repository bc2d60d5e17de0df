import Glibc
import Testing

@testable import PennantModel

/// A deck by its name among the bundled ones.
func bundled(_ name: String) throws -> Deck {
    try Deck(path: #require(Decks.path(named: name)))
}

@Suite struct RunTests {
    struct Expectation: CustomTestStringConvertible {
        let name: String, points: Int, zones: Int, sides: Int, time: Double
        let total: Double, internalEnergy: Double, kineticEnergy: Double
        var testDescription: String { name }
    }

    static let expectations = [
        Expectation(
            name: "sedovsmall", points: 100, zones: 81, sides: 324, time: 2.855932e-02,
            total: 2.512181e-01, internalEnergy: 1.874053e-01, kineticEnergy: 6.381282e-02),
        Expectation(
            name: "nohsmall", points: 61, zones: 40, sides: 158, time: 1.766028e-02,
            total: 8.940978e-01, internalEnergy: 4.802855e-03, kineticEnergy: 8.892949e-01),
        Expectation(
            name: "leblanc", points: 1001, zones: 900, sides: 3600, time: 2.595868e-01,
            total: 9.424778e-01, internalEnergy: 9.359219e-01, kineticEnergy: 6.555903e-03),
        Expectation(
            name: "sedov", points: 2116, zones: 2025, sides: 8100, time: 5.977177e-04,
            total: 2.524296e-01, internalEnergy: 1.844171e-01, kineticEnergy: 6.801241e-02),
    ]

    @Test("A run agrees with the published output in every zone, and with the published energies", arguments: expectations)
    func agreesWithReference(_ expected: Expectation) throws {
        let run = try SequentialRun(bundled(expected.name))
        #expect(run.mesh.pointCount == expected.points)
        #expect(run.mesh.zoneCount == expected.zones)
        #expect(run.mesh.sideCount == expected.sides)
        try run.run()
        #expect(run.cycle == 10)
        #expect(isPrinted(run.time, expected.time))
        let comparison = try Comparison(run.fields, reference: XYFile.read(#require(Decks.referencePath(named: expected.name))))
        #expect(comparison.passes, "\(comparison)")
        let energy = try run.energy()
        #expect(isPrinted(energy.total, expected.total))
        #expect(isPrinted(energy.internalEnergy, expected.internalEnergy))
        #expect(isPrinted(energy.kineticEnergy, expected.kineticEnergy))
    }

    @Test("The larger pie, of which no output but the energies are published")
    func noh() throws {
        var deck = try bundled("nohsmall")
        (deck.zonesX, deck.zonesY) = (30, 100)
        let run = try SequentialRun(deck)
        #expect(run.mesh.pointCount == 3101)
        #expect(run.mesh.sideCount == 11970)
        try run.run()
        let energy = try run.energy()
        #expect(isPrinted(run.time, 1.626879e-03))
        #expect(isPrinted(energy.total, 1.046493e+00))
        #expect(isPrinted(energy.internalEnergy, 7.262228e-06))
        #expect(isPrinted(energy.kineticEnergy, 1.046486e+00))
    }

    @Test("The initial energy of the polygon deck is kinetic alone: half of pi")
    func initialEnergyOfHexagons() throws {
        let energy = try SequentialRun(bundled("nohpoly")).energy()
        #expect(abs(energy.total - 1.570796) < 1e-6)
        #expect(energy.internalEnergy == 0)
    }

    @Test("A cycle limit stops early, and a stopped run goes on to the same bits")
    func cycleLimit() throws {
        let whole = try SequentialRun(bundled("sedovsmall")), parts = try SequentialRun(bundled("sedovsmall"))
        try whole.run()
        try parts.run(cycles: 3)
        #expect(parts.cycle == 3)
        try parts.run()
        #expect(parts.cycle == 10)
        #expect(parts.fields == whole.fields)
        try whole.run()
        #expect(whole.cycle == 10, "a finished run stays where it is")
    }

    @Test(
        "Two threads that divide the loops reach the same state, but for how sums round", arguments: ["sedovsmall", "nohsmall"])
    func divided(name: String) throws {
        let whole = try SequentialRun(bundled(name)), halves = try SequentialRun(bundled(name), isDivided: true)
        try whole.run(cycles: 60)
        try halves.run(cycles: 60)
        #expect(halves.cycle == whole.cycle && abs(halves.time - whole.time) < 1e-12)
        for (a, b) in zip(whole.positions, halves.positions) { #expect(abs(a.x - b.x) < 1e-11 && abs(a.y - b.y) < 1e-11) }
    }

    @Test("A step that is too long tangles the mesh, and the error names cycle and zone")
    func tangled() throws {
        var deck = try bundled("nohsmall")
        deck.timing.initialStep = 0.7
        deck.timing.lastTime = 2
        let run = try SequentialRun(deck)
        let error = #expect(throws: PennantError.self) { try run.run() }
        guard case .tangledZone(let zone, let cycle)? = error else {
            Issue.record("expected a tangled zone, not \(String(describing: error))")
            return
        }
        #expect(cycle == 1)
        #expect(run.mesh.sides(of: zone).count == 3, "the tip of the pie turns inside out first")
        #expect("\(error!)".contains("cycle 1") && "\(error!)".contains("zone \(zone)"))
    }

    @Test(
        "The first hundred cycles of the large flat blast reach the published time",
        .enabled(if: getenv("COHORT_LONG_TESTS") != nil, "set COHORT_LONG_TESTS to run it; minutes without optimisation"))
    func sedovflatMilestone() throws {
        let run = try SequentialRun(bundled("sedovflat"))
        try run.run(cycles: 100)
        #expect(abs(run.time - 1.17401e-02) < 0.5e-7)
    }
}

/// Whether the value prints as the one listed with seven digits.
func isPrinted(_ value: Double, _ listed: Double) -> Bool { formatted("%.6e", value) == formatted("%.6e", listed) }
