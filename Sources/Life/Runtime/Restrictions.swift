import CohortData
import CohortDiagnostics
import CohortGeometry

// Arrays outside that could not become a region's own memory, kept up to date around every launch that uses their data.

extension TaskContext {
    /// Notes that launches must look for this attachment.
    func restrict(_ attachment: AttachmentState) {
        if attachment.isRestricted, !attachment.isInPlace { copiedAttachments += 1 }
    }

    /// Brings in what a launch will see of arrays outside: an operation before it, which waits for its barriers too.
    ///
    /// Atomic uses become exclusive; simultaneous ones are errors, since copies in any order would lose updates.
    func bringIn(_ plan: LaunchPlan) -> CohortError? {
        let copies = makeCopies(plan)
        if copies.isEmpty { return nil }
        for copy in copies where plan.requirements[copy.requirement].coherence != .exclusive {
            guard plan.requirements[copy.requirement].coherence == .atomic else { return unorderedUse(plan, copy) }
            plan.requirements[copy.requirement].coherence = .exclusive
        }
        let seen = copies.filter { plan.requirements[$0.requirement].privilege != .discard || plan.predicate != nil }
        if let before = copyPlan("bring in", plan, seen, .inwards) {
            before.awaited = plan.awaited
            issue(before)
        }
        return nil
    }

    /// The operation that takes a launch's results out to the arrays they belong to, and then arrives for it; nil when there is
    /// nothing to take out.
    func takingOut(_ plan: LaunchPlan) -> LaunchPlan? {
        let changed = makeCopies(plan).filter { plan.requirements[$0.requirement].use.changes }
        guard let after = copyPlan("take out", plan, changed, .outwards) else { return nil }
        after.arrivals = plan.arrivals
        plan.arrivals = []
        return after
    }

    /// True when some data that the requirement names belong to an array outside that must have them at once.
    func isRestricted(_ plan: LaunchPlan, _ requirement: Requirement) -> Bool {
        let attachments = state(of: requirement.tree).attachments
        if attachments.isEmpty { return false }
        let used = requirement.usedDomain(plan.pointCount)
        return attachments.contains { one in
            one.isRestricted && one.external != nil && one.domain.overlaps(used)
                && one.fields.contains(where: plan.fields[requirement.fields].contains)
        }
    }

    private struct NeededCopy {
        var requirement: Int
        var field: Int32
        var memory: AffineColumn
        var domain: Domain
    }

    private func makeCopies(_ plan: LaunchPlan) -> [NeededCopy] {
        var copies: [NeededCopy] = []
        for index in plan.requirements.indices where plan.requirements[index].privilege != .none {
            let requirement = plan.requirements[index]
            for attachment in state(of: requirement.tree).attachments {
                for field in plan.fields[requirement.fields] {
                    guard let domain = attachment.copiedDomain(of: field), let column = attachment.external?.column(of: field),
                        requirement.usedDomain(plan.pointCount).overlaps(domain)
                    else { continue }
                    copies.append(NeededCopy(requirement: index, field: field, memory: column.memory, domain: domain))
                }
            }
        }
        return copies
    }

    private func copyPlan(
        _ name: StaticString, _ plan: LaunchPlan, _ needed: [NeededCopy], _ direction: ExternalCopy.Direction
    ) -> LaunchPlan? {
        if needed.isEmpty { return nil }
        let copying = LaunchPlan()
        copying.reset(name, at: plan.place)
        copying.isChecked = false
        copying.kind = .operation(.exchange)
        copying.domain = plan.domain
        var copies: [ExternalCopy] = []
        for (column, one) in needed.enumerated() {
            let requirement = plan.requirements[one.requirement]
            copying.fields.append(one.field)
            // Both directions change something that others may not see halfway: the column, or the array.
            copying.require(requirement.tree, requirement.node, requirement.selection, .readWrite, lastFields: 1, parameter: 0)
            copies.append(
                ExternalCopy(
                    column: column, memory: one.memory,
                    byteCount: requirement.tree.layout[Int(one.field)].stride, domain: one.domain))
        }
        copying.domain = plan.domain
        copying.closure = { frame in for copy in copies { copy.run(frame, direction) } }
        return copying
    }

    private func unorderedUse(_ plan: LaunchPlan, _ copy: NeededCopy) -> CohortError {
        CohortError(
            .attachCoherence,
            "task '\(plan.name)' shares \(plan.requirements[copy.requirement].describe(plan, field: copy.field)) "
                + "with tasks in any order, but the data belong to an array in a layout of its own",
            rule: "data that are copied to their array after each task are used in program order, or one task at a time",
            fix: "`acquire` the field first and `release` it afterwards: in between the tasks share the region's own memory",
            trail: trail + [plan.name.description], at: plan.place)
    }
}
