import Cohort
import CohortWitness

/// `cohort explain-op`: why an operation of a logged run came when it did.
enum ExplainOperationCommand: Command {
    static let name = "explain-op"
    static let summary = "says what an operation of a logged run waited for, and why"
    static let help = """
        usage: cohort explain-op LOG [OPERATION] [--most N]

        Reads what a program wrote that ran with --cohort-log LOG, and says of an operation
        when it was asked for, what it waited for and for which fields and points, which
        data were copied for it and why, and what would spare it that.

            OPERATION     its number, or its name with a point or a line or both where others
                          share it: relax, relax[3], relax@41, relax@Heat.swift:41[3]
            --most N      of operations that are meant alike, this many are listed (default 10)

        Where several are meant, the one is explained that waited longest, and the others are
        listed. Without OPERATION those of the whole run are listed that waited longest. The
        status is 1 when the log cannot be read, 2 when no operation is meant.
        """

    static func run(_ arguments: [String]) async throws -> Int32 {
        let arguments = try Arguments(arguments, numbers: ["--most"])
        let most = arguments.numbers["--most"] ?? 10
        guard let path = arguments.names.first else {
            throw UsageError("say which log; a program writes one with --cohort-log FILE")
        }
        if arguments.names.count > 2 { throw UsageError("unexpected argument '\(arguments.names[2])'; see --help") }
        let log = try Log(LogFile(path: path))
        let timeline = Timeline(log)
        guard arguments.names.count == 2 else {
            print(list(log.operations.keys.sorted(), log, timeline, most))
            return 0
        }
        let meant = try operations(arguments.names[1], log)
        let longest = ranked(meant, timeline)[0]
        print(OperationStory(of: longest, in: log, timeline))
        if meant.count > 1 { print("\nof \(meant.count) like it\n" + list(meant, log, timeline, most)) }
        return 0
    }

    private static func operations(_ name: String, _ log: Log) throws -> [Int] {
        let meant = log.operations(named: name)
        if !meant.isEmpty { return meant }
        let bare = String(name.prefix { $0 != "[" && $0 != "@" })
        let names = log.operationNames
        if names.contains(bare) {
            throw UsageError("'\(bare)' was launched, but not like '\(name)'; `cohort explain-op LOG \(bare)` lists it")
        }
        throw UsageError("no operation is called '\(name)'\(CohortError.question(CohortError.nearest(to: bare, among: names)))")
    }

    /// Those that waited longest first.
    private static func ranked(_ operations: [Int], _ timeline: Timeline) -> [Int] {
        operations.map { (waited(timeline, $0), $0) }.sorted { ($1.0, $0.1) < ($0.0, $1.1) }.map(\.1)
    }

    private static func waited(_ timeline: Timeline, _ operation: Int) -> Int {
        timeline.delay(operation) + (timeline.idle(operation) ?? 0)
    }

    private static func list(_ operations: [Int], _ log: Log, _ timeline: Timeline, _ most: Int) -> String {
        let launched = operations.filter { if case .point = log.operations[$0] { true } else { false } }
        let rows = ranked(launched, timeline).prefix(most).map { operation in
            [
                microseconds(timeline.delay(operation)), microseconds(timeline.idle(operation) ?? 0), "\(operation)",
                log.name(ofOperation: operation),
            ]
        }
        let heads = ["waited/µs", "idle/µs", "operation", ""]
        return ([heads] + rows).map { row in
            "  " + row[..<3].map { $0.aligned(to: 14) }.joined() + "  " + row[3]
        }.joined(separator: "\n")
    }

    private static func microseconds(_ nanoseconds: Int) -> String { "\((Double(nanoseconds) / 100).rounded() / 10)" }
}
