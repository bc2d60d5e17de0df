import Cohort
import Glibc

extension MapCommand {
    /// What is asked for.
    struct Request {
        enum Action {
            case explain
            case check(String)
        }

        private(set) var action = Action.explain
        private(set) var isJSON = false
        /// The file of rules.
        private(set) var rules = getenv("COHORT_RULES").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
        /// The machine that rules are checked for.
        private(set) var machine: String?
        /// A file of decisions, instead of a program.
        private(set) var decisions: String?
        /// The program and its arguments.
        private(set) var program: [String] = []

        init(_ arguments: [String]) throws {
            var rest = arguments[...]
            var isAsked = false
            while let argument = rest.popFirst() {
                let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
                func value() throws -> String {
                    guard let value = parts.count > 1 ? parts[1] : rest.popFirst() else {
                        throw UsageError("\(argument) takes a value; see --help")
                    }
                    return value
                }
                switch parts.first ?? "" {
                case "--explain": isAsked = true
                case "--check":
                    action = .check(try value())
                    isAsked = true
                case "--json": isJSON = true
                case "--rules": rules = try value()
                case "--synthetic": machine = try value()
                case "--":
                    program = Array(rest)
                    rest = []
                case let name where name.hasPrefix("-"): throw Self.unknown(argument)
                default:
                    if decisions != nil { throw UsageError("unexpected argument '\(argument)'; a program stands behind --") }
                    decisions = argument
                }
            }
            try check(isAsked)
        }

        private func check(_ isAsked: Bool) throws {
            guard isAsked else { throw UsageError("say what to do: --explain or --check; see --help") }
            if case .check = action {
                if let stray = decisions ?? program.first { throw UsageError("unexpected argument '\(stray)'; see --help") }
            } else if (decisions == nil) == program.isEmpty {
                throw UsageError("--explain takes a program behind --, or a file of decisions")
            }
        }

        private static func unknown(_ argument: String) -> UsageError {
            let known = ["--explain", "--check", "--json", "--rules", "--synthetic"]
            let near = CohortError.question(CohortError.nearest(to: argument, among: known))
            return UsageError("unknown option '\(argument)'\(near); see --help")
        }
    }
}
