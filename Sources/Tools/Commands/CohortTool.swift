import Cohort
import Glibc

/// The command line tool: `cohort COMMAND …`. What a command does is in a file of its name.
public enum CohortTool {
    /// Runs what the arguments ask for; returns the exit status: 0 when all is well, 1 when the work failed, 2 when the
    /// arguments cannot be understood.
    public static func run(_ arguments: [String]) async -> Int32 {
        guard let first = arguments.first else { return overview() }
        switch first {
        case "-h", "--help", "help": return overview()
        case "--version", "version":
            print("cohort \(version)")
            return 0
        default: break
        }
        guard let command = commands.first(where: { $0.name == first }) else {
            let near = CohortError.nearest(to: first, among: commands.map { $0.name })
            return complain("no command is called '\(first)'\(CohortError.question(near)); `cohort --help` lists them", status: 2)
        }
        let rest = Array(arguments.dropFirst())
        if rest.contains("--help") || rest.contains("-h") {
            print(command.help)
            return 0
        }
        do {
            return try await command.run(rest)
        } catch let error as UsageError {
            return complain("cohort \(first): \(error.description)", status: 2)
        } catch {
            return complain("\(error)", status: 1)
        }
    }

    private static func overview() -> Int32 {
        let width = (commands.map { $0.name.count }.max() ?? 0) + 3
        print("cohort \(version): tools for programs written with Cohort\n\nusage: cohort COMMAND [ARGUMENT…]\n")
        for command in commands { print("    \(command.name.padded(to: width))\(command.summary)") }
        print("\n`cohort COMMAND --help` says more; `cohort --version` prints the version.")
        return 0
    }
}

/// One command of the tool.
protocol Command: SendableMetatype {
    /// What it is called on the command line.
    static var name: String { get }
    /// What it does, in one line.
    static var summary: String { get }
    /// What `--help` prints.
    static var help: String { get }
    /// Does it; returns the exit status.
    static func run(_ arguments: [String]) async throws -> Int32
}

/// All commands, in the order in which help shows them.
let commands: [any Command.Type] = [
    AutotuneCommand.self, BenchCommand.self, CheckCommand.self, ExplainCommand.self, ExplainOperationCommand.self,
    FuzzCommand.self, MachineCommand.self,
    MapCommand.self,
]

/// The version of the tool and of the library that it was built with.
let version = cohortVersion
