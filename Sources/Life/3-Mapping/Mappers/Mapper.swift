import CohortGeometry
import CohortMachineModel

/// Decides where tasks run and where their data lie. Everything it may decide has a default, so a mapper says only what it cares for.
///
/// A mapper sees values and answers with values: it holds no part of the runtime, and cannot break it. Each answer is checked before it
/// is used, and one that breaks a rule fails the task with a `mapping.…` error that names the mapper, its answer and the rule.
/// Results never depend on what a mapper answers. A mapper that cannot answer throws: the task fails with that error, or with
/// `mapping.refused` when it is none of Cohort's.
///
/// When each is asked:
/// - `configureContext` when a task begins that launches others;
/// - `selectTaskOptions` once for each launch, in program order, and then `sliceTask` if it is an index launch;
/// - `selectTasksToMap` when tasks are ready on a processor that has room, and again when anything has changed, if `interests` say so;
/// - `selectStealTargets` when a processor has nothing to do while others have tasks that may be stolen, and `permitStealing` for each of the
///   targets, likewise;
/// - `mapMustEpoch` once when all tasks of a must-epoch or a concurrent launch are ready;
/// - `mapTask` for each point of any other launch when the point is ready, and again when it had to wait for memory or was put
///   back; not for tasks that run inline;
/// - `mapOperation` likewise for each point of fills, copies, and whatever else the runtime itself does with data.
///
/// - `selectSources` when data must be copied and several instances have them, if the mapper wants to be asked;
/// - `postmapTask` for each point that has run without failing, if the mapper wants to be asked;
/// - `report` once for each point of which the mapper wanted to be told something, however it ended;
/// - `selectTunable` when the program asks for a number.
///
/// - `handleMessage` for each message, in the order of sending.
///
/// Several threads may ask at the same time, unless `synchronization` says otherwise.
///
/// - SeeAlso: Legion's `Mapper`.
public protocol Mapper: Sendable {
    /// What messages call it.
    var name: String { get }
    /// Whether requirements come with the list of the region's instances, which takes time to make. False by default.
    var wantsInstances: Bool { get }
    /// Which of the rarely used questions it is asked. None by default. Read once, when the runtime starts.
    var interests: MapperInterests { get }
    /// How many questions it is asked at the same time. Any number by default. Read once, when the runtime starts.
    var synchronization: MapperSynchronization { get }
    /// How a task launches others. By default as `RuntimeOptions` say.
    func configureContext(_ task: ContextToMap, _ context: MappingContext) throws -> ContextConfiguration
    /// Where a launch goes, and how urgent it is. By default any worker, at priority 0.
    func selectTaskOptions(_ launch: LaunchToMap, _ context: MappingContext) throws -> TaskOptions
    /// Which processor each part of an index launch goes to; the slices have each point once. By default one slice, where the options
    /// sent the launch.
    func sliceTask(_ launch: LaunchToMap, _ options: TaskOptions, _ context: MappingContext) throws -> [TaskSlice]
    /// What becomes of the tasks that are ready on one processor, the most urgent first: an answer for each, in their order. By default all are
    /// mapped.
    ///
    /// Tasks that are left when nothing runs and nothing can come fail; `isLastCall` tells.
    func selectTasksToMap(_ ready: [TaskToMap], _ context: MappingContext) throws -> [TaskSelection]
    /// Which of the other processors one that has nothing to do asks for tasks, in this order. By default all.
    func selectStealTargets(
        _ thief: MachineModel.Processor, _ victims: [MachineModel.Processor], _ context: MappingContext
    ) throws -> [MachineModel.Processor.ID]
    /// The positions among `request.tasks` of those that go to the thief. By default the last, which is least urgent. A thief that gets none
    /// does not ask again before the victim has other tasks.
    func permitStealing(_ request: StealRequest, _ context: MappingContext) throws -> [Int]
    /// A message has come.
    func handleMessage(_ message: MapperMessage, _ context: MappingContext)
    /// Where a task that is ready runs, and on which instances; or `.putBack`.
    func mapTask(_ task: TaskToMap, _ context: MappingContext) throws -> TaskMapping
    /// Where the data lie on which an operation of the runtime's works. By default where they are already, else in main memory.
    func mapOperation(_ operation: OperationToMap, _ context: MappingContext) throws -> OperationMapping
    /// Where tasks go that run at the same time, in program order: an answer for each, no two on one processor, and on any worker where an answer names none. By default each has a CPU worker of its
    /// own, as far as there are any, and is otherwise mapped like other tasks.
    func mapMustEpoch(_ tasks: [TaskToMap], _ context: MappingContext) throws -> [TaskMapping]
    /// From which instances missing data are copied: some of the sources, the first as far as it has them, then the next. Those that the
    /// answer leaves out are used last. Asked with `interests` of `.sources`; by default, as without it, the nearest go first.
    func selectSources(_ copy: SourcesToSelect, _ context: MappingContext) throws -> [InstanceToMap.ID]
    /// Which further instances get the data of a task that has run, a list for each requirement, or nothing at all. They are valid from then
    /// on, so that the data survive in one place what happens in another. What finds no room is left out. Asked with `interests` of
    /// `.postmapping`; by default none.
    func postmapTask(_ task: TaskToMap, _ context: MappingContext) throws -> [[RequirementMapping]]
    /// Tells what was asked for in `TaskOptions.reports`, `TaskMapping.reports` or `OperationMapping.reports`: exactly once for each point.
    func report(_ report: ProfilingReport, _ context: MappingContext)
    /// A number that the program asks for; nil when the mapper does not know it. The only answer that a program's results may depend on.
    /// By default the standard ones of the machine, such as `.gpus`.
    func selectTunable(_ tunable: TunableToSelect, _ context: MappingContext) throws -> Int?
    /// Tells that an instance is gone which the mapper has been shown in a question. Asked with `interests` of `.collections`; not when the
    /// runtime ends.
    func handleCollection(_ instance: CollectedInstance, _ context: MappingContext)
}

extension Mapper {
    /// False.
    public var wantsInstances: Bool { false }

    /// None.
    public var interests: MapperInterests { [] }

    /// Any number.
    public var synchronization: MapperSynchronization { .concurrent }

    /// As `RuntimeOptions` say.
    public func configureContext(_ task: ContextToMap, _ context: MappingContext) -> ContextConfiguration {
        ContextConfiguration()
    }

    /// All are mapped.
    public func selectTasksToMap(_ ready: [TaskToMap], _ context: MappingContext) -> [TaskSelection] { ready.map { _ in .map } }

    /// All of them.
    public func selectStealTargets(
        _ thief: MachineModel.Processor, _ victims: [MachineModel.Processor], _ context: MappingContext
    ) -> [MachineModel.Processor.ID] { victims.map(\.id) }

    /// The last.
    public func permitStealing(_ request: StealRequest, _ context: MappingContext) -> [Int] { [request.tasks.count - 1] }

    /// Nothing.
    public func handleMessage(_ message: MapperMessage, _ context: MappingContext) {}

    /// Any worker, at priority 0.
    public func selectTaskOptions(_ launch: LaunchToMap, _ context: MappingContext) -> TaskOptions { TaskOptions() }

    /// One slice, where the options sent the launch.
    public func sliceTask(_ launch: LaunchToMap, _ options: TaskOptions, _ context: MappingContext) -> [TaskSlice] {
        [TaskSlice(launch.domain, on: options.processor)]
    }

    /// Where the data are already, else in main memory.
    public func mapOperation(_ operation: OperationToMap, _ context: MappingContext) -> OperationMapping {
        OperationMapping(
            operation.requirements.map { requirement in
                if requirement.isShared { return RequirementMapping(in: context.machine.sharedMemory) }
                return RequirementMapping(in: requirement.memoryOfData ?? context.machine.systemMemory)
            })
    }

    /// None, so that the nearest go first.
    public func selectSources(_ copy: SourcesToSelect, _ context: MappingContext) -> [InstanceToMap.ID] { [] }

    /// None.
    public func postmapTask(_ task: TaskToMap, _ context: MappingContext) -> [[RequirementMapping]] { [] }

    /// Nothing happens.
    public func report(_ report: ProfilingReport, _ context: MappingContext) {}

    /// The standard ones.
    public func selectTunable(_ tunable: TunableToSelect, _ context: MappingContext) -> Int? {
        context.machine.standardValue(of: tunable.name)
    }

    /// Nothing happens.
    public func handleCollection(_ instance: CollectedInstance, _ context: MappingContext) {}

    /// A CPU worker for each task, as far as there are any; instances as `mapTask` says.
    public func mapMustEpoch(_ tasks: [TaskToMap], _ context: MappingContext) throws -> [TaskMapping] {
        let processors = Array(context.machine.processors.only(.cpu))
        return try tasks.enumerated().map { number, task in
            var task = task
            task.processor = number < processors.count ? processors[number] : nil
            var mapping = try mapTask(task, context)
            mapping.processor = task.processor?.id
            return mapping
        }
    }
}
