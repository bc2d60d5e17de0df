import CohortDiagnostics
import CohortGeometry
import CohortLocking
import CohortMachineModel

/// Follows rules, and asks another mapper what they do not say.
///
/// A rule about the processor sends the points of an index launch to all processors that it names, sliced as it says, and single tasks
/// to one after the other. Errors of a rule that this machine cannot follow name its line: `mapping.rules`.
public struct RuleMapper: ForwardingMapper {
    /// "rules".
    public let name = "rules"
    /// The rules.
    public let rules: Rules
    /// Answers what they leave open.
    public let next: any Mapper
    private let turns = Turns()

    /// A mapper that follows the rules, and asks `next` what they do not say.
    public init(_ rules: Rules, otherwise next: any Mapper = DefaultMapper()) {
        self.rules = rules
        self.next = next
    }

    /// How many single launches each rule has sent to a processor.
    private final class Turns: Sendable {
        private let counts = Locked<[RulePlace: Int]>([:])

        func next(_ place: RulePlace) -> Int {
            counts.withLock { counts in
                let count = counts[place, default: 0]
                counts[place] = count &+ 1
                return count
            }
        }
    }

    /// What the rules say, else what `next` answers.
    public func selectTaskOptions(_ launch: LaunchToMap, _ context: MappingContext) throws -> TaskOptions {
        var options = try next.selectTaskOptions(launch, context)
        if let priority = rules.first(\.priority, for: launch) {
            options.priority = priority.value
            options.reasons["priority"] = priority.place.description
        }
        if let stated = rules.first(\.processor, for: launch) {
            let able = try stated.processors(of: context.machine, for: launch.name)
            options.processor = able.isEmpty ? nil : able[launch.isIndexLaunch ? 0 : turns.next(stated.place) % able.count].id
            options.reasons["processor"] = stated.place.description
        }
        return options
    }

    /// The slices that the rules say; where they name no processors, those of the kind that `options` name.
    public func sliceTask(_ launch: LaunchToMap, _ options: TaskOptions, _ context: MappingContext) throws -> [TaskSlice] {
        let processor = rules.first(\.processor, for: launch)
        let slicing = rules.first(\.slicing, for: launch)
        guard let place = slicing?.place ?? processor?.place else { return try next.sliceTask(launch, options, context) }
        let kind = options.processor.flatMap { context.machine.processor($0) }?.kind ?? .cpu
        let able =
            try processor?.processors(of: context.machine, for: launch.name) ?? Array(context.machine.processors.only(kind))
        if able.isEmpty { return [TaskSlice(launch.domain, on: nil)] }
        let way = slicing?.value ?? .even
        let turn = way == .whole ? turns.next(place) : 0
        return way.slices(of: launch.domain, among: able.count).map { part, number in
            var slice = TaskSlice(part, on: able[(number + turn) % able.count].id)
            slice.reasons["processor"] = (processor?.place ?? place).description
            slice.reasons["domain"] = place.description
            return slice
        }
    }

    /// What the rules say of the regions, else what `next` answers.
    public func mapTask(_ task: TaskToMap, _ context: MappingContext) throws -> TaskMapping {
        var mapping = try next.mapTask(task, context)
        // Nobody behind sends it away from where a rule has sent it.
        if rules.first(\.processor, for: task.launch) != nil { mapping.processor = task.processor?.id }
        return try followed(mapping, by: task, context)
    }

    private func followed(_ mapping: TaskMapping, by task: TaskToMap, _ context: MappingContext) throws -> TaskMapping {
        var mapping = mapping
        let processor = mapping.processor.flatMap { context.machine.processor($0) } ?? task.processor
        if let stated = rules.first(\.variant, for: task.launch) {
            mapping.variant = try stated.variant(of: task)
            mapping.reasons["variant"] = stated.place.description
        }
        mapping.requirements = try rules.applied(to: mapping.requirements, of: task, on: processor, context.machine)
        return mapping
    }

    /// What the rules for operations say of the regions, else what `next` answers.
    public func mapOperation(_ operation: OperationToMap, _ context: MappingContext) throws -> OperationMapping {
        var mapping = try next.mapOperation(operation, context)
        mapping.requirements = try rules.applied(to: mapping.requirements, of: operation, context.machine)
        return mapping
    }

    /// What the rules say, a processor for each task, else what `next` answers.
    public func mapMustEpoch(_ tasks: [TaskToMap], _ context: MappingContext) throws -> [TaskMapping] {
        var answers = try next.mapMustEpoch(tasks, context)
        guard answers.count == tasks.count else { return answers }
        let stated = tasks.map { rules.first(\.processor, for: $0.launch) }
        let taken = zip(stated, answers).compactMap { $0 == nil ? $1.processor : nil }
        var seating = Seating(taken: taken)
        for (number, stated) in stated.enumerated() {
            guard let stated else { continue }
            let able = try stated.processors(of: context.machine, for: tasks[number].name)
            guard able.isEmpty || seating.seat(number, on: able.map(\.id)) else { throw stated.crowded(tasks[number].name) }
        }
        for (number, task) in tasks.enumerated() {
            var task = task
            if let stated = stated[number] {
                task.processor = seating.processor(of: number).flatMap { context.machine.processor($0) }
                answers[number] = try next.mapTask(task, context)
                answers[number].processor = task.processor?.id
                answers[number].reasons["processor"] = stated.place.description
            } else {
                task.processor = answers[number].processor.flatMap { context.machine.processor($0) }
            }
            answers[number] = try followed(answers[number], by: task, context)
        }
        return answers
    }
}
