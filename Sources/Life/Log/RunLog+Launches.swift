import CohortData
import CohortDiagnostics

// What was launched, and what the analysis found.

extension RunLog {
    /// Tells of a launch with its requirements; returns its number, by which its points are told of.
    func tell(_ plan: LaunchPlan, in context: TaskContext) -> UInt64 {
        let launch = newLaunch(), kind = number(of: plan.kind), name = number(of: plan.name), file = number(of: plan.place.file)
        write {
            let words = $0.append(.launch, count: 9)
            (words[0], words[1], words[2], words[3]) = (launch, context.identity, kind, name)
            (words[4], words[5], words[6]) = (file, UInt64(plan.place.line), UInt64(plan.pointCount))
            (words[7], words[8]) = (plan.passesDataOn ? 1 : 0, Self.now)
        }
        for (index, requirement) in plan.requirements.enumerated() { tell(requirement, plan, launch, index) }
        return launch
    }

    private func tell(_ requirement: Requirement, _ plan: LaunchPlan, _ launch: UInt64, _ index: Int) {
        tell(requirement.tree)
        tell(requirement.node)
        let fields = plan.fields[requirement.fields]
        let piece: Int64 =
            switch requirement.selection {
            case .piece(let piece): Int64(piece)
            case .identity: -1
            case .projected: -2
            }
        let accumulates = requirement.privilege == .reduce && !requirement.reducesInPlace
        let node = number(of: requirement.node), reduction = number(of: requirement.reduction?.name ?? "")
        write {
            let words = $0.append(.requirement, count: 9 + fields.count)
            (words[0], words[1], words[2], words[3]) = (launch, UInt64(index), UInt64(requirement.tree.id), node)
            (words[4], words[5]) = (UInt64(bitPattern: piece), UInt64(requirement.privilege.rawValue))
            (words[6], words[7], words[8]) = (UInt64(requirement.coherence.rawValue), reduction, accumulates ? 1 : 0)
            for (position, field) in fields.enumerated() { words[9 + position] = UInt64(field) }
        }
        guard case .projected(let table) = requirement.selection else { return }
        let pieces = (0 ..< table.count).map { UInt64(table.pieces[$0]) }
        write { $0.note(.table, [launch, UInt64(index)] + pieces) }
    }

    /// Tells which operation is a point of a launch.
    func tell(_ operation: UInt64, _ launch: UInt64, point: Int) { write { $0.note(.point, operation, launch, UInt64(point)) } }

    /// Tells of an operation that stands for something else than data: a fence, a barrier's generation, somebody else's future.
    func tell(event operation: UInt64, _ kind: StaticString, in context: TaskContext) {
        let kind = number(of: kind)
        write { $0.note(.event, operation, context.identity, kind) }
    }

    /// Tells that one operation must follow another; `spoils`: it must not run when that fails.
    func tell(_ later: UInt64, after earlier: UInt64, forData: Bool, spoils: Bool) {
        write { $0.note(later, after: earlier, forData: forData, spoils: spoils) }
    }

    /// Tells that an operation takes what another one results in.
    func tell(_ operation: UInt64, takes producer: UInt64) {
        write {
            let words = $0.append(.value, count: 2)
            words[0] = operation
            words[1] = producer
        }
    }

    /// Tells that a task which launches others begins.
    func tell(_ context: TaskContext, runBy operation: UInt64) {
        let name = number(of: context.trail.last ?? "")
        write { $0.note(.context, context.identity, operation, name) }
    }

    /// Tells that all which a context launches from here on follows an operation, since its code waits for it.
    func tell(_ context: TaskContext, waitsFor operation: UInt64) {
        write { $0.note(.wait, context.identity, context.nextSequence, operation) }
    }

    /// Tells the same of all that make a result.
    func tell(_ context: TaskContext, waitsFor box: FutureBox) {
        for point in 0 ..< box.count where box.producers[point].record != nil {
            tell(context, waitsFor: box.producers[point].sequence)
        }
    }

    private func number(of kind: LaunchKind) -> UInt64 {
        switch kind {
        case .task: number(of: "task" as StaticString)
        case .bookkeeping: number(of: "bookkeeping" as StaticString)
        case .operation(let kind): number(of: kind.rawValue)
        }
    }
}
