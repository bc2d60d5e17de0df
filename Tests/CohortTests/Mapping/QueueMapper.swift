import Cohort
import CohortLocking

/// A mapper whose answers about ready tasks a test writes down, with a log of what it was asked.
final class QueueMapper: Mapper {
    let name = "queue"
    let interests: MapperInterests
    let synchronization: MapperSynchronization
    private let log = Locked<[String]>([])
    private let options: @Sendable (LaunchToMap) -> TaskOptions
    private let select: @Sendable (TaskToMap, MappingContext) -> TaskSelection
    private let all: (@Sendable ([TaskToMap]) -> [TaskSelection])?
    private let targets: @Sendable ([MachineModel.Processor]) -> [MachineModel.Processor.ID]
    private let permit: @Sendable (StealRequest) -> [Int]
    private let answer: @Sendable (TaskToMap, MappingContext) -> TaskMapping?
    private let message: @Sendable (MapperMessage, MappingContext) -> Void
    private let configure: @Sendable (ContextToMap) -> ContextConfiguration

    init(
        _ interests: MapperInterests = [.readyTasks], _ synchronization: MapperSynchronization = .concurrent,
        options: @escaping @Sendable (LaunchToMap) -> TaskOptions = { _ in TaskOptions() },
        select: @escaping @Sendable (TaskToMap, MappingContext) -> TaskSelection = { _, _ in .map },
        all: (@Sendable ([TaskToMap]) -> [TaskSelection])? = nil,
        targets: @escaping @Sendable ([MachineModel.Processor]) -> [MachineModel.Processor.ID] = { $0.map(\.id) },
        permit: @escaping @Sendable (StealRequest) -> [Int] = { Array($0.tasks.indices) },
        answer: @escaping @Sendable (TaskToMap, MappingContext) -> TaskMapping? = { _, _ in nil },
        message: @escaping @Sendable (MapperMessage, MappingContext) -> Void = { _, _ in },
        configure: @escaping @Sendable (ContextToMap) -> ContextConfiguration = { _ in ContextConfiguration() }
    ) {
        self.interests = interests
        self.synchronization = synchronization
        self.options = options
        self.select = select
        self.all = all
        self.targets = targets
        self.permit = permit
        self.answer = answer
        self.message = message
        self.configure = configure
    }

    /// What it was asked so far that begins with a word.
    func asked(_ word: String = "") -> [String] { log.withLock { $0.filter { $0.hasPrefix(word) } } }

    private func note(_ text: String) { log.withLock { $0.append(text) } }

    func selectTaskOptions(_ launch: LaunchToMap, _ context: MappingContext) -> TaskOptions { options(launch) }

    func sliceTask(_ launch: LaunchToMap, _ options: TaskOptions, _ context: MappingContext) -> [TaskSlice] {
        note("slice \(launch.name)")
        return [TaskSlice(launch.domain, on: options.processor)]
    }

    func selectTasksToMap(_ ready: [TaskToMap], _ context: MappingContext) -> [TaskSelection] {
        for task in ready {
            note(
                "select \(task.name) \(task.point) \(task.processor?.name ?? "any") \(task.refusals)\(task.isLastCall ? " last" : "")"
            )
        }
        return all?(ready) ?? ready.map { select($0, context) }
    }

    func selectStealTargets(
        _ thief: MachineModel.Processor, _ victims: [MachineModel.Processor], _ context: MappingContext
    ) -> [MachineModel.Processor.ID] {
        note("targets \(thief.name): \(victims.map(\.name).joined(separator: " "))")
        return targets(victims)
    }

    func permitStealing(_ request: StealRequest, _ context: MappingContext) -> [Int] {
        note("permit \(request.thief.name) \(request.victim.name) \(request.tasks.count)")
        return permit(request)
    }

    func mapTask(_ task: TaskToMap, _ context: MappingContext) -> TaskMapping {
        note("map \(task.name) \(task.point) \(task.processor?.name ?? "any") \(task.refusals)")
        return answer(task, context) ?? TaskMapping(task.requirements.map { _ in RequirementMapping(in: 0) })
    }

    func mapOperation(_ operation: OperationToMap, _ context: MappingContext) -> OperationMapping {
        OperationMapping(operation.requirements.map { _ in RequirementMapping(in: 0) })
    }

    func handleMessage(_ message: MapperMessage, _ context: MappingContext) {
        note("message \(message.receiver.name)")
        self.message(message, context)
    }

    func configureContext(_ task: ContextToMap, _ context: MappingContext) -> ContextConfiguration {
        note("configure \(task.name) \(task.depth)")
        return configure(task)
    }
}
