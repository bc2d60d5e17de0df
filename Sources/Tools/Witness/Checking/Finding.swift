/// Something that a run did and should not have done.
public struct Finding: Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Problem: String, Sendable, CaseIterable {
        // The log itself.
        /// A launch lacks a point.
        case lostPoint = "lost point"
        /// A point of a launch is two operations.
        case repeatedPoint = "repeated point"
        /// A piece has points that the divided one lacks.
        case outside
        /// A requirement names a piece that is none.
        case noPiece = "no piece"
        /// A task uses what the task that launched it may not use.
        case privilege

        // What ran.
        /// An operation never ran.
        case neverRan = "never ran"
        /// An operation ran twice.
        case ranTwice = "ran twice"
        /// An operation ran though it needed what a failed one should have made.
        case afterFailure = "after failure"
        /// An operation was kept from running, though nothing that it needs had failed.
        case unfounded

        // What followed what.
        /// An earlier operation was to follow a later one.
        case backwards
        /// Two operations use the same data, and nothing keeps them in the order of the program.
        case race
        /// Two that should come one after the other ran at the same time, or the wrong way round.
        case outOfOrder = "out of order"
        /// Two that should run one at a time ran at the same time.
        case together
        /// An operation takes the result of another, and nothing makes it wait for that.
        case value
        /// What a task accumulated was never folded into the data.
        case unfolded
        /// What a task accumulated was folded into the data more than once.
        case foldedTwice = "folded twice"

        // Where data lay.
        /// An operation read data that were not those of the last one that wrote them in the program.
        case stale
        /// An operation works, or a copy is made, in an instance without room for all of the points and fields.
        case noRoom = "no room"
        /// An instance was used after its memory had been given back.
        case gone
        /// A region ended, and memory of its data was kept.
        case leak
        /// An operation with data has no instance for them, while others of its launch do.
        case unplaced
    }

    /// What is wrong.
    public let problem: Problem
    /// The operations that it is about, the earlier one of the program first; none when it is about something else.
    public let operations: [Int]
    /// The same for people: names, lines, field and point.
    public let description: String

    init(_ problem: Problem, _ operations: [Int], _ text: String) {
        self.problem = problem
        self.operations = operations
        description = "\(problem.rawValue): \(text)"
    }
}

extension Log {
    /// What a region is called.
    func name(of region: Int) -> String {
        let name = regions[region]?.name ?? ""
        return name.isEmpty ? "region \(region)" : name
    }

    /// A field of a region: `grid.heat`.
    func name(of region: Int, field: Int) -> String {
        "\(name(of: region)).\(regions[region]?.fields[field]?.name ?? "field \(field)")"
    }

    /// A use as a sentence begins: `'relax' (Heat.swift:41, point 3) reads`.
    func name(_ use: Use) -> String { "\(name(ofOperation: use.operation)) \(use.changes ? "changes" : "reads")" }

    /// An operation as people know it: `'relax' (Heat.swift:41, point 3)`.
    public func name(ofOperation operation: Int) -> String {
        switch operations[operation] {
        case .point(let number, let point):
            guard let launch = launches[number] else { return "operation \(operation)" }
            return launch.count == 1 ? launch.title : "'\(launch.name)' (\(launch.site), point \(point))"
        case .event(_, let kind): return "the \(kind) \(operation)"
        case nil: return "operation \(operation)"
        }
    }
}

extension Log.Launch {
    /// As people know it: `'relax' (Heat.swift:41)`.
    var title: String { "'\(name)' (\(site))" }
    fileprivate var site: String { place.map { "\($0)" } ?? "somewhere" }
}
