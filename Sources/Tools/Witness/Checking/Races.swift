/// Looks for operations of one context that use the same data, that the program orders, and that nothing kept in order.
///
/// For each set of points that no used piece divides, and each field, it follows the uses in the order of the program. Each must come
/// after the last one that changed the data for itself alone, and after all since that it may not change places with; what is older
/// follows from these.
struct Races {
    private let log: Log
    private let order: Order
    private var findings: [Finding] = []
    /// Pairs that were looked at already, so that a race is told once and not for each field and point.
    private var seen: Set<Pair> = []
    private var states: [Key: State] = [:]

    private struct Pair: Hashable { let earlier: Int, later: Int, relation: Use.Relation }
    private struct Key: Hashable { let cell: Int, field: Int }

    /// Who used a set of points and a field last.
    private struct State {
        /// The last one that changed it for itself alone.
        var writer: Use?
        /// Those since.
        var others: [Use] = []
    }

    init(_ log: Log, _ order: Order) {
        self.log = log
        self.order = order
    }

    /// The races of one region's data; `uses` come in the order of the program.
    mutating func look(at region: Int, _ uses: [AreaUse]) -> [Finding] {
        var areas = AreaNumbers()
        for use in uses { areas.add(use.area) }
        let cells = Cells(areas.all)
        findings = []
        states = [:]
        for use in uses {
            guard let area = areas.number(of: use.area) else { continue }
            for cell in cells.ofArea[area] {
                for field in use.fields { follow(use.use, Key(cell: cell, field: field), region, cells) }
            }
        }
        return findings
    }

    private mutating func follow(_ use: Use, _ key: Key, _ region: Int, _ cells: Cells) {
        var state = states[key] ?? State()
        if let writer = state.writer { demand(writer, use, key, region, cells) }
        for other in state.others { demand(other, use, key, region, cells) }
        if use.changes, use.coherence == .exclusive {
            state = State(writer: use)
        } else {
            state.others.append(use)
        }
        states[key] = state
    }

    private mutating func demand(_ earlier: Use, _ later: Use, _ key: Key, _ region: Int, _ cells: Cells) {
        let relation = earlier.relation(to: later)
        if relation == .free || earlier.operation == later.operation { return }
        let pair = Pair(earlier: earlier.operation, later: later.operation, relation: relation)
        guard seen.insert(pair).inserted else { return }
        let problem: Finding.Problem
        if relation == .ordered, !order.does(later.operation, follow: earlier.operation) {
            problem = .race
        } else if overlapInTime(earlier, later, relation) {
            problem = relation == .ordered ? .outOfOrder : .together
        } else {
            return
        }
        let place = "\(log.name(of: region, field: key.field)) at \(cells.points[key.cell].tuple)"
        findings.append(
            Finding(
                problem, [earlier.operation, later.operation],
                "\(log.name(earlier)) and later \(log.name(later)) \(place), \(Self.reason(problem))"))
    }

    private static func reason(_ problem: Finding.Problem) -> String {
        switch problem {
        case .race: "and nothing orders the two"
        case .outOfOrder: "and the second began before the first was over"
        default: "both atomically, and ran at the same time"
        }
    }

    /// Whether two that ran did so in another way than they should.
    private func overlapInTime(_ earlier: Use, _ later: Use, _ relation: Use.Relation) -> Bool {
        guard let first = log.runs[earlier.operation], let second = log.runs[later.operation] else { return false }
        if relation == .ordered { return second.begin < first.end }
        return second.begin < first.end && first.begin < second.end
    }
}

/// A use and the data.
struct AreaUse {
    let use: Use
    /// Which of the launch's; −1 for what a task leaves beyond these.
    let requirement: Int
    let privilege: Log.Privilege
    let area: Area
    let fields: [Int]
}
