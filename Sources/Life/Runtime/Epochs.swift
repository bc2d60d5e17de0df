import CohortDiagnostics
import CohortGeometry

extension TaskContext {
    /// Begins a must-epoch; nil inside another one.
    package func openEpoch() -> Epoch? {
        guard epoch == nil else { return nil }
        let opening = takeRecord()
        log?.tell(event: opening.pointee.sequence, "epoch", in: self)
        let made = Epoch(opening: opening.reference)
        epoch = made
        return made
    }

    /// Ends a must-epoch: its tasks may run, or all fail when one broke a rule.
    package func closeEpoch(_ epoch: Epoch) {
        self.epoch = nil
        guard let record = epoch.opening.record else { return }
        if let error = epoch.error {
            remember(epoch.opening.sequence, error, isOrigin: true)
            record.pointee.poison.store(epoch.opening.sequence, ordering: .relaxed)
        }
        commit(record, edges: 0)
        if runtime.options.order != .parallel { finishAll() }
    }

    /// Makes a launch a member of the open epoch, or names the rule that it breaks.
    func joinEpoch(_ plan: LaunchPlan) -> CohortError? {
        if !plan.isTask { return epoch.flatMap { firstOrder(plan, $0) } }
        guard let epoch else { return plan.gang.flatMap { firstOwnOrder(plan) ?? grow($0, plan) } }
        plan.gang = epoch.gang
        plan.events.append(epoch.opening)
        let error = firstOwnOrder(plan) ?? grow(epoch.gang, plan) ?? firstOrder(plan, epoch) ?? firstResult(plan, epoch)
        epoch.launches.append(
            Epoch.Member(
                name: plan.name, place: plan.place, pointCount: plan.pointCount, requirements: Array(plan.requirements),
                fields: Array(plan.fields), reservations: Array(plan.reservations),
                holders: plan.requirements.flatMap { [$0.tree, $0.node] as [AnyObject] }))
        if let error, epoch.error == nil { epoch.error = error }
        return error
    }

    private func grow(_ gang: Gang, _ plan: LaunchPlan) -> CohortError? {
        gang.grow(by: plan.pointCount)
        runtime.pool.unpark()
        let workers = runtime.pool.count
        if gang.size <= workers { return nil }
        return CohortError(
            .tooManyConcurrent,
            "task '\(plan.name)' makes \(gang.size) tasks that must run at the same time, on \(workers) "
                + "worker\(workers == 1 ? "" : "s")",
            rule: "each task of a must-epoch or a concurrent launch has a worker of its own",
            fix: "start the program with `--workers \(gang.size)` or more, or cut the work into fewer tasks",
            trail: trail + [plan.name.description], at: plan.place)
    }

    /// Refuses an epoch within the open one: the whole fails.
    package func failEpoch(_ place: SourceLocation) {
        guard let epoch, epoch.error == nil else { return }
        epoch.error = CohortError(
            .nestedEpoch, "a must-epoch was opened within another",
            rule: "the tasks of a must-epoch start together, when its closure ends",
            fix: "launch all tasks in one epoch, or one epoch after the other", trail: trail, at: place)
    }

    /// Points of one launch that would run one after the other.
    private func firstOwnOrder(_ plan: LaunchPlan) -> CohortError? {
        if plan.pointCount < 2 { return nil }
        for (index, requirement) in plan.requirements.enumerated() where requirement.use.changes && !requirement.foldsApart {
            let isSerial = requirement.isConstant && requirement.use.coherence == .exclusive
            let isSeparate = requirement.isInjective && requirement.node.isDisjoint
            let meetsOther = plan.requirements[..<index].contains { areSerial($0, requirement, plan) }
            guard isSerial || meetsOther || (requirement.use.coherence == .atomic && !isSeparate) else { continue }
            return onePointByOne(
                plan, requirement.describe(plan, field: plan.fields[requirement.fields.lowerBound]),
                fix: "pass a disjoint partition, or share the data with `.simultaneous`")
        }
        if plan.reservations.contains(where: { !$0.isShared }) {
            return onePointByOne(plan, "a reservation", fix: "hold it shared, or launch the tasks one after the other")
        }
        return nil
    }

    private func onePointByOne(_ plan: LaunchPlan, _ what: String, fix: String) -> CohortError {
        CohortError(
            .epochOrder, "the points of task '\(plan.name)' share \(what), so they would run one by one",
            rule: "tasks that must run at the same time may not be ordered by what they share", fix: fix,
            trail: trail + [plan.name.description], at: plan.place)
    }

    /// Two requirements by which one point would follow another, though nothing but the company of a gang forbids it.
    private func areSerial(_ a: Requirement, _ b: Requirement, _ plan: LaunchPlan) -> Bool {
        if a.foldsApart || DataUse.relation(a.use, b.use) == .free { return false }
        return meetBetweenPoints(plan, a, b)
    }

    /// Two tasks of an epoch that program order would run one after the other.
    private func firstOrder(_ plan: LaunchPlan, _ epoch: Epoch) -> CohortError? {
        for member in epoch.launches {
            if let one = member.reservations.first(where: { held in plan.reservations.contains { held.excludes($0) } }) {
                return sharedReservation(one, member, plan)
            }
            for earlier in member.requirements {
                for later in plan.requirements where isOrdered(earlier, member, later, plan) {
                    return CohortError(
                        .epochOrder,
                        "tasks '\(member.name)' (\(member.place)) and '\(plan.name)' of one must-epoch share "
                            + "\(later.describe(plan, field: plan.fields[later.fields.lowerBound])), so one has to follow the other",
                        rule: "tasks of a must-epoch run at the same time, so nothing may order them",
                        fix: "pass what they share with `.simultaneous` on both sides, or launch them outside the epoch",
                        trail: trail + [plan.name.description], at: plan.place)
                }
            }
        }
        return nil
    }

    private func sharedReservation(_ held: HeldReservation, _ member: Epoch.Member, _ plan: LaunchPlan) -> CohortError {
        CohortError(
            .epochOrder,
            "tasks '\(member.name)' (\(member.place)) and '\(plan.name)' of one must-epoch hold the same reservation, and one "
                + "of them exclusively, so one has to follow the other",
            rule: "tasks of a must-epoch run at the same time, so nothing may order them",
            fix: "hold the reservation shared in both, or launch them outside the epoch", trail: trail + [plan.name.description],
            at: plan.place)
    }

    private func isOrdered(_ a: Requirement, _ member: Epoch.Member, _ b: Requirement, _ plan: LaunchPlan) -> Bool {
        guard a.tree === b.tree, a.privilege != .none, b.privilege != .none else { return false }
        if copiedAttachments != 0, areCopied(a, member, b, plan) { return true }
        guard DataUse.relation(a.use, b.use) != .free else { return false }
        if a.foldsApart, b.foldsApart, a.reduction?.name == b.reduction?.name { return false }
        guard member.fields[a.fields].contains(where: plan.fields[b.fields].contains) else { return false }
        return !a.usedDomain(member.pointCount).intersectionOrEmpty(b.usedDomain(plan.pointCount)).isEmpty
    }

    /// True when both use data of one array outside that are copied around each of them: even readers, one after the other.
    private func areCopied(_ a: Requirement, _ member: Epoch.Member, _ b: Requirement, _ plan: LaunchPlan) -> Bool {
        let shared = a.usedDomain(member.pointCount).intersectionOrEmpty(b.usedDomain(plan.pointCount))
        return state(of: a.tree).attachments.contains { attachment in
            member.fields[a.fields].contains { field in
                plan.fields[b.fields].contains(field) && attachment.copiedDomain(of: field)?.overlaps(shared) == true
            }
        }
    }

    /// A task of an epoch that takes the result of another of it.
    private func firstResult(_ plan: LaunchPlan, _ epoch: Epoch) -> CohortError? {
        for result in plan.results where result.box.producerContext == identity && result.box.count > 0 {
            if result.box.producers[0].sequence > epoch.opening.sequence {
                return CohortError(
                    .epochOrder, "task '\(plan.name)' takes the result of another task of its must-epoch",
                    rule: "tasks of a must-epoch run at the same time, so none may wait for another's result",
                    fix: "launch the second task after the epoch", trail: trail + [plan.name.description], at: plan.place)
            }
        }
        return nil
    }
}

extension Requirement {
    /// True for a reduction whose folds wait until the task is over.
    fileprivate var foldsApart: Bool { privilege == .reduce && !reducesInPlace }
}
