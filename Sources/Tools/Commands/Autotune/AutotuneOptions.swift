import Cohort

/// What `cohort autotune` is asked for.
struct AutotuneOptions {
    var machine: String?
    var budget = Budget.trials(200)
    var output: String?
    /// A profile that is there already.
    var profile: String?
    var measure = TunedProgram.Measure.modelled
    var isExhaustive = false
    var seed: UInt64 = 1
    /// The program and its arguments.
    var line: [String] = []

    /// How much a search may cost.
    enum Budget: Equatable {
        case trials(Int)
        case seconds(Double)

        /// `200`, `90s`, `5min`, `1h`.
        init?(_ text: String) {
            let units: [(String, Double)] = [("min", 60), ("s", 1), ("h", 3600)]
            if let count = Int(text), count > 0 { self = .trials(count); return }
            for (unit, seconds) in units where text.hasSuffix(unit) {
                guard let count = Double(text.dropLast(unit.count)), count > 0, count.isFinite else { return nil }
                self = .seconds(count * seconds)
                return
            }
            return nil
        }
    }

    /// - Throws: `UsageError`.
    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let option = rest.popFirst() {
            if option == "--" { line = Array(rest); break }
            if option == "--exhaustive" { isExhaustive = true; continue }
            let known = ["--machine", "--budget", "--output", "--measure", "--profile", "--seed", "--exhaustive"]
            guard known.contains(option) else {
                let near = CohortError.question(CohortError.nearest(to: option, among: known))
                throw UsageError("unknown option '\(option)'\(near); the program stands behind --")
            }
            guard let value = rest.popFirst() else { throw UsageError("\(option) takes a value") }
            try take(option, value)
        }
        if line.isEmpty { throw UsageError("there is no program; write it behind --, as in `cohort autotune -- heat --steps 5`") }
    }

    private mutating func take(_ option: String, _ value: String) throws {
        switch option {
        case "--machine": machine = value
        case "--output": output = value
        case "--profile": profile = value
        case "--budget":
            guard let budget = Budget(value) else {
                throw UsageError("--budget takes a number of trials, or a time such as 90s, 5min or 1h, not '\(value)'")
            }
            self.budget = budget
        case "--measure":
            guard let measure = TunedProgram.Measure(rawValue: value) else {
                throw UsageError("--measure takes modelled or wall, not '\(value)'")
            }
            self.measure = measure
        default:
            guard let seed = UInt64(value) else { throw UsageError("--seed takes a number from 0, not '\(value)'") }
            self.seed = seed
        }
    }

    /// The file for the rules: what was asked for, else the program's name with `.rules`.
    var file: String { output ?? "\(line[0].split(separator: "/").last ?? "program").rules" }
}
