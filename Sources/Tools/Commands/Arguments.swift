import Cohort
import Glibc

/// A command's arguments, taken apart: flags, options with a number, and all else.
struct Arguments {
    private(set) var flags: Set<String> = []
    private(set) var numbers: [String: Int] = [:]
    private(set) var names: [String] = []

    /// Takes `arguments` apart. Options are `--name N` or `--name=N`, with N ≥ 1; after `--` everything is a name.
    ///
    /// - Throws: `UsageError` for a flag that is not listed, and for a number that is missing or none.
    init(_ arguments: [String], flags known: [String] = [], numbers options: [String] = []) throws {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                names += rest
                return
            }
            let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
            if known.contains(argument) {
                flags.insert(argument)
            } else if let option = parts.first, options.contains(option) {
                numbers[option] = try Self.number(parts.count > 1 ? parts[1] : rest.popFirst(), for: option)
            } else if argument.hasPrefix("-"), argument != "-" {
                throw UsageError(
                    "unknown option '\(argument)'\(CohortError.question(CohortError.nearest(to: argument, among: known + options))); see --help"
                )
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
