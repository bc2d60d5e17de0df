import Cohort
import Glibc

/// A command's arguments, taken apart: flags, options with a number or a file, and all else.
struct Arguments {
    private(set) var flags: Set<String> = []
    private(set) var numbers: [String: Int] = [:]
    private(set) var files: [String: String] = [:]
    private(set) var names: [String] = []

    /// Takes `arguments` apart. Options are `--name N` or `--name=N`, with N ≥ 1 or a file; after `--` everything is a name.
    ///
    /// - Throws: `UsageError` for a flag that is not listed, for a number that is missing or none, and for a file that is missing.
    init(
        _ arguments: [String], flags known: [String] = [], numbers options: [String] = [], files fileOptions: [String] = []
    ) throws {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                names += rest
                return
            }
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if known.contains(argument) {
                flags.insert(argument)
            } else if let option = parts.first, options.contains(option) {
                numbers[option] = try Self.number(parts.count > 1 ? parts[1] : rest.popFirst(), for: option)
            } else if let option = parts.first, fileOptions.contains(option) {
                files[option] = try Self.file(parts.count > 1 ? parts[1] : rest.popFirst(), for: option)
            } else if argument.hasPrefix("-"), argument != "-" {
                let near = CohortError.nearest(to: argument, among: known + options + fileOptions)
                throw UsageError("unknown option '\(argument)'\(CohortError.question(near)); see --help")
            } else {
                names.append(argument)
            }
        }
    }

    private static func number(_ text: String?, for option: String) throws -> Int {
        guard let text, let number = Int(text), number > 0 else {
            throw UsageError("\(option) takes a number from 1 on, not '\(text ?? "")'")
        }
        return number
    }

    private static func file(_ name: String?, for option: String) throws -> String {
        guard let name, !name.isEmpty else { throw UsageError("\(option) takes a file") }
        return name
    }
}

/// Writes one line to the standard error stream, and returns `status`.
func complain(_ text: String, status: Int32) -> Int32 {
    let line = text + "\n"
    line.withCString { _ = write(STDERR_FILENO, $0, strlen($0)) }
    return status
}

extension String {
    /// The text with blanks after it, at least `width` long.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

    /// The text with blanks before it, at least `width` long.
    func aligned(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
