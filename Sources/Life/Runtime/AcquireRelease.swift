import CohortData
import CohortDiagnostics
import CohortGeometry

extension TaskContext {
    /// Takes the restriction from the data that the plan's one requirement names: until they are released, nothing is copied to
    /// where they belong.
    package func acquire(_ plan: LaunchPlan) {
        readMail()
        // What is acquired follows from the program's text alone, so nothing else can hang on a predicate.
        plan.predicate = nil
        grantWhatIsHeld(plan)
        if let error = check(plan) { return refuse(plan, error, nil) }
        do throws(CohortError) {
            let parts = try restrictedParts(plan)
            for part in parts { try checkNotAcquired(part, plan) }
            let copies = parts.compactMap { $0.copy() }
            for part in parts {
                part.attachment.acquired.append(.init(domain: part.domain, field: part.field, place: plan.place))
            }
            plan.closure = { frame in for copy in copies { copy.run(frame, .inwards) } }
            plan.arrayChanges = parts.compactMap { $0.attachment.acquired($0.field, $0.domain) }
            plan.passesDataOn = copies.isEmpty && !plan.arrayChanges.isEmpty
            issueAlone(plan, .acquire)
        } catch {
            refuseWithoutLoss(plan, error)
        }
    }

    /// Gives back what was acquired: the data go to where they belong, and belong there again.
    package func release(_ plan: LaunchPlan) {
        readMail()
        plan.predicate = nil
        grantWhatIsHeld(plan)
        if let error = check(plan) { return refuse(plan, error, nil) }
        do throws(CohortError) {
            let parts = try restrictedParts(plan)
            for part in parts { try checkAcquired(part, plan) }
            let copies = parts.compactMap { $0.copy() }
            plan.closure = { frame in for copy in copies { copy.run(frame, .outwards) } }
            plan.arrayChanges = parts.compactMap { $0.attachment.released($0.field, $0.domain) }
            issueAlone(plan, .release)
            for part in parts {
                part.attachment.acquired.removeAll { $0.field == part.field && $0.domain.isSubset(of: part.domain) }
            }
        } catch {
            refuseWithoutLoss(plan, error)
        }
    }

    /// Data that someone holds the restriction of.
    private struct RestrictedPart {
        var attachment: AttachmentState
        var field: Int32
        /// The position of the field among the operation's columns.
        var column: Int
        /// What of it the operation names.
        var domain: Domain

        /// What moves the data between the region and the array they belong to; nil when that is the region's own memory.
        func copy() -> ExternalCopy? {
            guard !attachment.isInPlace, let memory = attachment.external?.column(of: field)?.memory else { return nil }
            return ExternalCopy(
                column: column, memory: memory, byteCount: attachment.tree.layout[Int(field)].stride, domain: domain)
        }
    }

    /// Issues a plan that has been checked, as one that all other uses of the data are ordered with: also readers of what is only read.
    private func issueAlone(_ plan: LaunchPlan, _ kind: OperationToMap.Kind) {
        plan.kind = .operation(kind)
        plan.requirements[0].privilege = .readWrite
        plan.isChecked = false
        issue(plan)
    }

    /// Asks for no more than this task holds: who only reads may acquire too.
    private func grantWhatIsHeld(_ plan: LaunchPlan) {
        guard plan.defect == nil else { return }
        let tree = plan.requirements[0].tree
        let mayWrite = state(of: tree).isOwned || held.contains { $0.tree === tree && $0.privilege.permits(.write) }
        plan.requirements[0].privilege = mayWrite ? .write : .read
    }

    private func restrictedParts(_ plan: LaunchPlan) throws(CohortError) -> [RestrictedPart] {
        let requirement = plan.requirements[0]
        let named = requirement.usedDomain(1)
        var parts: [RestrictedPart] = []
        for attachment in state(of: requirement.tree).attachments where attachment.isRestricted {
            for (column, field) in plan.fields[requirement.fields].enumerated() where attachment.fields.contains(field) {
                let shared = named.intersectionOrEmpty(attachment.domain)
                if shared.isEmpty { continue }
                guard shared == named || shared == attachment.domain else {
                    throw straddles(plan, field, "what belongs together since \(attachment.place)", shared, named)
                }
                parts.append(RestrictedPart(attachment: attachment, field: field, column: column, domain: shared))
            }
        }
        return parts
    }

    private func checkNotAcquired(_ part: RestrictedPart, _ plan: LaunchPlan) throws(CohortError) {
        for one in part.attachment.acquired where one.field == part.field && one.domain.overlaps(part.domain) {
            throw CohortError(
                .acquireTwice,
                "\(plan.requirements[0].describe(plan, field: part.field)) is acquired, but was acquired at \(one.place) and not released",
                rule: "data are acquired once and then released", fix: "release them first, or leave the second `acquire` out",
                trail: trail, at: plan.place)
        }
    }

    private func checkAcquired(_ part: RestrictedPart, _ plan: LaunchPlan) throws(CohortError) {
        var rest = part.domain
        for one in part.attachment.acquired where one.field == part.field && one.domain.overlaps(part.domain) {
            guard one.domain.isSubset(of: part.domain) else {
                throw straddles(plan, part.field, "what was acquired at \(one.place)", part.domain, one.domain)
            }
            rest = rest.subtractingOrEmpty(one.domain)
        }
        if rest.isEmpty { return }
        throw CohortError(
            .releaseUnacquired,
            "\(plan.requirements[0].describe(plan, field: part.field)) is released, but \(rest) of it was not acquired",
            rule: "only what was acquired can be released", fix: "call `acquire` before the tasks whose results are released",
            trail: trail, at: plan.place)
    }

    private func straddles(
        _ plan: LaunchPlan, _ field: Int32, _ what: String, _ shared: Domain, _ whole: Domain
    ) -> CohortError {
        CohortError(
            .acquirePartial,
            "\(plan.requirements[0].describe(plan, field: field)) and \(what) share only a part: \(shared) of \(whole)",
            rule: "data are acquired and released whole: all of a part, or a part of all",
            fix: "name a region that lies inside, or one that holds all of it", trail: trail, at: plan.place)
    }
}
