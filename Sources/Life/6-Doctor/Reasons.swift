import CohortDiagnostics

/// Something that waits or is waited for.
enum Waiter: Hashable {
    case operation(RecordPointer)
    /// The code of a context, by its number.
    case code(UInt64)
    case generation(ObjectIdentifier, UInt64)
}

/// Why something waits, in the program's terms, and what would have to go on for it.
struct Reason {
    let text: String
    let next: [Waiter]
}

extension Census {
    /// Why it waits; nothing when it could go on.
    func reasons(_ waiter: Waiter) -> [Reason] {
        switch waiter {
        case .operation(let record): reasons(record)
        case .code(let identity): reasons(ofCode: identity)
        case .generation(let state, let generation): reasons(state, generation)
        }
    }

    private func reasons(_ record: RecordPointer) -> [Reason] {
        if let child = children[record] { return [Reason(text: "its own code", next: [.code(child.identity)])] }
        if running.contains(record) { return [] }
        if let event = events[record] { return [reason(event.wait, event.context)] }
        if let context = openings[record] {
            return [
                Reason(
                    text: "the end of its must-epoch, which the code of \(name(ofCode: context)) has not closed",
                    next: [.code(context.identity)])
            ]
        }
        if let found = gate[record] { return [reason(record, found.obstacle, found.claim)] }
        if starved.contains(record) { return [Reason(text: "memory, which tasks hold that are not over", next: holders(record))] }
        if left.contains(record) { return [Reason(text: "its mapper, which was asked and has left it", next: [])] }
        return (predecessors[record] ?? []).flatMap(reasons(toFollow:))
    }

    /// Joins, events and the like are none of the program's; what they wait for is.
    private func reasons(toFollow record: RecordPointer) -> [Reason] {
        guard let launch = record.pointee.launch, launch.pointee.whenOver == nil else { return reasons(record) }
        return [Reason(text: name(of: record), next: [.operation(record)])]
    }

    private func reasons(ofCode identity: UInt64) -> [Reason] {
        guard let context = contexts.first(where: { $0.context.identity == identity })?.context, !busy.contains(identity) else {
            return []
        }
        let known = waits[identity] ?? []
        if known.isEmpty, !context.executor.hasWork {
            return [Reason(text: "something that is not Cohort's: a continuation, another actor, or time", next: [])]
        }
        return known.flatMap { _, wait in
            if case .launched = wait.object { return reasonsOfLaunched(context) }
            return [reason(wait, context)]
        }
    }

    private func reasonsOfLaunched(_ context: TaskContext) -> [Reason] {
        let open = operations.filter { record in
            record.pointee.launch?.pointee.context === context && isTold(record)
        }
        return distinct(open).map { Reason(text: "the end of \(name(of: $0))", next: [.operation($0)]) }
    }

    private func reason(_ wait: Wait, _ context: TaskContext) -> Reason {
        switch wait.object {
        case .results(let box):
            let open = producers(box)
            let names = open.map(name(of:))
            return Reason(
                text: names.isEmpty
                    ? "a result of a task whose launcher runs" : "the result of \(names.joined(separator: " and "))",
                next: open.map { .operation($0) })
        case .generation(let state, let generation):
            return Reason(text: text(state, generation), next: [.generation(ObjectIdentifier(state), generation)])
        case .launched: return Reason(text: "what it has launched", next: [])
        case .mapping(let box):
            return Reason(
                text: "the data of \(producers(box).map(name(of:)).joined())", next: producers(box).map { .operation($0) })
        case .use:
            guard let owner = context.parent else { return Reason(text: "the end of a mapping", next: []) }
            return Reason(text: "the code of \(name(ofCode: owner)), which still uses the data", next: [.code(owner.identity)])
        }
    }

    private func reasons(_ state: ObjectIdentifier, _ generation: UInt64) -> [Reason] {
        let due = arrivals.filter { ObjectIdentifier($0.state) == state && $0.generation <= generation }
        return due.flatMap { arrival in
            (predecessors[arrival.record] ?? []).map { Reason(text: name(of: $0), next: [.operation($0)]) }
        }
    }

    /// What keeps an operation at the gate out.
    private func reason(_ record: RecordPointer, _ obstacle: RecordPointer?, _ claim: Claim?) -> Reason {
        guard let obstacle, let claim else {
            let absent = operations.filter { other in
                other.pointee.launch?.gang === record.pointee.launch?.gang && other != record && gate[other] == nil
            }
            return Reason(
                text: "the others that must run at the same time: " + distinct(absent).map(name(of:)).joined(separator: ", "),
                next: absent.map { .operation($0) })
        }
        let what =
            switch claim {
            case .reservation(let held): "the reservation made at \(held.place)"
            case .data: "data used atomically"
            case .gang: "the workers"
            }
        let verb = gate[obstacle] == nil ? "holds" : "asked for before"
        return Reason(text: "\(what), which \(name(of: obstacle)) \(verb)", next: [.operation(obstacle)])
    }

    /// Tasks that hold memory while they wait: those that launch others, around and beside this one.
    private func holders(_ record: RecordPointer) -> [Waiter] {
        children.filter { $0.key.pointee.launch?.pointee.request != nil }.map { .operation($0.key) }
    }

    /// The operations that have still to bring a box's results, one for each launch.
    func producers(_ box: FutureBox) -> [RecordPointer] {
        var open: [RecordPointer] = []
        for index in 0 ..< box.count {
            let reference = box.producers[index]
            guard let record = reference.record, known.contains(record), record.pointee.sequence == reference.sequence else {
                continue
            }
            open.append(record)
        }
        return distinct(open)
    }

    /// The first of each launch.
    func distinct(_ records: [RecordPointer]) -> [RecordPointer] {
        var seen: Set<UnsafeMutableRawPointer?> = []
        return records.filter { seen.insert($0.pointee.launch.map { UnsafeMutableRawPointer($0) }).inserted }
    }
}
