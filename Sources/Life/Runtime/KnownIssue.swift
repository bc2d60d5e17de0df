import CohortData
import CohortDiagnostics

// The short way through the system, for a launch that was issued before while nothing has changed that it hangs on: it breaks no rule, its
// data are where they were, and it uses the same histories. Why that is so is in `Documentation/Decisions/0019-known-launches.md`.

extension TaskContext {
    /// The plan of a launch that begins, with what enclosing scopes say of all launches. It is compared, as it is filled, with the launch that
    /// came next the time before.
    package func beginPlan(_ name: StaticString, _ body: TaskBody?, at place: SourceLocation) -> Unmanaged<LaunchPlan> {
        plan.reset(name, body, at: place)
        if launchesGangs { plan.gang = Gang() }
        if !companies.isEmpty { for company in companies { plan.accompany(company) } }
        if let predication { plan.predicate = predication }
        if recognises, let expected = known?.expected { plan.expect(expected) }
        return .passUnretained(plan)
    }

    /// The launch that this is, if it was issued before and all that was found out of it holds.
    @inline(__always)
    func recognise(_ plan: LaunchPlan) -> KnownPointer? {
        guard mayKnow(plan) else { return nil }
        if let expected = plan.expected, plan.isMet(by: expected) { return expected.pointee.isValid ? expected : nil }
        return lookUp(plan)
    }

    /// Whether it is a launch as most are, and nothing is going on that it would have to be told of.
    @inline(__always)
    private func mayKnow(_ plan: LaunchPlan) -> Bool {
        plan.isPlain && noting == .nothing && epoch == nil && copiedAttachments == 0
    }

    @inline(never)
    private func lookUp(_ plan: LaunchPlan) -> KnownPointer? {
        guard let known = known?.find(plan, plan.fingerprint), known.pointee.isValid else { return nil }
        return known
    }

    /// Issues a launch that is known.
    func issue(_ known: KnownPointer, _ plan: LaunchPlan, _ result: FutureBox?) {
        if let error = checkNew(plan) ?? checkTraceOrder(plan) { return refuse(plan, error, result) }
        self.known?.didIssue(known)
        let launch = takeLaunch()
        map(known, plan, to: launch, result)
        if poisonsData { poisonOverwritten(plan, launch) }
        defer { sawLaunch(known.pointee.fingerprint) }
        if replays, replay(plan, launch, result, as: known) { return }
        catchUp()
        changes &+= 1
        if fence.record != nil { followFence(plan) }
        let followsOthers = plan.followsOthers
        let uses = known.pointee.uses
        let count = known.pointee.pointCount
        if count == 0 { launch.didComplete() }
        var point = 0, queued = 0
        while point < count {
            let record = takeRecord()
            record.pointee.launch = launch
            record.pointee.point = Int32(truncatingIfNeeded: point)
            var sink = EdgeSink(record, self)
            for index in 0 ..< uses.count { order(uses[index], point, &sink) }
            if followsOthers { follow(plan, point, &sink) }
            result?.producers[point] = record.reference
            sink.commit(&queued)
            point += 1
        }
        tellOfQueued(&queued)
        for index in 0 ..< uses.count where known.pointee.raisesFloor[index] && uses[index].table.pointee.meetingCount > 0 {
            uses[index].history.raiseFloor(uses[index].slot)
        }
    }

    /// The first rule that a known launch breaks by its values, which need not be those of the time before.
    private func checkNew(_ plan: LaunchPlan) -> CohortError? {
        do throws(CohortError) { try checkValues(plan) } catch { return complete(error, plan) }
        return nil
    }

    /// A launch was issued the long way; the next time it may be known.
    func learn(_ plan: LaunchPlan, _ launch: LaunchPointer) {
        guard plan.isTaskOfProgram else {
            known?.didIssue(nil)
            return
        }
        // Of no use when nobody asks.
        let fingerprint = canReplay || recognises ? plan.fingerprint : 0
        sawLaunch(fingerprint)
        guard recognises, mayKnow(plan), plan.nextBuffer == 0, isSettled(plan) else {
            known?.didIssue(nil)
            return
        }
        if known == nil {
            // Most tasks that launch others do so a few times only.
            if parent != nil, issuedCount < 16 { return }
            known = KnownLaunches(capacity: parent == nil ? 1024 : 64, most: parent == nil ? 1 << 22 : 1 << 12)
        }
        let learned = known?.learn(plan, fingerprint, launch, self)
        known?.didIssue(learned)
    }

    /// Whether it has all data for itself, and nothing is left to be said of their contents.
    private func isSettled(_ plan: LaunchPlan) -> Bool {
        plan.requirements.allSatisfy { requirement in
            if requirement.coherence != .exclusive { return false }
            let state = state(of: requirement.tree)
            return plan.fields[requirement.fields].allSatisfy { field in
                let contents = state.contents[Int(field)]
                return contents.fills.isEmpty && contents.isWritten(requirement.usedDomain(plan.pointCount))
            }
        }
    }
}

extension LaunchPlan {
    /// True for a task that the program launches, and not the runtime for it.
    @inline(__always)
    var isTaskOfProgram: Bool { isChecked && isTask && kind.isTask }

    /// True for a task that only runs, with data, values and futures: nothing else is asked of it.
    fileprivate var isPlain: Bool {
        isTaskOfProgram && defect == nil && predicate == nil && gang == nil && asynchronousBody == nil
            && variants.isEmpty && !passesDataOn && foldSources == nil && !hasCompany
    }

    /// What it asks for, as a number.
    fileprivate var fingerprint: UInt64 {
        var hash = Fingerprint()
        for index in requirements.indices { AskedData(requirements[index]).mix(into: &hash) }
        for field in fields { hash.add(UInt64(UInt32(bitPattern: field))) }
        hash.add(UInt64(truncatingIfNeeded: pointCount))
        return hash.value
    }
}
