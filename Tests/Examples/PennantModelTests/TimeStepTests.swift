import Testing

@testable import PennantModel

@Suite struct TimeStepTests {
    let control = {
        var control = TimeControl()
        (control.initialStep, control.maximumStep, control.lastTime) = (0.1, 1, 10)
        return control
    }()

    func limit(_ step: Double, _ zone: Int32 = 5, _ kind: HydroLimit.Kind = .courant) -> HydroLimit {
        HydroLimit(step: step, zone: zone, kind: kind)
    }

    @Test("Each rule in turn, with its words in the log")
    func rules() {
        let start = TimeStep(length: 0, reason: .maximum)
        #expect("\(control.step(cycle: 1, time: 0, previous: start, limit: .none))" == "Initial timestep")
        #expect("\(control.step(cycle: 1, time: 9.95, previous: start, limit: .none))" == "Global (tstop - time)")
        let first = TimeStep(length: 0.1, reason: .initial)
        let second = control.step(cycle: 2, time: 0.1, previous: first, limit: limit(0.5))
        #expect(second.length == 1.2 * 0.1 && "\(second)" == "Recovery: Initial timestep")
        let third = control.step(cycle: 3, time: 0.1, previous: second, limit: limit(0.5))
        #expect("\(third)" == "Recovery: Initial timestep", "the prefix is not doubled")
        #expect("\(control.step(cycle: 4, time: 1, previous: third, limit: limit(0.01)))" == "Hydro Courant limit for z = 5")
        #expect(
            "\(control.step(cycle: 4, time: 1, previous: third, limit: limit(0.01, 7, .volume)))" == "Hydro dV/V limit for z = 7")
        let long = TimeStep(length: 3, reason: .initial)
        #expect("\(control.step(cycle: 4, time: 1, previous: long, limit: .none))" == "Global maximum (dtmax)")
    }

    @Test("The fold of limits has one result in every order, and its neutral element changes nothing")
    func fold() {
        let limits = [limit(1, 3), limit(1, 2), limit(1, 1, .volume), limit(2, 0), .none]
        for a in limits {
            #expect(a.combined(with: .none) == a && HydroLimit.none.combined(with: a) == a)
            for b in limits {
                #expect(a.combined(with: b) == b.combined(with: a))
                for c in limits { #expect(a.combined(with: b).combined(with: c) == a.combined(with: b.combined(with: c))) }
            }
        }
        #expect(limits.reduce(.none) { $0.combined(with: $1) } == limit(1, 2))
    }

    @Test("A scan keeps the first of equal zones; volume limits only if strictly smaller")
    func scan() {
        var scan = HydroLimitScan()
        for (zone, step) in [3.0, 2, 2].enumerated() { scan.takeCourant(step, zone: zone) }
        for (zone, change) in [0.0, 0.05, 0.05].enumerated() { scan.takeChange(change, zone: zone) }
        #expect(scan.limit(step: 1, Coefficients()) == limit(1 * 0.1 / 0.05, 1, .courant))
        #expect(scan.limit(step: 0.5, Coefficients()) == limit(0.5 * 0.1 / 0.05, 1, .volume))
    }
}
