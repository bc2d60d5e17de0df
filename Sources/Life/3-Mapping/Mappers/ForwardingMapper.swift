import CohortMachineModel

/// A mapper that stands before another one: what it does not answer itself is asked of `next`.
///
///     struct Urgent: ForwardingMapper {
///         let next: any Mapper = DefaultMapper()
///         func selectTaskOptions(_ launch: LaunchToMap, _ context: MappingContext) throws -> TaskOptions {
///             var options = try next.selectTaskOptions(launch, context)
///             if launch.name == "solve" { options.priority = 5 }
///             return options
///         }
///     }
///
/// Tasks that run at the same time are mapped by `next.mapMustEpoch`, not one by one by this one's `mapTask`.
public protocol ForwardingMapper: Mapper {
    /// The mapper behind.
    var next: any Mapper { get }
}

extension ForwardingMapper {
    /// That of `next`.
    public var name: String { next.name }
    /// What `next` wants.
    public var wantsInstances: Bool { next.wantsInstances }
    /// What `next` wants.
    public var interests: MapperInterests { next.interests }

    /// What `next` wants.
    public var synchronization: MapperSynchronization { next.synchronization }

    /// The answer of `next`.
    public func configureContext(_ task: ContextToMap, _ context: MappingContext) throws -> ContextConfiguration {
        try next.configureContext(task, context)
    }

    /// The answer of `next`.
    public func selectTaskOptions(_ launch: LaunchToMap, _ context: MappingContext) throws -> TaskOptions {
        try next.selectTaskOptions(launch, context)
    }

    /// The answer of `next`.
    public func sliceTask(_ launch: LaunchToMap, _ options: TaskOptions, _ context: MappingContext) throws -> [TaskSlice] {
        try next.sliceTask(launch, options, context)
    }

    /// The answer of `next`.
    public func selectTasksToMap(_ ready: [TaskToMap], _ context: MappingContext) throws -> [TaskSelection] {
        try next.selectTasksToMap(ready, context)
    }

    /// The answer of `next`.
    public func selectStealTargets(
        _ thief: MachineModel.Processor, _ victims: [MachineModel.Processor], _ context: MappingContext
    ) throws -> [MachineModel.Processor.ID] {
        try next.selectStealTargets(thief, victims, context)
    }

    /// The answer of `next`.
    public func permitStealing(_ request: StealRequest, _ context: MappingContext) throws -> [Int] {
        try next.permitStealing(request, context)
    }

    /// Tells `next`.
    public func handleMessage(_ message: MapperMessage, _ context: MappingContext) { next.handleMessage(message, context) }

    /// The answer of `next`.
    public func mapTask(_ task: TaskToMap, _ context: MappingContext) throws -> TaskMapping { try next.mapTask(task, context) }

    /// The answer of `next`.
    public func mapOperation(_ operation: OperationToMap, _ context: MappingContext) throws -> OperationMapping {
        try next.mapOperation(operation, context)
    }

    /// The answers of `next`.
    public func mapMustEpoch(_ tasks: [TaskToMap], _ context: MappingContext) throws -> [TaskMapping] {
        try next.mapMustEpoch(tasks, context)
    }

    /// The answer of `next`.
    public func selectSources(_ copy: SourcesToSelect, _ context: MappingContext) throws -> [InstanceToMap.ID] {
        try next.selectSources(copy, context)
    }

    /// The answer of `next`.
    public func postmapTask(_ task: TaskToMap, _ context: MappingContext) throws -> [[RequirementMapping]] {
        try next.postmapTask(task, context)
    }

    /// Tells `next`.
    public func report(_ report: ProfilingReport, _ context: MappingContext) { next.report(report, context) }

    /// The answer of `next`.
    public func selectTunable(_ tunable: TunableToSelect, _ context: MappingContext) throws -> Int? {
        try next.selectTunable(tunable, context)
    }

    /// Tells `next`.
    public func handleCollection(_ instance: CollectedInstance, _ context: MappingContext) {
        next.handleCollection(instance, context)
    }
}

extension Mapper {
    /// The mapper that decides in the end: the last of those that stand one before the other.
    var last: any Mapper {
        var mapper: any Mapper = self
        while let before = mapper as? any ForwardingMapper { mapper = before.next }
        return mapper
    }
}
