import CohortDiagnostics

/// What holds for the tasks, or the operations of the runtime's, of some names.
public struct TaskRule: Sendable {
    /// What the names are of.
    public enum Subject: String, Sendable {
        /// Tasks of the program.
        case task
        /// What the runtime itself does with data, such as "fill".
        case operation
    }

    /// What the names are of.
    public let subject: Subject
    /// It speaks of what has one of these names.
    public let names: [NamePattern]
    /// It holds where all of these do; they speak of the launch.
    public let conditions: [RuleCondition]
    /// Where the rule stands.
    public let place: RulePlace
    /// Where tasks run.
    public internal(set) var processor: Stated<ProcessorChoice>?
    /// Which of the task's bodies runs, by the name of its function.
    public internal(set) var variant: Stated<String>?
    /// How the points of an index launch are divided among these processors.
    public internal(set) var slicing: Stated<Slicing>?
    /// Of tasks that wait for one processor, those with the higher priority go first.
    public internal(set) var priority: Stated<Int>?
    /// What holds for the data, those that count first in front.
    public internal(set) var regions: [RegionRule]

    init(_ subject: Subject, _ names: [NamePattern], when conditions: [RuleCondition], at place: RulePlace) {
        (self.subject, self.names, self.conditions, self.place) = (subject, names, conditions, place)
        regions = []
    }

    /// What holds for the tasks of a name; what is nil is left to other rules.
    ///
    /// - Parameters:
    ///   - name: the name, or a pattern such as `calc*`.
    ///   - subject: tasks, unless it is said otherwise.
    ///   - conditions: of the launch; `size` is that of all its points.
    ///   - processor: where they run.
    ///   - variant: which of the task's bodies runs, by the name of its function.
    ///   - slicing: how the points of an index launch are divided among these processors; evenly if nothing is said.
    ///   - priority: goes before others that wait for the same processor.
    ///   - regions: what holds for their data.
    public init(
        _ name: String, of subject: Subject = .task, when conditions: [RuleCondition] = [], processor: ProcessorChoice? = nil,
        variant: String? = nil,
        slicing: Slicing? = nil, priority: Int? = nil, file: StaticString = #fileID, line: UInt32 = #line,
        @RuleBuilder<RegionRule> _ regions: () -> [RegionRule] = { [] }
    ) {
        let place = RulePlace("\(file)", Int(line))
        self.init(subject, [NamePattern(name)], when: conditions, at: place)
        self.processor = processor.map { Stated($0, at: place) }
        self.variant = variant.map { Stated($0, at: place) }
        self.slicing = slicing.map { Stated($0, at: place) }
        self.priority = priority.map { Stated($0, at: place) }
        self.regions = regions()
    }
}

extension TaskRule {
    /// - Parameter kind: another name that it may be called by.
    func holds(for launch: LaunchToMap, _ subject: Subject, or kind: String? = nil) -> Bool {
        self.subject == subject && names.contains { $0.matches(launch.name) || kind.map($0.matches) == true }
            && conditions.allSatisfy { $0.holds(points: launch.domain.volume, size: { launch.byteCount }) }
    }
}
