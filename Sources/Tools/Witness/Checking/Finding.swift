/// Something that a run did and should not have done.
public struct Finding: Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Problem: String, Sendable, CaseIterable {
        /// Two operations use the same data, and nothing keeps them in the order of the program.
        case race
        /// Two that should come one after the other ran at the same time, or the wrong way round.
        case outOfOrder = "out of order"
        /// Two that should run one at a time ran at the same time.
        case together
        /// An operation read data that were not those of the last one that wrote them in the program.
        case stale
    }

    /// What is wrong.
    public let problem: Problem
    /// The operations that it is about, the earlier one of the program first.
    public let operations: [Int]
    /// The same for people: names, lines, field and point.
    public let description: String

    init(_ problem: Problem, _ log: Log, _ earlier: Use, _ later: Use, region: Int, field: Int, point: [Int]) {
        self.problem = problem
        operations = [earlier.operation, later.operation]
        let place = "\(log.name(of: region)).\(log.regions[region]?.fields[field]?.name ?? "field \(field)") at \(point.tuple)"
        let both = "\(log.name(earlier)) and later \(log.name(later))"
        description =
            switch problem {
            case .race: "race: \(both) \(place), and nothing orders the two"
            case .outOfOrder: "out of order: \(both) \(place), and the second began before the first was over"
            case .together: "together: \(both) \(place), both atomically, and ran at the same time"
            case .stale: "stale: \(both) \(place)"
            }
    }

    /// - Parameters:
    ///   - found: whose data lay there; nil when nobody had put any.
    ///   - wanted: whose should have.
    init(
        stale log: Log, _ use: Use, region: Int, field: Int, point: [Int], instance: Int, found: Int?, wanted: Int
    ) {
        problem = .stale
        operations = [wanted, use.operation]
        let place = "\(log.name(of: region)).\(log.regions[region]?.fields[field]?.name ?? "field \(field)") at \(point.tuple)"
        let memory = log.instances[instance]?.memory ?? "some memory"
        let lay = found.map { "what \(log.name(ofOperation: $0)) left" } ?? "nothing"
        description =
            "stale: \(log.name(use)) \(place) in instance \(instance) in \(memory), where \(lay) lay, and not what "
            + "\(log.name(ofOperation: wanted)) left"
    }
}

extension Log {
    /// What a region is called.
    func name(of region: Int) -> String {
        let name = regions[region]?.name ?? ""
        return name.isEmpty ? "region \(region)" : name
    }

    /// A use as a sentence begins: `'relax' (Heat.swift:41, point 3) reads`.
    func name(_ use: Use) -> String { "\(name(ofOperation: use.operation)) \(use.changes ? "changes" : "reads")" }

    /// An operation as people know it: `'relax' (Heat.swift:41, point 3)`.
    func name(ofOperation operation: Int) -> String {
        switch operations[operation] {
        case .point(let number, let point):
            guard let launch = launches[number] else { return "operation \(operation)" }
            let place = launch.place.map { "\($0)" } ?? "somewhere"
            return "'\(launch.name)' (\(place)\(launch.count == 1 ? "" : ", point \(point)"))"
        case .event(_, let kind): return "the \(kind) \(operation)"
        case nil: return "operation \(operation)"
        }
    }
}
