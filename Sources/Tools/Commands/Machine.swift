import Cohort
import CohortMachine

/// `cohort machine`: what the computer offers, and what of it Cohort would use.
enum MachineCommand: Command {
    static let name = "machine"
    static let summary = "describes this computer: processors, caches, memory"
    static let help = """
        usage: cohort machine [--json]

        Prints the processors, caches and memory of this computer, what of them this
        process may use, and the number of workers that follows from it.

            --json    one JSON object; sizes in bytes, processors as lists of numbers
        """

    static func run(_ arguments: [String]) async throws -> Int32 {
        let arguments = try Arguments(arguments, flags: ["--json"])
        if let name = arguments.names.first { throw UsageError("unexpected argument '\(name)'; see --help") }
        print(arguments.flags.contains("--json") ? Machine.current.json : "\(Machine.current)")
        return 0
    }
}
