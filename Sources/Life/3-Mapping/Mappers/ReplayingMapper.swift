import CohortDiagnostics
import CohortLocking
import CohortMachineModel

/// Answers each question as it was answered in another run of the same program.
///
/// Questions are known by their launch and point, whatever the order in which they come; where one was asked several times, the last
/// answer counts, which is the one that could be followed. Which sources data are copied from is not repeated, since it depends on the moment
/// which there are. A question that was not asked then, or about something else, is an error,
/// `mapping.decisions`, and so are all strange ones after it: each tells of the first.
public final class ReplayingMapper: Mapper {
    /// "replay".
    public let name = "replay"
    /// Whether an answer named instances.
    public let wantsInstances: Bool
    /// Results of tasks, if the recorded mapper had anything to say of them.
    public let interests: MapperInterests
    private let known: [Key: Decision]
    private let divergence = Locked<CohortError?>(nil)

    private struct Key: Hashable {
        let callback: String
        let launch: String
        let task: String
        let point: String?
    }

    /// A mapper that answers as these decisions say.
    public init(_ decisions: [Decision]) {
        let answered = decisions.filter { $0.error == nil }
        known = Dictionary(answered.map { (Self.key($0.callback, $0.question), $0) }) { _, last in last }
        interests = answered.contains { $0.callback == "postmapTask" } ? .postmapping : []
        wantsInstances = answered.contains { $0.answer.contains { $0["instance"] != nil } }
    }

    /// A mapper that answers as a recording mapper wrote to a file.
    ///
    /// - Throws: `mapping.decisions` when it cannot be read.
    public convenience init(file path: String) throws(CohortError) { self.init(try Decision.recorded(in: path)) }

    /// See `Mapper`.
    public func selectTaskOptions(_ launch: LaunchToMap, _ context: MappingContext) throws -> TaskOptions {
        let answer = try answer("selectTaskOptions", [launch.facts])
        return try TaskOptions(answer.first ?? Facts(), context.machine)
    }

    /// See `Mapper`.
    public func sliceTask(_ launch: LaunchToMap, _ options: TaskOptions, _ context: MappingContext) throws -> [TaskSlice] {
        try answer("sliceTask", [launch.facts]).map { try TaskSlice($0, context.machine) }
    }

    /// See `Mapper`.
    public func mapTask(_ task: TaskToMap, _ context: MappingContext) throws -> TaskMapping {
        try TaskMapping(answer("mapTask", task.facts), for: task, context.machine)
    }

    /// See `Mapper`.
    public func mapOperation(_ operation: OperationToMap, _ context: MappingContext) throws -> OperationMapping {
        OperationMapping(
            try RequirementMapping.all(in: answer("mapOperation", operation.facts), for: operation.requirements, context.machine))
    }

    /// See `Mapper`.
    public func postmapTask(_ task: TaskToMap, _ context: MappingContext) throws -> [[RequirementMapping]] {
        try task.results(in: answer("postmapTask", task.facts), context.machine)
    }

    /// See `Mapper`.
    public func selectTunable(_ tunable: TunableToSelect, _ context: MappingContext) throws -> Int? {
        try answer("selectTunable", [tunable.facts]).first?["value"].flatMap { Int($0) }
    }

    /// See `Mapper`.
    public func mapMustEpoch(_ tasks: [TaskToMap], _ context: MappingContext) throws -> [TaskMapping] {
        try tasks.map { try TaskMapping(answer("mapMustEpoch", $0.facts), for: $0, context.machine) }
    }

    private func answer(_ callback: String, _ question: [Facts]) throws(CohortError) -> [Facts] {
        let decision = known[Self.key(callback, question)]
        if let decision, decision.question == question { return decision.answer }
        let error = Self.difference(callback, question, decision)
        throw divergence.withLock { first in
            let told = first ?? error
            first = told
            return told
        }
    }

    private static func key(_ callback: String, _ question: [Facts]) -> Key {
        Key(
            callback: callback, launch: question.first?["id"] ?? "", task: question.first?["task"] ?? "",
            point: question.first?["point"])
    }

    private static func difference(_ callback: String, _ question: [Facts], _ decision: Decision?) -> CohortError {
        let whom = "`\(callback)` of launch \(question.first?["id"] ?? ""), '\(question.first?["task"] ?? "")'"
        let asked = question.map(\.description).joined(separator: " | ")
        let then = decision.map { "then it was about \($0.question.map(\.description).joined(separator: " | "))" }
        return CohortError(
            .mappingDecisions,
            "the program asks another question than the recorded one: \(whom), about \(asked); \(then ?? "there was none")",
            rule: "recorded decisions answer the questions of the same program with the same arguments",
            fix: "run it as it was recorded, or record it anew")
    }
}
