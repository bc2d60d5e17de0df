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
        do {
            let answers = try next.mapMustEpoch(tasks, context)
            for (task, answer) in zip(tasks, answers) {
                show("mapMustEpoch", task.facts, answer.facts(of: task, context.machine))
            }
            return answers
        } catch {
            for task in tasks { show("mapMustEpoch", task.facts, Self.facts(of: error)) }
            throw error
        }
    }

    private func watched<Answer>(
        _ callback: String, _ question: [Facts], _ answer: () throws -> Answer, as facts: (Answer) -> [Facts]
    ) throws -> Answer {
        do {
            let answer = try answer()
            show(callback, question, facts(answer))
            return answer
        } catch {
            show(callback, question, Self.facts(of: error))
            throw error
        }
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
            if Decision.repeatable.contains(decision.callback) { file.write(decision.description) }
        }
    }
}
