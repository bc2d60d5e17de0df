import CohortGeometry
import CohortMachineModel

/// Legal answers at random: a program's results may not depend on them, and this finds out.
///
/// The answers follow from the seed and from what is asked, not from when: the same task of the same program gets the same
/// answers in every run.
public struct RandomMapper: Mapper {
    /// "random".
    public let name = "random"
    private let seed: UInt64
    private let runsInline: Bool

    /// A mapper whose answers follow from `seed`.
    ///
    /// - Parameter runsInline: whether some launches run inline. A task whose body waits for what the launching task does next, past the
    ///   runtime, would wait for ever then.
    public init(seed: UInt64, runsInline: Bool = false) {
        self.seed = seed
        self.runsInline = runsInline
    }

    /// Ready tasks and stealing.
    public var interests: MapperInterests { [.readyTasks, .stealing] }

    /// Any processor, or none, and any priority; some may be stolen, and few run inline.
    public func selectTaskOptions(_ launch: LaunchToMap, _ context: MappingContext) -> TaskOptions {
        var dice = Dice(seed, launch.name, launch.domain.volume)
        return TaskOptions(
            processor: processor(&dice, context), priority: dice.below(5) - 2, isStealable: dice.below(2) == 0,
            runsInline: runsInline && dice.below(8) == 0)
    }

    /// The points one by one, or all together.
    public func sliceTask(_ launch: LaunchToMap, _ options: TaskOptions, _ context: MappingContext) -> [TaskSlice] {
        var dice = Dice(seed, launch.name, launch.domain.volume &+ 1)
        if launch.domain.volume > 64 || dice.below(2) == 0 { return [TaskSlice(launch.domain, on: options.processor)] }
        return launch.domain.singlePoints.map { TaskSlice($0, on: processor(&dice, context)) }
    }

    /// Some are left or sent to any processor, but none more often than three times, and none for good.
    public func selectTasksToMap(_ ready: [TaskToMap], _ context: MappingContext) -> [TaskSelection] {
        ready.map { task in
            var dice = Dice(seed, task.name, task.point &+ task.refusals &* 1000)
            guard canRefuse(task), dice.below(3) == 0 else { return .map }
            return processor(&dice, context).map { .send(to: $0) } ?? .leave
        }
    }

    /// Any of the victims.
    public func selectStealTargets(
        _ thief: MachineModel.Processor, _ victims: [MachineModel.Processor], _ context: MappingContext
    ) -> [MachineModel.Processor.ID] {
        var dice = Dice(seed, thief.name, victims.count)
        return victims.map(\.id).filter { _ in dice.below(3) > 0 }
    }

    /// Any of the tasks.
    public func permitStealing(_ request: StealRequest, _ context: MappingContext) -> [Int] {
        var dice = Dice(seed, request.victim.name, request.tasks.count)
        return request.tasks.indices.filter { _ in dice.below(2) == 0 }
    }

    /// Any memory that the processor reaches, any extent, any padding, another priority; some are put back, like those that are left.
    public func mapTask(_ task: TaskToMap, _ context: MappingContext) -> TaskMapping {
        var dice = Dice(seed, task.name, task.point)
        var mapping = mapping(of: task, context, &dice)
        dice.stir(task.refusals)
        if canRefuse(task), dice.below(8) == 0 { return .putBack }
        if dice.below(2) == 0 { mapping.priority = dice.below(5) - 2 }
        return mapping
    }

    /// Any memory, any extent, any padding.
    public func mapOperation(_ operation: TaskToMap, _ context: MappingContext) -> TaskMapping {
        var dice = Dice(seed, operation.name, operation.point)
        return mapping(of: operation, context, &dice)
    }

    private func canRefuse(_ task: TaskToMap) -> Bool { !task.isLastCall && task.refusals < 3 }

    private func mapping(of task: TaskToMap, _ context: MappingContext, _ dice: inout Dice) -> TaskMapping {
        let processor = task.processor ?? context.machine.processors[context.machine.processors.startIndex]
        let memories = Array(context.machine.memories.withAffinity(to: processor))
        return TaskMapping(task.requirements.map { mapping(of: $0, among: memories, context, &dice) })
    }

    private func mapping(
        of requirement: RequirementToMap, among memories: [MachineModel.Memory], _ context: MappingContext, _ dice: inout Dice
    ) -> RequirementMapping {
        dice.stir(requirement.domain.volume)
        let memory = requirement.isShared ? context.machine.sharedMemory : memories[dice.below(memories.count)]
        return RequirementMapping(
            in: memory, extent: dice.below(2) == 0 ? .piece : .region, padding: dice.below(3) == 0 ? dice.below(5) : 0,
            reuses: dice.below(4) != 0)
    }

    private func processor(_ dice: inout Dice, _ context: MappingContext) -> MachineModel.Processor.ID? {
        let able = context.machine.processors.filter(\.runsBodies)
        return dice.below(3) == 0 ? nil : able[dice.below(able.count)].id
    }

    /// Numbers that follow from a seed.
    private struct Dice {
        private var state: UInt64

        init(_ seed: UInt64, _ name: String, _ number: Int) {
            state = seed
            for byte in name.utf8 { stir(Int(byte)) }
            stir(number)
        }

        mutating func stir(_ number: Int) {
            var z = (state ^ UInt64(truncatingIfNeeded: number)) &+ 0x9e37_79b9_7f4a_7c15
            z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
            state = z ^ z >> 31
        }

        mutating func below(_ bound: Int) -> Int {
            stir(bound)
            return Int(state >> 1) % bound
        }
    }
}

extension Domain {
    /// Each point as a domain, in row-major order within each rectangle.
    fileprivate var singlePoints: [Domain] {
        (0 ..< volume).map { index in
            let point = ContiguousArray(pointCoordinates(at: index))
            return Domain(dimension: dimension, flat: point + point)
        }
    }
}
