import CohortDiagnostics

// Tasks that run at the same time are mapped together, when all of them are ready.

extension Gang {
    /// Who is there, and where they go.
    struct Roll {
        var members: [Member] = []
        var answers: Result<[MappingDecision], CohortError>?
        var isAsking = false
        /// Members that came while the mapper was being asked.
        var waiting: [RecordPointer] = []
    }

    /// A member that is ready.
    struct Member: @unchecked Sendable {
        // SAFETY: the operation is not over before all members are mapped, so its launch stays what it is.
        let request: PlacementRequest
        let point: Int
        let launch: LaunchPointer
        /// Its place in the program.
        let sequence: UInt64
    }

    /// The decision for a member; the first one that asks asks the mapper for all. Nil while it does: the member is handed out again.
    func mapping(
        of request: PlacementRequest, _ record: RecordPointer, _ launch: LaunchPointer, _ manager: InstanceManager,
        _ pool: WorkerPool
    ) throws(CohortError) -> MappingDecision? {
        if let members = roll.withLock({ $0.startAsking() }) {
            let answers = map(members, manager)
            for waiting in roll.withLock({ $0.endAsking(answers) }) { pool.submit(WorkItem(waiting)) }
        }
        let point = Int(record.pointee.point)
        guard let outcome = roll.withLock({ $0.answer(for: request, point, record) }) else { return nil }
        return try outcome.get()
    }

    /// Notes a member that is ready; one that comes again is known. O(members).
    func enrol(_ request: PlacementRequest, _ record: RecordPointer, _ launch: LaunchPointer) {
        let point = Int(record.pointee.point), sequence = record.pointee.sequence
        roll.withLock { roll in
            if roll.members.contains(where: { $0.request === request && $0.point == point }) { return }
            // It cannot be put back, since the others would miss it.
            request.points[point].isLastCall = true
            roll.members.append(Member(request: request, point: point, launch: launch, sequence: sequence))
        }
    }

    private func map(_ members: [Member], _ manager: InstanceManager) -> Result<[MappingDecision], CohortError> {
        let tasks = members.map { manager.question($0.request, $0.point) }
        do throws(CohortError) {
            let answers = try manager.ask("mapMustEpoch", about: members[0].request, members[0].launch) { mapper, context in
                try mapper.mapMustEpoch(tasks, context)
            }
            return .success(try decisions(answers, members, manager))
        } catch {
            return .failure(error)
        }
    }

    /// What follows from the answers, if they can be followed.
    private func decisions(
        _ answers: [TaskMapping], _ members: [Member], _ manager: InstanceManager
    ) throws(CohortError) -> [MappingDecision] {
        guard answers.count == members.count else {
            throw manager.check(members[0].request, members[0].point, members[0].launch).error(
                .mappingRequirements, "answered for \(answers.count) of \(members.count) tasks that run at the same time",
                rule: "`mapMustEpoch` answers for each task, in their order", fix: "make one `TaskMapping` for each of `tasks`")
        }
        var owners: [Int: Member] = [:]
        var decisions: [MappingDecision] = []
        for (member, answer) in zip(members, answers) {
            let check = manager.check(member.request, member.point, member.launch)
            let processor = answer.processor?.rawValue
            if answer.isPutBack {
                throw check.error(
                    .mappingPutBack, "put back a task that runs together with others",
                    rule: "tasks of a gang are mapped together, once",
                    fix: "answer `mapMustEpoch` with a mapping for each task")
            }
            decisions.append(try check.check(answer, on: processor, manager.machine))
            guard let processor else { continue }
            if let other = owners.updateValue(member, forKey: processor) {
                throw check.error(
                    .mappingConcurrent,
                    "chose processor \(processor) also for point \(other.point) of task '\(other.request.name)' (\(other.request.place))",
                    rule: "tasks that must run at the same time have a processor each", fix: "answer with distinct processors")
            }
        }
        return decisions
    }
}

extension Gang.Roll {
    /// The members in program order, for the one who is to ask the mapper.
    fileprivate mutating func startAsking() -> [Gang.Member]? {
        if isAsking { return nil }
        isAsking = true
        members.sort { ($0.sequence, $0.point) < ($1.sequence, $1.point) }
        return members
    }

    /// The mapper has answered; returns those who wait for it.
    fileprivate mutating func endAsking(_ answers: Result<[MappingDecision], CohortError>) -> [RecordPointer] {
        self.answers = answers
        defer { waiting = [] }
        return waiting
    }

    /// Nil while the mapper is being asked.
    fileprivate mutating func answer(
        for request: PlacementRequest, _ point: Int, _ record: RecordPointer
    ) -> Result<MappingDecision, CohortError>? {
        guard let answers else {
            waiting.append(record)
            return nil
        }
        guard let index = members.firstIndex(where: { $0.request === request && $0.point == point }) else {
            cohortBug("a member of a gang came that nobody knew")
        }
        return answers.map { $0[index] }
    }
}
