/// Follows the data of one region through its instances, in the order in which things happened, and looks whether each operation that
/// reads found the version there that the program says.
struct Replay {
    private let log: Log
    private let region: Int
    private let versions: Versions
    private let cells: Cells
    private let uses: [Int: [CellUse]]
    private let placed: Placements
    /// By operation, the context that it runs.
    private let contexts: [Int: Int]
    private var labels: [Int: [Versions.Slot: Label]] = [:]
    /// Where a task that launches others left what its children made.
    private var taken: Set<Taken> = []
    private(set) var findings: [Finding] = []

    /// What lies in a slot of an instance.
    fileprivate enum Label: Hashable {
        /// What an operation left.
        case of(Int)
        /// What a task that launches others has, which changes as it likes.
        case during(Int)
    }

    private struct Taken: Hashable { let operation: Int, slot: Versions.Slot }

    /// What a version is, as far as somebody from outside can know.
    private enum Known: Equatable {
        case nothing, unknown
        case label(Label)
    }

    /// - Parameters:
    ///   - uses: by operation.
    ///   - contexts: by operation, the context that it runs.
    init(
        _ log: Log, _ region: Int, _ versions: Versions, _ cells: Cells, _ uses: [Int: [CellUse]], _ placed: Placements,
        _ contexts: [Int: Int]
    ) {
        self.log = log
        self.region = region
        self.versions = versions
        self.cells = cells
        self.uses = uses
        self.placed = placed
        self.contexts = contexts
    }

    /// Something that happened.
    private enum Moment {
        case end(Int)
        case copy(Log.Copy, [Versions.Slot])
        case begin(Int)

        /// What happens at the same time is over before another thing begins.
        var turn: Int { if case .begin = self { 1 } else { 0 } }
    }

    /// - Parameter copies: those of the region, each with its slots.
    mutating func run(_ copies: [(Log.Copy, [Versions.Slot])]) {
        var moments: [(time: Int, moment: Moment)] = copies.map { ($0.0.end, .copy($0.0, $0.1)) }
        for operation in uses.keys {
            guard let run = log.runs[operation], run.outcome == .done || run.outcome == .failed else { continue }
            moments.append((run.begin, .begin(operation)))
            moments.append((run.end, .end(operation)))
        }
        for (_, moment) in moments.sorted(by: { ($0.time, $0.moment.turn) < ($1.time, $1.moment.turn) }) {
            switch moment {
            case .begin(let operation): begin(operation)
            case .copy(let copy, let slots): carry(copy, slots)
            case .end(let operation): end(operation)
            }
        }
    }

    private mutating func carry(_ copy: Log.Copy, _ slots: [Versions.Slot]) {
        for slot in slots { labels[copy.target, default: [:]][slot] = labels[copy.source]?[slot] }
    }

    private mutating func begin(_ operation: Int) {
        let uses = uses[operation] ?? []
        for use in uses where use.privilege != .discard && use.use.coherence == .exclusive {
            for slot in use.slots {
                placed.instance(operation, use.requirement, slot.field).map { look(operation, use, slot, $0) }
            }
        }
        if contexts[operation] == nil { return }
        for use in uses where use.use.changes {
            for slot in use.slots {
                guard let instance = placed.instance(operation, use.requirement, slot.field) else { continue }
                labels[instance, default: [:]][slot] = .during(operation)
            }
        }
    }

    private mutating func look(_ operation: Int, _ use: CellUse, _ slot: Versions.Slot, _ instance: Int) {
        guard case .label(let wanted) = known(versions.before(operation, slot), slot, seenBy: operation) else { return }
        let found = labels[instance]?[slot]
        if found == wanted { return }
        let place = "\(log.name(of: region, field: slot.field)) at \(cells.points[slot.cell].tuple)"
        let memory = log.instances[instance]?.memory ?? "some memory"
        let lay = found.map { "what \(log.name(ofOperation: $0.operation)) left" } ?? "nothing"
        findings.append(
            Finding(
                .stale, [wanted.operation, operation],
                "\(log.name(use.use)) \(place) in instance \(instance) in \(memory), where \(lay) lay, and not what "
                    + "\(log.name(ofOperation: wanted.operation)) left"))
    }

    private mutating func end(_ operation: Int) {
        for use in uses[operation] ?? [] where use.use.changes {
            for slot in use.slots {
                if let context = contexts[operation] {
                    take(operation, context, slot)
                } else if let instance = placed.instance(operation, use.requirement, slot.field) {
                    labels[instance, default: [:]][slot] = .of(operation)
                }
            }
        }
    }

    /// What its children left is now what the task left.
    private mutating func take(_ operation: Int, _ context: Int, _ slot: Versions.Slot) {
        let left: Known
        if let last = versions.last(in: context, slot), last != .inherited {
            left = known(last, slot, seenBy: operation)
        } else {
            left = .label(.during(operation))
        }
        guard case .label(let label) = left else { return }
        for instance in labels.keys where labels[instance]?[slot] == label {
            labels[instance]?[slot] = .of(operation)
            taken.insert(Taken(operation: operation, slot: slot))
        }
    }

    /// What a version is called, when `operation` asks, whose turn came then.
    private func known(_ version: Versions.Version, _ slot: Versions.Slot, seenBy operation: Int) -> Known {
        switch version {
        case .none: return .nothing
        case .unknown: return .unknown
        case .of(let writer): return known(writer, slot)
        case .inherited:
            guard let context = log.context(of: operation).flatMap({ log.contexts[$0] }) else { return .unknown }
            let outer = context.operation
            let own = (uses[outer] ?? []).first { $0.slots.contains(slot) }
            if let own, own.use.coherence != .exclusive { return .unknown }
            if let own, own.use.changes, placed.instance(outer, own.requirement, slot.field) != nil {
                return .label(.during(outer))
            }
            return known(versions.before(outer, slot), slot, seenBy: outer)
        }
    }

    private func known(_ writer: Int, _ slot: Versions.Slot) -> Known {
        guard let run = log.runs[writer] else { return .unknown }
        if run.outcome == .poisoned { return .unknown }
        let isPlaced = (uses[writer] ?? []).contains {
            $0.slots.contains(slot) && placed.instance(writer, $0.requirement, slot.field) != nil
        }
        if run.outcome == .unwanted || (!isPlaced && contexts[writer] == nil) {
            return known(versions.before(writer, slot), slot, seenBy: writer)
        }
        if contexts[writer] == nil || taken.contains(Taken(operation: writer, slot: slot)) { return .label(.of(writer)) }
        // A task whose children changed nothing there, and that has no memory of its own.
        return isPlaced ? .unknown : known(versions.before(writer, slot), slot, seenBy: writer)
    }
}

extension Replay.Label {
    fileprivate var operation: Int {
        switch self {
        case .of(let operation), .during(let operation): operation
        }
    }
}
