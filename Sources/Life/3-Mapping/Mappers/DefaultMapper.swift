import CohortMachineModel

/// One instance of each region in main memory, and tasks on whichever worker is free: what is best where all workers reach all
/// memory alike. Tasks that were sent to a processor have their data in the memory that is nearest to it.
public struct DefaultMapper: Mapper {
    /// "default".
    public let name = "default"
    /// The default mapper.
    public init() {}

    /// Whole regions, in main memory or the nearest to the processor.
    public func mapTask(_ task: TaskToMap, _ context: MappingContext) -> TaskMapping {
        let main = context.machine.systemMemory
        let nearest = task.processor.flatMap { context.machine.memories.withBestAffinity(to: $0).first } ?? main
        return TaskMapping(
            task.requirements.map { requirement in
                if requirement.isShared { return RequirementMapping(in: context.machine.sharedMemory) }
                return nearest.kind.isMain ? RequirementMapping(in: main) : RequirementMapping(in: nearest, extent: .piece)
            })
    }
}
