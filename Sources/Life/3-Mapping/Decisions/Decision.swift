/// One question that a mapper was asked, and its answer: a value that can be printed, compared, and answered again.
///
/// The question holds what follows from the program alone, so that it is the same in every run; what memories held just then is not
/// part of it. The first group of facts speaks of the task, the others of its requirements, in their order; likewise the answer's, or
/// they speak of the slices. Where a value has a reason, a fact `NAME.by` says who decided it; else the mapper `mapper` did.
public struct Decision: Sendable, Hashable {
    /// What the protocol `Mapper` calls the question: `mapTask`. Of `mapMustEpoch` there is a decision for each of its tasks.
    public let callback: String
    /// What was asked.
    public let question: [Facts]
    /// What was answered; a single fact `error` where an error was thrown.
    public let answer: [Facts]

    init(_ callback: String, _ question: [Facts], _ answer: [Facts]) {
        (self.callback, self.question, self.answer) = (callback, question, answer)
    }

    /// The questions that are the same in every run of a program.
    private static let repeatable: Set = [
        "selectTaskOptions", "sliceTask", "mapTask", "mapOperation", "mapMustEpoch", "postmapTask",
        "selectTunable",
    ]

    /// True for what is asked in every run of a program and answered in the same way; what a mapper puts back it answers again.
    var isRepeatable: Bool { Self.repeatable.contains(callback) && answer.first?["put-back"] == nil }

    /// The launch that was asked about; see `LaunchToMap.id`.
    public var launch: String { question.first?["id"] ?? "" }
    /// The name of the task or operation.
    public var task: String { question.first?["task"] ?? "" }
    /// The number of the point; nothing for questions about a whole launch.
    public var point: String? { question.first?["point"] }
    /// The error that was thrown instead of an answer.
    public var error: String? { answer.first?["error"] }
}

extension Decision: CustomStringConvertible {
    /// One line, which `init?(_:)` reads: `mapTask id=1 task=add … | region=line … -> mapper=default | memory=system …`.
    public var description: String { "\(callback) \(Self.text(question)) -> \(Self.text(answer))" }

    private static func text(_ groups: [Facts]) -> String { groups.map(\.description).joined(separator: " | ") }
}
