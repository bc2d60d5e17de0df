/// What a program has found about its own results; it ends well only if everything held.
public struct Checks {
    private var failures: [String] = []

    /// No findings yet.
    public init() {}

    /// Whether everything held so far.
    public var hold: Bool { failures.isEmpty }

    /// Notes a failure when `condition` is false; `explanation` says what should have held.
    public mutating func expect(_ condition: Bool, _ explanation: @autoclosure () -> String) {
        if !condition { failures.append(explanation()) }
    }

    /// Throws the failures, at most ten of them by name.
    public func verdict() throws {
        if !hold { throw CheckFailure(failures: failures) }
    }
}

/// Some of a program's checks did not hold.
public struct CheckFailure: Error, CustomStringConvertible {
    let failures: [String]

    /// The failures, one a line.
    public var description: String {
        let shown = failures.prefix(10).joined(separator: "\n  ")
        return "check failed:\n  \(shown)" + (failures.count > 10 ? "\n  and \(failures.count - 10) more" : "")
    }
}
