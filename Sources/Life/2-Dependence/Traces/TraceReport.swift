/// How much of a program was replayed, and why the rest was not.
public struct TraceReport: Sendable, Equatable, CustomStringConvertible {
    /// Repetitions that were analysed, to find out what follows what.
    public internal(set) var analysed = 0
    /// Repetitions that were only compared.
    public internal(set) var replayed = 0
    /// Repetitions that turned out others while they were compared.
    public internal(set) var different = 0
    /// Repeated parts that the program did not name.
    public internal(set) var found = 0
    /// Why repetitions could not be replayed, and how often.
    public internal(set) var obstacles: [String: Int] = [:]

    /// A report of nothing.
    public init() {}

    /// The part of all repetitions that was replayed, from 0 to 1; 0 when there were none.
    public var hitRate: Double {
        let all = analysed + replayed + different
        return all == 0 ? 0 : Double(replayed) / Double(all)
    }

    /// A line, and one for each reason.
    public var description: String {
        let percent = (hitRate * 1000).rounded() / 10
        let first =
            "traces: \(replayed) repetitions replayed, \(analysed) analysed, \(different) turned out others: \(percent) %"
            + (found == 0 ? "" : "; \(found) parts found")
        return ([first] + obstacles.sorted { $0.key < $1.key }.map { "  not replayed since \($0.key): \($0.value)" })
            .joined(separator: "\n")
    }

    /// Adds what another tells.
    public mutating func add(_ other: TraceReport) {
        analysed += other.analysed
        replayed += other.replayed
        different += other.different
        found += other.found
        obstacles.merge(other.obstacles, uniquingKeysWith: +)
    }
}
