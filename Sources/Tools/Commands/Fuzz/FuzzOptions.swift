import Cohort

/// What `cohort fuzz` is asked to do.
struct FuzzOptions {
    var work = Work.programs(1000)
    /// The first seed; nil when nobody said one.
    var seed: UInt64?
    /// Nil for a random number.
    var workers: Int?
    /// Whether launches that repeat are replayed; nil for a random answer.
    var traces: RuntimeOptions.Traces?
    /// Whether each run writes a log that is checked.
    var checksLogs = false
    /// The folder that keeps the log of each program.
    var logs: String?
    /// Where a soak writes how far it is.
    var state: String?
    /// Where a soak adds programs that differ.
    var corpus: String?
    /// More mebibytes than this the process may not need; nil for any number.
    var memory: Int?

    enum Work: Equatable {
        case programs(Int)
        case corpus(String)
        /// For so many hours.
        case soak(Double)
    }

    private static let names = [
        "--check", "--programs", "--seed", "--workers", "--corpus", "--soak", "--state", "--logs", "--memory", "--traces",
    ]

    /// - Throws: `UsageError` that names the option that cannot be understood, or does not go with another.
    init(_ arguments: [String]) throws {
        checksLogs = arguments.contains("--check")
        let said = try Self.pairs(arguments.filter { $0 != "--check" })
        seed = try said["--seed"].map { try Self.number(UInt64($0), "--seed", "a number from 0", $0) }
        workers = try said["--workers"].map {
            try Self.number(Int($0), "--workers", "a number from 1 to 4096", $0) { (1 ... 4096).contains($0) }
        }
        traces = try said["--traces"].map {
            try Self.number(RuntimeOptions.Traces(rawValue: $0), "--traces", "off, found or forced", $0)
        }
        let programs = try said["--programs"].map { try Self.number(Int($0), "--programs", "a number from 1", $0) { $0 > 0 } }
        let hours = try said["--soak"].map {
            try Self.number(Double($0), "--soak", "a number of hours above 0", $0) { $0 > 0 && $0.isFinite }
        }
        memory = try said["--memory"].map { try Self.number(Int($0), "--memory", "a number of mebibytes", $0) { $0 > 0 } }
        (state, corpus, logs) = (said["--state"], said["--corpus"], said["--logs"])
        try Self.refuse(
            logs == nil || (hours == nil && corpus == nil),
            "--logs keeps the logs of so many programs, and goes with neither --soak nor --corpus")
        if let hours {
            work = .soak(hours)
            try Self.refuse(programs == nil, "--soak runs programs until the time is over, and takes no --programs")
        } else if let corpus {
            work = .corpus(corpus)
            try Self.refuse(
                said.keys.allSatisfy { $0 == "--corpus" || $0 == "--memory" },
                "--corpus says by itself which programs run, and goes only with --soak, --memory and --check")
        } else if let programs {
            work = .programs(programs)
        }
        try Self.refuse(state == nil || hours != nil, "--state goes only with --soak")
    }

    /// Each option with its value; of several values the last counts.
    private static func pairs(_ arguments: [String]) throws -> [String: String] {
        var pairs: [String: String] = [:], rest = arguments[...]
        while let option = rest.popFirst() {
            guard names.contains(option) else {
                throw UsageError(
                    "unknown option '\(option)'\(CohortError.question(CohortError.nearest(to: option, among: names)))")
            }
            guard let value = rest.popFirst() else { throw UsageError("\(option) takes a value") }
            pairs[option] = value
        }
        return pairs
    }

    private static func number<Number>(
        _ number: Number?, _ option: String, _ what: String, _ text: String, _ isRight: (Number) -> Bool = { _ in true }
    ) throws -> Number {
        guard let number, isRight(number) else { throw UsageError("\(option) takes \(what), not '\(text)'") }
        return number
    }

    private static func refuse(_ isRight: Bool, _ rule: String) throws { if !isRight { throw UsageError(rule) } }
}
