import CohortGeometry
import CohortMachineModel
import Synchronization

/// One instance of each region in main memory, and tasks on whichever worker is free: what is best where all workers reach all
/// memory alike. Tasks that were sent to a processor have their data in the memory that is nearest to it.
///
/// A task with a body for devices goes to these, if the machine has any, else one with a body for OpenMP groups to those; the points of
/// an index launch are dealt out evenly, and single tasks go to one after the other. Tasks that run at the same time have such a processor each.
public struct DefaultMapper: Mapper {
    /// "default".
    public let name = "default"
    private let turns = Turns()
    /// The default mapper.
    public init() {}

    /// How many single tasks have been sent to a processor.
    private final class Turns: Sendable {
        private let count = Atomic<Int>(0)

        func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).oldValue & .max }
    }

    /// A processor of the best kind that the task has a body for; any worker where that is the CPU.
    public func selectTaskOptions(_ launch: LaunchToMap, _ context: MappingContext) -> TaskOptions {
        let able = processors(for: launch, context)
        if able.isEmpty { return TaskOptions() }
        return TaskOptions(processor: able[launch.isIndexLaunch ? 0 : turns.next() % able.count].id)
    }

    /// As many points to each processor of that kind.
    public func sliceTask(_ launch: LaunchToMap, _ options: TaskOptions, _ context: MappingContext) -> [TaskSlice] {
        let processors = processors(for: launch, context)
        guard processors.count > 1 else { return [TaskSlice(launch.domain, on: options.processor)] }
        let points = launch.domain.singlePoints
        return points.enumerated().map { TaskSlice($1, on: processors[$0 * processors.count / points.count].id) }
    }

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

    /// A processor for each task, of the best kind that it has a body for, as far as there are any; instances as `mapTask` says.
    public func mapMustEpoch(_ tasks: [TaskToMap], _ context: MappingContext) -> [TaskMapping] {
        var seating = Seating(taken: [])
        for (number, task) in tasks.enumerated() {
            let able = processors(for: task.launch, context)
            _ = seating.seat(number, on: (able.isEmpty ? Array(context.machine.processors.only(.cpu)) : able).map(\.id))
        }
        return tasks.enumerated().map { number, task in
            var task = task
            task.processor = seating.processor(of: number).flatMap { context.machine.processor($0) }
            var mapping = mapTask(task, context)
            mapping.processor = task.processor?.id
            return mapping
        }
    }

    /// The processors of the best kind that a launch has a body for; none where any worker will do.
    private func processors(for launch: LaunchToMap, _ context: MappingContext) -> [MachineModel.Processor] {
        let kinds = Set(launch.variants.map(\.kind))
        for kind in [MachineModel.Processor.Kind.gpu, .openMP] where kinds.contains(kind) {
            let able = context.machine.processors.only(kind).filter(\.runsBodies)
            if !able.isEmpty { return able }
        }
        return []
    }
}

extension Domain {
    /// Each point as a domain, in row-major order within each rectangle.
    var singlePoints: [Domain] {
        (0 ..< volume).map { index in
            let point = ContiguousArray(pointCoordinates(at: index))
            return Domain(dimension: dimension, flat: point + point)
        }
    }
}
