import ArgumentParser
import Cohort
import Glibc

/// A program of ours: arguments, and what it does with them.
///
/// The exit status is 0 when all is well, 2 when the command line cannot be understood, 3 when something waited that nothing could end, and
/// 1 when anything else fails.
public protocol Program: ParsableCommand {
    /// Does the work, as a top-level task or around one.
    func perform() async throws
}

extension Program {
    /// Runs the program on the process's command line; does not return.
    public static func main() async {
        do {
            var command = try parseAsRoot(arguments())
            // `--help` is a command of its own, which tells by throwing.
            guard let program = command as? Self else { try command.run(); Glibc.exit(0) }
            try await program.perform()
            Glibc.exit(0)
        } catch let exit as Cohort.ExitCode {
            Glibc.exit(exit.code)
        } catch {
            finish(error)
        }
    }

    /// The arguments of the program itself. Who describes the machine has been heard by then, and `--workers` has what follows.
    private static func arguments() throws -> [String] {
        do {
            let machine = try MachineConfiguration(arguments: Array(CommandLine.arguments.dropFirst()))
            _ = try RuntimeOptions(machine)
            let cpus = machine.entries.first { $0.name == "cpus" && $0.origin.source != .machine }
            return (cpus.map { ["--workers", $0.value] } ?? []) + machine.rest
        } catch {
            complain("\(name): \(error)")
            Glibc.exit(2)
        }
    }

    private static var name: String { configuration.commandName ?? _commandName }

    private static func finish(_ error: any Error) -> Never {
        let code = exitCode(for: error)
        if code.isSuccess {
            // --help or --version.
            print(fullMessage(for: error))
            Glibc.exit(0)
        }
        let isUsage = code == .validationFailure
        let text = isUsage ? "\(message(for: error)); --help explains" : "\(error)"
        complain("\(name): \(text)")
        guard let diagnosis = (error as? CohortError)?.diagnosis else { Glibc.exit(isUsage ? 2 : 1) }
        complain(diagnosis)
        Glibc.exit(3)
    }

    /// Writes a line to the standard error.
    public static func complain(_ text: String) {
        (text + "\n").withCString { _ = write(STDERR_FILENO, $0, strlen($0)) }
    }
}
