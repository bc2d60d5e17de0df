import CohortData
import CohortDiagnostics
import CohortGeometry

extension TaskContext {
    /// Makes memory outside the data of the one region piece and the fields that `plan` names with the privilege to discard.
    package func attach(
        _ external: ExternalInstance, _ plan: LaunchPlan, isRestricted: Bool, exchange: DataExchange? = nil
    ) -> AttachmentState? {
        readMail()
        if let error = check(plan) {
            refuse(plan, error, nil)
            return nil
        }
        if let error = attachmentError(plan) {
            refuseWithoutLoss(plan, error)
            return nil
        }
        plan.kind = .operation(.attach)
        let requirement = plan.requirements[0]
        let attachment = AttachmentState(
            requirement.tree, requirement.usedDomain(1), Array(plan.fields[requirement.fields]), external,
            isRestricted: isRestricted, exchange: exchange, at: plan.place)
        let state = state(of: requirement.tree)
        if isRestricted, requirement.node.parent == nil, state.isOwned { workInPlace(attachment, plan, state) }
        if attachment.isInPlace {
            plan.closure = { _ in }
        } else {
            let copies = attachment.copies(plan)
            plan.closure = { frame in
                for copy in copies { copy.run(frame, .inwards) }
                try exchange?.bringIn(frame)
            }
        }
        issue(plan)
        state.attachments.append(attachment)
        restrict(attachment)
        return attachment
    }

    /// Lets tasks work on the array itself, if it lies as the region's own data would.
    private func workInPlace(_ attachment: AttachmentState, _ plan: LaunchPlan, _ state: TreeState) {
        guard let external = attachment.external else { return }
        if runtime.instances == nil {
            // Tasks that use the fields give them memory, but for those that only pass them on: of these all must be over. Then there is
            // nothing to wait for and nothing to do.
            catchUp()
            attachment.isInPlace = !state.isUsed(attachment.fields) && attachment.tree.storage.adopt(external)
        } else if let array = AttachedArray(external, of: attachment.tree) {
            attachment.isInPlace = true
            attachment.array = array
            plan.arrayChanges = [.attached(array)]
            plan.passesDataOn = true
        }
    }

    /// Refuses an operation that would have changed nothing that the data's users could miss: they go on.
    func refuseWithoutLoss(_ plan: LaunchPlan, _ error: CohortError) {
        plan.requirements[0].privilege = .none
        refuse(plan, error, nil)
    }

    private func attachmentError(_ plan: LaunchPlan) -> CohortError? {
        let requirement = plan.requirements[0]
        let state = state(of: requirement.tree)
        let domain = requirement.usedDomain(1)
        if state.openMappings > 0 {
            return CohortError(
                .attachMapped,
                "an array is attached to region '\(requirement.tree.name)' while a closure of this task uses its data",
                rule: "a region that is mapped keeps its data until the closure ends",
                fix: "attach before or after `reading`, `updating` or `overwriting`", trail: trail, at: plan.place)
        }
        for one in state.attachments where one.external != nil && one.domain.overlaps(domain) {
            guard let field = one.fields.first(where: plan.fields[requirement.fields].contains) else { continue }
            return CohortError(
                .attachTwice,
                "\(requirement.describe(plan, field: field)) is attached already, at \(one.place)",
                rule: "the data of a point belong to one array at a time", fix: "detach the first one before", trail: trail,
                at: plan.place)
        }
        return nil
    }

    /// Ends an attachment: suspends until everything that uses the data is over, writes them back when `flushes`, and leaves the
    /// fields unwritten.
    ///
    /// `plan` names the data with the privilege to read and write.
    package func detach(_ attachment: AttachmentState, flushes: Bool, _ makePlan: () -> LaunchPlan) async throws(CohortError) {
        readMail()
        let state = state(of: attachment.tree)
        guard state.attachments.contains(where: { $0 === attachment }) else { throw notAttached(attachment, makePlan().place) }
        var outcome: CohortError?
        var mark: UInt64
        repeat {
            // Whatever was launched meanwhile uses the memory too.
            let plan = makePlan()
            plan.isChecked = false
            plan.kind = .operation(.detach)
            materialiseFills(seenBy: plan)
            let copies = flushes && !attachment.isInPlace ? attachment.copies(plan) : []
            if flushes { plan.arrayChanges = attachment.acquired.compactMap { attachment.released($0.field, $0.domain) } }
            plan.passesDataOn = attachment.array != nil && plan.arrayChanges.isEmpty
            plan.closure = { frame in
                for copy in copies { copy.run(frame, .outwards) }
                if flushes {
                    try attachment.exchange?.takeOut(frame)
                    try attachment.external?.synchronize()
                }
                frame.finish(with: true)
            }
            let box = TypedFutureBox<Bool>(count: 1)
            issue(plan, result: box)
            forgetContents(attachment, state, plan.place)
            mark = nextSequence
            outcome = await wait(for: box) ?? box.firstFailure
        } while mark != nextSequence
        giveBack(attachment)
        state.attachments.removeAll { $0 === attachment }
        if attachment.isRestricted, !attachment.isInPlace { copiedAttachments -= 1 }
        if let outcome {
            didSee(outcome)
            throw outcome
        }
    }

    /// Nobody uses the array any more.
    private func giveBack(_ attachment: AttachmentState) {
        if let array = attachment.array {
            runtime.instances?.detach(array, runtime.pool)
        } else if attachment.isInPlace {
            for field in attachment.fields { attachment.tree.storage.abandon(Int(field)) }
        }
    }

    private func notAttached(_ attachment: AttachmentState, _ place: SourceLocation) -> CohortError {
        CohortError(
            .attachEnded, "an array is detached from region '\(attachment.tree.name)', to which it is not attached any more",
            rule: "an attachment is ended once, by the task that made it", fix: "leave the second `detach` out", trail: trail,
            at: place)
    }

    /// From here on the data count as never written.
    private func forgetContents(_ attachment: AttachmentState, _ state: TreeState, _ place: SourceLocation) {
        for field in attachment.fields {
            let contents = state.contents[Int(field)]
            let written = contents.isComplete ? attachment.tree.root.pieces[0] : contents.written
            let rest = written?.subtractingOrEmpty(attachment.domain)
            state.contents[Int(field)].isComplete = false
            state.contents[Int(field)].writtenNodes = []
            state.contents[Int(field)].written = rest?.isEmpty == true ? nil : rest
            state.contents[Int(field)].forgetUncertain(attachment.domain)
            state.contents[Int(field)].detached = place
        }
        state.didLoseContents()
    }
}

extension AttachmentState {
    /// The copies of all its fields, for an operation whose columns are these fields in the plan's order.
    func copies(_ plan: LaunchPlan) -> [ExternalCopy] {
        plan.fields[plan.requirements[0].fields].enumerated().compactMap { index, field in
            external?.column(of: field).map {
                ExternalCopy(
                    column: index, memory: $0.memory, byteCount: tree.layout[Int(field)].stride, domain: domain)
            }
        }
    }
}
