import CohortDiagnostics
import CohortMachineModel

/// Shows each question to somebody, with the answer that the mapper behind it gives.
public struct WatchingMapper: ForwardingMapper {
    /// The mapper that answers.
    public let next: any Mapper
    private let see: @Sendable (Decision) -> Void

    /// A mapper that answers as `next` does; `see` is called after each question, by several threads at a time.
    public init(_ next: any Mapper, see: @escaping @Sendable (Decision) -> Void) {
        self.next = next
        self.see = see
    }

    /// See `Mapper`.
    public func configureContext(_ task: ContextToMap, _ context: MappingContext) throws -> ContextConfiguration {
        try watched("configureContext", [task.facts]) {
            try next.configureContext(task, context)
        } as: {
            [$0.facts]
        }
    }

    /// See `Mapper`. There is a decision for each task.
    public func selectTasksToMap(_ ready: [TaskToMap], _ context: MappingContext) throws -> [TaskSelection] {
        try watched("selectTasksToMap", ready.map(\.facts)) {
            try next.selectTasksToMap(ready, context)
        } as: {
            $0.map { [$0.facts(context.machine)] }
        }
    }

    /// See `Mapper`.
    public func selectStealTargets(
        _ thief: MachineModel.Processor, _ victims: [MachineModel.Processor], _ context: MappingContext
    ) throws -> [MachineModel.Processor.ID] {
        try watched("selectStealTargets", [Facts([("thief", thief.name)])]) {
            try next.selectStealTargets(thief, victims, context)
        } as: { targets in
            targets.map { target in Facts([("victim", context.machine.processor(target)?.name ?? "\(target)")]) }
        }
    }

    /// See `Mapper`.
    public func permitStealing(_ request: StealRequest, _ context: MappingContext) throws -> [Int] {
        try watched("permitStealing", request.facts) {
            try next.permitStealing(request, context)
        } as: { numbers in
            numbers.map { number in Facts([("stolen", "\(number)")]) }
        }
    }

    /// See `Mapper`; shown without an answer.
    public func handleMessage(_ message: MapperMessage, _ context: MappingContext) {
        next.handleMessage(message, context)
        show("handleMessage", [message.facts], [])
    }

    /// See `Mapper`.
    public func selectTaskOptions(_ launch: LaunchToMap, _ context: MappingContext) throws -> TaskOptions {
        try watched("selectTaskOptions", [launch.facts]) {
            try next.selectTaskOptions(launch, context)
        } as: {
            [$0.facts(context.machine)]
        }
    }

    /// See `Mapper`.
    public func sliceTask(_ launch: LaunchToMap, _ options: TaskOptions, _ context: MappingContext) throws -> [TaskSlice] {
        try watched("sliceTask", [launch.facts]) {
            try next.sliceTask(launch, options, context)
        } as: { slices in
            slices.map { $0.facts(context.machine) }
        }
    }

    /// See `Mapper`.
    public func mapTask(_ task: TaskToMap, _ context: MappingContext) throws -> TaskMapping {
        try watched("mapTask", task.facts) {
            try next.mapTask(task, context)
        } as: {
            $0.facts(of: task, context.machine)
        }
    }

    /// See `Mapper`.
    public func mapOperation(_ operation: OperationToMap, _ context: MappingContext) throws -> OperationMapping {
        try watched("mapOperation", operation.facts) {
            try next.mapOperation(operation, context)
        } as: {
            $0.facts(of: operation, context.machine)
        }
    }

    /// See `Mapper`.
    public func selectSources(_ copy: SourcesToSelect, _ context: MappingContext) throws -> [InstanceToMap.ID] {
        try watched("selectSources", [copy.facts]) {
            try next.selectSources(copy, context)
        } as: {
            [copy.facts(of: $0)]
        }
    }

    /// See `Mapper`.
    public func postmapTask(_ task: TaskToMap, _ context: MappingContext) throws -> [[RequirementMapping]] {
        try watched("postmapTask", task.facts) {
            try next.postmapTask(task, context)
        } as: {
            task.facts(ofResults: $0, context.machine)
        }
    }

    /// See `Mapper`.
    public func selectTunable(_ tunable: TunableToSelect, _ context: MappingContext) throws -> Int? {
        try watched("selectTunable", [tunable.facts]) {
            try next.selectTunable(tunable, context)
        } as: { value in
            [Facts(value.map { [("value", "\($0)")] } ?? [])]
        }
    }

    /// See `Mapper`; shown without an answer.
    public func report(_ report: ProfilingReport, _ context: MappingContext) {
        next.report(report, context)
        show("report", [report.facts], [])
    }

    /// See `Mapper`; shown without an answer.
    public func handleCollection(_ instance: CollectedInstance, _ context: MappingContext) {
        next.handleCollection(instance, context)
        show("handleCollection", [instance.facts], [])
    }

    /// See `Mapper`. There is a decision for each task.
    public func mapMustEpoch(_ tasks: [TaskToMap], _ context: MappingContext) throws -> [TaskMapping] {
        try watched("mapMustEpoch", tasks.map(\.facts)) {
            try next.mapMustEpoch(tasks, context)
        } as: { answers in
            zip(tasks, answers).map { $1.facts(of: $0, context.machine) }
        }
    }

    /// One question about several tasks: a decision for each.
    private func watched<Answer>(
        _ callback: String, _ questions: [[Facts]], _ answer: () throws -> Answer, as facts: (Answer) -> [[Facts]]
    ) throws -> Answer {
        do {
            let answer = try answer()
            for (question, facts) in zip(questions, facts(answer)) { show(callback, question, facts) }
            return answer
        } catch {
            for question in questions { show(callback, question, Self.facts(of: error)) }
            throw error
        }
    }

    private func watched<Answer>(
        _ callback: String, _ question: [Facts], _ answer: () throws -> Answer, as facts: (Answer) -> [Facts]
    ) throws -> Answer {
        try watched(callback, [question], answer, as: { [facts($0)] })
    }

    private func show(_ callback: String, _ question: [Facts], _ answer: [Facts]) {
        var answer = answer.isEmpty ? [Facts()] : answer
        answer[0].add("mapper", next.last.name)
        see(Decision(callback, question, answer))
    }

    private static func facts(of error: any Error) -> [Facts] {
        [Facts([("error", (error as? CohortError)?.summary ?? "\(error)")])]
    }
}

extension WatchingMapper {
    /// Writes each question with its answer, or the error that was thrown, as a line, and when that was.
    ///
    /// - Parameters:
    ///   - next: the mapper that answers.
    ///   - path: the file; without one the standard error stream.
    /// - Throws: `mapping.decisions` when the file cannot be written.
    public static func logging(_ next: any Mapper, to path: String? = nil) throws(CohortError) -> WatchingMapper {
        let file = try DecisionFile(path)
        let start = ContinuousClock.now
        return WatchingMapper(next) { decision in
            let microseconds = (ContinuousClock.now - start) / .microseconds(1)
            file.write("[\(Int(microseconds)) us] \(decision)")
        }
    }

    /// Writes the decisions that say where something is, and tunables, to a file, for `ReplayingMapper` and `cohort map --explain`.
    ///
    /// - Parameters:
    ///   - next: the mapper that answers.
    ///   - path: the file.
    /// - Throws: `mapping.decisions` when it cannot be written.
    public static func recording(_ next: any Mapper, to path: String) throws(CohortError) -> WatchingMapper {
        let file = try DecisionFile(path)
        file.write(Decision.heading)
        return WatchingMapper(next) { decision in
            if decision.isRepeatable { file.write(decision.description) }
        }
    }
}
