import Glibc

/// A subcommand of the command line tool.
protocol Command: SendableMetatype {
    /// What is typed.
    static var name: String { get }
    /// One line for the list of commands.
    static var summary: String { get }
    /// What `--help` prints.
    static var help: String { get }
    /// Does it; returns the exit status. `Misuse` becomes status 2.
    static func run(_ arguments: [String]) async throws -> Int32
}

/// All subcommands, in the order of the help text.
let commands: [any Command.Type] = [FuzzCommand.self]

/// A command line that cannot be understood.
struct Misuse: Error {
    let description: String
    init(_ description: String) { self.description = description }
}

/// `cohort COMMAND …`.
@main struct CohortTool {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let first = arguments.first else { fail("no command given; `cohort --help` lists them") }
        if first == "--help" || first == "-h" || first == "help" {
            print(help)
            return
        }
        guard let command = commands.first(where: { $0.name == first }) else {
            fail("no command is called '\(first)'; `cohort --help` lists them")
        }
        let rest = Array(arguments.dropFirst())
        if rest.contains("--help") || rest.contains("-h") {
            print(command.help)
            return
        }
        do {
            exit(try await command.run(rest))
        } catch let misuse as Misuse {
            fail("\(misuse.description); `cohort \(command.name) --help` explains")
        } catch {
            complain("\(error)")
            exit(1)
        }
    }

    private static var help: String {
        let width = commands.map { $0.name.count }.max() ?? 0
        let lines = commands.map { command in
            "  \(command.name)\(String(repeating: " ", count: width - command.name.count))  \(command.summary)"
        }
        return (["cohort COMMAND [OPTIONS]", ""] + lines + ["", "`cohort COMMAND --help` explains a command."])
            .joined(separator: "\n")
    }

    private static func fail(_ text: String) -> Never {
        complain("cohort: \(text)")
        exit(2)
    }

    private static func complain(_ text: String) {
        let line = text + "\n"
        line.withCString { _ = write(STDERR_FILENO, $0, strlen($0)) }
    }
}
