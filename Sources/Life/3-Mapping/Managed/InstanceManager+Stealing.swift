import CohortDiagnostics
import CohortMachineModel

// Processors without work, which ask others for some.

extension InstanceManager {
    /// Lets one processor that has nothing to do ask for tasks; false when there is none, or nothing to ask for.
    func steal(_ pool: WorkerPool) -> Bool {
        guard interests.contains(.stealing), !post.ready.isEmpty, let theft = post.ready.nextTheft(whenIdle: isIdle),
            let thief = machine.processor(.init(rawValue: theft.thief - 1))
        else { return false }
        let victims = theft.victims.compactMap { machine.processor(.init(rawValue: $0 - 1)) }
        do throws(CohortError) {
            let targets = try ask("selectStealTargets", thief.name, [], nil) { mapper, context in
                try mapper.selectStealTargets(thief, victims, context)
            }
            for target in targets {
                guard let victim = machine.processor(target) else {
                    refuse(target, thief, theft, pool)
                    break
                }
                if victim.id != thief.id, steal(from: victim, thief, pool) { break }
            }
        } catch {
            fail(tasks(of: theft), pool) { _ in error }
        }
        return true
    }

    /// True when nothing runs on a queue's processor and nothing waits for it.
    private func isIdle(_ queue: Int) -> Bool {
        machine.processor(.init(rawValue: queue - 1))?.runsBodies == true && processors.isIdle(queue - 1)
    }

    /// Asks for tasks of one processor; false when it gave none.
    private func steal(from victim: MachineModel.Processor, _ thief: MachineModel.Processor, _ pool: WorkerPool) -> Bool {
        guard let loot = post.ready.loot(of: victim.id.rawValue + 1, for: thief.id.rawValue + 1) else { return false }
        let tasks = loot.entries.map(\.item)
        let request = StealRequest(thief: thief, victim: victim, tasks: tasks.map { question($0.request, $0.point) })
        let answer = answer("permitStealing", about: tasks) { mapper, context in try mapper.permitStealing(request, context) }
        guard case .success(let permitted) = answer else {
            if case .failure(let error) = answer { fail(tasks, pool) { _ in error } }
            return true
        }
        if let wrong = permitted.first(where: { !tasks.indices.contains($0) }) {
            fail(tasks, pool) { check in
                check.error(
                    .mappingStealing, "let \(thief) steal task number \(wrong) of \(tasks.count)",
                    rule: "`permitStealing` answers with positions among `request.tasks`",
                    fix: "choose among `request.tasks.indices`; none permits nothing")
            }
            return true
        }
        for number in permitted { tasks[number].request.send(tasks[number].point, to: thief.id) }
        post.ready.settle(loot, permitted: Set(permitted))
        return !permitted.isEmpty
    }

    /// The mapper chose a victim that the machine does not have: what could have been stolen fails.
    private func refuse(
        _ target: MachineModel.Processor.ID, _ thief: MachineModel.Processor, _ theft: ReadyTable<ReadyTask>.Theft,
        _ pool: WorkerPool
    ) {
        fail(tasks(of: theft), pool) { check in
            check.error(
                .mappingProcessor, "let \(thief) steal from processor \(target)",
                rule: "the machine has \(machine.processors.count) processors", fix: "answer with the `id` of some of `victims`")
        }
    }

    /// All that could have been stolen, which nobody else has from now on.
    private func tasks(of theft: ReadyTable<ReadyTask>.Theft) -> [ReadyTask] {
        theft.victims.flatMap { post.ready.loot(of: $0, for: theft.thief)?.entries.map(\.item) ?? [] }
    }

    private func fail(_ tasks: [ReadyTask], _ pool: WorkerPool, _ error: (MappingCheck) -> CohortError) {
        post.ready.didTake(tasks.count)
        for task in tasks { pool.spoil(task.record, task.launch, error(check(task.request, task.point, task.launch))) }
    }
}
