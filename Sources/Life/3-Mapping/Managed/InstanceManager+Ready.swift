import CohortDiagnostics
import CohortMachineModel

// Tasks that are ready, and the mapper that says which of them are mapped.

extension InstanceManager {
    /// Whether a task that is ready is mapped now; if not, it waits to be asked about.
    func isChosen(_ record: RecordPointer, _ launch: LaunchPointer, _ request: PlacementRequest) -> Bool {
        guard asksAboutReady, request.isTask, !request.runsInline, launch.gang == nil else { return true }
        if request.points[Int(record.pointee.point)].isChosen { return true }
        post.ready.add(ReadyTask(record: record, launch: launch, request: request))
        post.call()
        return false
    }

    /// The mapper does not want to map the task now, of which it was asked at that moment.
    func putBack(_ record: RecordPointer, _ launch: LaunchPointer, _ request: PlacementRequest, since moment: Int) {
        request.points[Int(record.pointee.point)].refuse()
        if post.ready.putBack(ReadyTask(record: record, launch: launch, request: request), since: moment) { post.call() }
    }

    /// Asks what there is to ask: a worker's work.
    func attend(_ pool: WorkerPool) {
        post.didCome()
        while deliverMessage() || askAboutReady(pool) || steal(pool) {}
    }

    private func deliverMessage() -> Bool {
        post.deliver { message in tell { mapper, context in mapper.handleMessage(message, context) } }
    }

    /// Nothing runs: the mapper is asked once more about what it left. False when it was asked already, or left nothing.
    func makeLastCall() -> Bool {
        guard post.ready.makeLastCall() else { return false }
        post.call()
        return true
    }

    /// Lets the tasks fail that were left even then; false when there are none.
    func failLeftTasks(_ pool: WorkerPool, _ diagnosis: String) -> Bool {
        let left = post.ready.takeAll()
        let names = Set(left.map { "'\($0.request.name)'" }).sorted().joined(separator: ", ")
        for task in left {
            let error = check(task.request, task.point, task.launch).error(
                .mappingNothingSelected, "left all that is ready, \(names), while nothing runs and nothing can come",
                rule: "a mapper maps something when nothing else can change its mind",
                fix: "map a task whose `isLastCall` is true; or trigger the event, or send the message, that the mapper waits for"
            )
            pool.spoil(task.record, task.launch, error.diagnosed(diagnosis))
        }
        return !left.isEmpty
    }

    private func askAboutReady(_ pool: WorkerPool) -> Bool {
        guard let question = post.ready.nextQuestion(whenRoom: { $0 == 0 || processors.room($0 - 1) > 0 }) else { return false }
        let tasks = question.entries.map(\.item)
        for task in tasks { task.request.points[task.point].isLastCall = question.isLastCall }
        let selections = select(tasks, queue: question.queue)
        var broken: [RecordPointer: CohortError] = [:]
        var answers: [ReadyTable<ReadyTask>.Answer] = []
        for (index, task) in tasks.enumerated() {
            do throws(CohortError) {
                answers.append(try answer(try selections.get(), index, of: tasks))
            } catch {
                broken[task.record] = error
                answers.append(.take)
            }
        }
        for task in post.ready.settle(question, answers) {
            if let error = broken[task.record] {
                pool.spoil(task.record, task.launch, error)
            } else {
                task.request.points[task.point].isChosen = true
                pool.submit(WorkItem(task.record))
            }
        }
        return true
    }

    /// What the mapper says; without an interest in ready tasks, as many go as there is room for.
    private func select(_ tasks: [ReadyTask], queue: Int) -> Result<[TaskSelection], CohortError> {
        guard interests.contains(.readyTasks) else {
            let room = queue == 0 ? tasks.count : processors.room(queue - 1)
            return .success(tasks.indices.map { $0 < room ? .map : .leave })
        }
        let questions = tasks.map { question($0.request, $0.point) }
        return answer("selectTasksToMap", about: tasks) { mapper, context in try mapper.selectTasksToMap(questions, context) }
    }

    /// The mapper's answer to a question about some tasks, or the error for each of them.
    func answer<Answer>(
        _ question: String, about tasks: [ReadyTask], _ answer: (any Mapper, MappingContext) throws -> Answer
    ) -> Result<Answer, CohortError> {
        do throws(CohortError) {
            return .success(try ask(question, about: tasks[0].request, tasks[0].launch, answer))
        } catch {
            return .failure(error)
        }
    }

    /// What becomes of a task. The mapper's answer is noted before anybody else can have the task.
    private func answer(
        _ selections: [TaskSelection], _ index: Int, of tasks: [ReadyTask]
    ) throws(CohortError) -> ReadyTable<ReadyTask>.Answer {
        let task = tasks[index]
        let check = check(task.request, task.point, task.launch)
        guard selections.count == tasks.count else {
            throw check.error(
                .mappingRequirements, "answered for \(selections.count) of \(tasks.count) tasks that are ready",
                rule: "`selectTasksToMap` answers for each task, in their order",
                fix: "make one `TaskSelection` for each of `ready`")
        }
        switch selections[index] {
        case .map: return .take
        case .leave:
            task.request.points[task.point].refuse()
            return .leave
        case .send(let processor):
            _ = try check.processor(processor.rawValue, machine)
            task.request.points[task.point].refuse()
            task.request.send(task.point, to: processor)
            return .send(queue: processor.rawValue + 1)
        }
    }
}
