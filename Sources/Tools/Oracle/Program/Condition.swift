/// Whether a step happens, decided by results of earlier ones; if not, its result is `Condition.otherwise`.
public indirect enum Condition: Hashable, Sendable {
    /// A step's result is a lucky one.
    case lucky(Int)
    /// The other is false.
    case not(Condition)
    /// Both are true.
    case and(Condition, Condition)
    /// Either is true.
    case or(Condition, Condition)

    /// The result of what did not run.
    public static let otherwise = 0.25

    /// The steps whose results decide.
    var sources: [Int] {
        switch self {
        case .lucky(let label): [label]
        case .not(let one): one.sources
        case .and(let one, let other), .or(let one, let other): one.sources + other.sources
        }
    }

    /// Whether it is true for these results.
    func holds(_ result: (Int) -> Double) -> Bool {
        switch self {
        case .lucky(let label): Body.isLucky(result(label))
        case .not(let one): !one.holds(result)
        case .and(let one, let other): one.holds(result) && other.holds(result)
        case .or(let one, let other): one.holds(result) || other.holds(result)
        }
    }
}

extension Condition: CustomStringConvertible {
    /// `lucky(3) and not lucky(5)`.
    public var description: String {
        switch self {
        case .lucky(let label): "lucky(\(label))"
        case .not(let one): "not \(one)"
        case .and(let one, let other): "(\(one) and \(other))"
        case .or(let one, let other): "(\(one) or \(other))"
        }
    }
}
