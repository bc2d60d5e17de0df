import Cohort
import CohortMachine

/// `cohort machine`: what the computer offers, and the machine that mappers see of it.
enum MachineCommand: Command {
    static let name = "machine"
    static let summary = "describes this computer, and the machine that mappers see"
    static let help = """
        usage: cohort machine [--json | --text] [--synthetic MACHINE] [--cohort-… VALUE]

        Prints the processors, caches and memory of this computer, and what of them this
        process may use. Then the machine that a program started here would have, as its
        mappers see it: processors, memories, and how fast data move between them. Then
        each setting, its value, and who said so.

            --json                one JSON object; sizes in bytes
            --text                the machine alone, as a description that programs read
            --synthetic MACHINE   this machine alone; environment and files are not asked

        A program takes these flags. A value comes from the first of: the program, its
        flags, the machine that --cohort-machine describes, variables such as
        COHORT_NODE_MEMORY, the machine that COHORT_MACHINE describes, the file
        cohort.machine, this computer. Sizes have a unit: 512MiB, 1.5GiB, 16GB.

        \(flags.joined(separator: "\n"))

        A machine is described by such settings, "nodes 4, gpus 2, framebuffer 1GiB", or
        by the name of a file that has one on each line; --text shows all that can be said.
        """

    private static var flags: [String] {
        let all = [("machine", "MACHINE", "a description, or a file with one")] + MachineSettings.explanations
        return all.map { "    --cohort-\($0) \($1)".padded(to: 45) + $2 }
    }

    static func run(_ arguments: [String]) async throws -> Int32 {
        do {
            let request = try Request(arguments)
            print(request.answer)
            return 0
        } catch let error as CohortError {
            throw UsageError(error.description)
        }
    }

    /// What is asked for.
    private struct Request {
        let isJSON: Bool
        let isText: Bool
        /// Whether the machine is this computer's, at least as far as nobody says otherwise.
        let isHere: Bool
        let configuration: MachineConfiguration

        init(_ arguments: [String]) throws {
            var flags = arguments
            let synthetic = try Self.synthetic(&flags)
            isHere = synthetic == nil
            configuration =
                try synthetic.map { try MachineConfiguration(synthetic: $0, arguments: flags) }
                ?? MachineConfiguration(arguments: flags)
            let rest = try Arguments(configuration.rest, flags: ["--json", "--text"])
            if let name = rest.names.first { throw UsageError("unexpected argument '\(name)'; see --help") }
            isJSON = rest.flags.contains("--json")
            isText = rest.flags.contains("--text")
            if isJSON && isText { throw UsageError("--json and --text are two forms of the same; take one") }
        }

        /// Takes `--synthetic` and its value out of the arguments.
        private static func synthetic(_ arguments: inout [String]) throws -> String? {
            guard let index = arguments.firstIndex(where: { $0 == "--synthetic" || $0.hasPrefix("--synthetic=") }) else {
                return nil
            }
            let argument = arguments.remove(at: index)
            if argument != "--synthetic" { return String(argument.dropFirst("--synthetic=".count)) }
            guard index < arguments.count else { throw UsageError("--synthetic takes a description, or a file with one") }
            return arguments.remove(at: index)
        }

        var answer: String {
            if isText { return String(configuration.model.text.dropLast()) }
            let parts = [isHere ? Machine.current.description : "", configuration.model.description, configuration.description]
            return isJSON ? json : parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
        }

        private var json: String {
            let model = "\"model\":\(configuration.model.json),\"settings\":\(configuration.json)}"
            return isHere ? "\(Machine.current.json.dropLast()),\(model)" : "{\(model)"
        }
    }
}
