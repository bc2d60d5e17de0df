import CohortData
import CohortGeometry
import CohortMachineModel

/// Legal answers at random: a program's results may not depend on them, and this finds out.
///
/// The answers follow from the seed and from what is asked, not from when: the same task of the same program gets the same
/// answers in every run.
public struct RandomMapper: Mapper {
    /// "random".
    public let name = "random"
    /// All that can be answered at random.
    public var interests: MapperInterests { [.readyTasks, .stealing, .sources, .postmapping, .collections] }
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

    /// Any body that the processor runs, any memory that it reaches, any extent, any layout that the body walks, another priority; some are
    /// put back, like those that are left.
    public func mapTask(_ task: TaskToMap, _ context: MappingContext) -> TaskMapping {
        var dice = Dice(seed, task.name, task.point)
        var answer = mapping(of: task, context, &dice)
        dice.stir(task.refusals)
        if canRefuse(task), dice.below(8) == 0 { return .putBack }
        if dice.below(2) == 0 { answer.priority = dice.below(5) - 2 }
        return answer
    }

    private func canRefuse(_ task: TaskToMap) -> Bool { !task.isLastCall && task.refusals < 3 }

    private func mapping(of task: TaskToMap, _ context: MappingContext, _ dice: inout Dice) -> TaskMapping {
        let processor = task.processor ?? context.machine.processors[context.machine.processors.startIndex]
        let memories = Array(context.machine.memories.withAffinity(to: processor))
        let variants = task.variants(on: task.processor)
        let variant = variants[dice.below(variants.count)]
        let answers = zip(task.requirements, variant.walksAnyLayout).map { requirement, walksAnyLayout in
            var answer = mapping(of: requirement, among: memories, context, &dice)
            if !requirement.isShared { answer.layout = layout(of: requirement, walksAnyLayout, &dice) }
            return answer
        }
        var answer = TaskMapping(answers, variant: variant.id)
        answer.reports = dice.below(4) == 0 ? .all : []
        return answer
    }

    /// Any memory, any extent, any layout of contiguous rows.
    public func mapOperation(_ operation: OperationToMap, _ context: MappingContext) -> OperationMapping {
        var dice = Dice(seed, operation.name, operation.point)
        let memories = context.machine.memories.filter { $0.kind != .file }
        let answers = operation.requirements.map { requirement in
            var answer = mapping(of: requirement, among: memories, context, &dice)
            if !requirement.isShared { answer.layout = layout(of: requirement, false, &dice) }
            return answer
        }
        var answer = OperationMapping(answers)
        answer.reports = dice.below(4) == 0 ? .all : []
        return answer
    }

    /// Some of the sources, in any order.
    public func selectSources(_ copy: SourcesToSelect, _ context: MappingContext) -> [InstanceToMap.ID] {
        var dice = Dice(seed, copy.name, copy.point)
        var rest = copy.sources.map(\.instance.id)
        return (0 ..< dice.below(rest.count + 1)).map { _ in rest.remove(at: dice.below(rest.count)) }
    }

    /// Now and then another memory, or two.
    public func postmapTask(_ task: TaskToMap, _ context: MappingContext) -> [[RequirementMapping]] {
        var dice = Dice(seed, task.name, task.point &+ 1)
        let memories = context.machine.memories.filter { $0.kind != .file }
        return task.requirements.map { requirement in
            let count = requirement.isShared || dice.below(3) != 0 ? 0 : dice.below(2) + 1
            return (0 ..< count).map { _ in mapping(of: requirement, among: memories, context, &dice) }
        }
    }

    private func mapping(
        of requirement: RequirementToMap, among memories: [MachineModel.Memory], _ context: MappingContext, _ dice: inout Dice
    ) -> RequirementMapping {
        dice.stir(requirement.domain.volume)
        let extents = RequirementMapping.Extent.allCases
        let memory = requirement.isShared ? context.machine.sharedMemory : memories[dice.below(memories.count)]
        return RequirementMapping(
            in: memory, extent: extents[dice.below(extents.count)], reuses: dice.below(4) != 0)
    }

    /// As usual, or a layout that accessors walk; those that need a contiguous last dimension keep it.
    private func layout(of requirement: RequirementToMap, _ walksAnyLayout: Bool, _ dice: inout Dice) -> [LayoutTrait] {
        if dice.below(2) == 0 { return [] }
        let dimension = requirement.domain.dimension
        var axes = dice.shuffled((0 ..< (walksAnyLayout ? dimension : dimension - 1)).map(LayoutAxis.dimension))
        if walksAnyLayout { axes.insert(.fields, at: dice.below(dimension + 1)) } else { axes.append(.dimension(dimension - 1)) }
        var traits: [LayoutTrait] = walksAnyLayout ? [.order(axes)] : [.columns, .order(axes)]
        if dice.below(2) == 0 { traits.append(.alignment(8 << dice.below(4))) }
        if walksAnyLayout, dice.below(3) == 0 { traits.append(.rowAlignment(16 << dice.below(3))) }
        if dice.below(3) == 0 {
            traits.append(.padding(dimension: dice.below(dimension), before: dice.below(3), after: dice.below(5)))
        }
        if dice.below(3) == 0 { traits.append(.fields(dice.shuffled(requirement.fields))) }
        return traits
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

        mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
            var elements = elements
            for index in elements.indices { elements.swapAt(index, index + below(elements.count - index)) }
            return elements
        }

        mutating func below(_ bound: Int) -> Int {
            stir(bound)
            return Int(state >> 1) % bound
        }
    }
}
