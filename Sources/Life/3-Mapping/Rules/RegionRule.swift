import CohortDiagnostics

/// What holds for the instances of some regions, when a task uses some fields of them in some way.
public struct RegionRule: Sendable {
    /// What tasks do with data.
    public enum Use: String, Sendable, CaseIterable {
        /// They read, and change nothing.
        case reads
        /// They write, whether they read or not.
        case writes
        /// They reduce.
        case reduces

        func covers(_ privilege: Privilege) -> Bool {
            switch self {
            case .reads: privilege == .read
            case .writes: privilege.writes
            case .reduces: privilege == .reduce
            }
        }
    }

    /// It speaks of regions with one of these names.
    public let names: [NamePattern]
    /// It speaks of uses of at least one field of such a name; nothing for any fields.
    public let field: NamePattern?
    /// It speaks of such uses; nothing for any.
    public let use: Use?
    /// It holds where all of these do; they speak of the points that one task uses.
    public let conditions: [RuleCondition]
    /// Where the rule stands.
    public let place: RulePlace
    /// Where the data lie.
    public internal(set) var memory: Stated<MemoryChoice>?
    /// How much of the region new instances have room for.
    public internal(set) var extent: Stated<RequirementMapping.Extent>?
    /// How the instances are laid out.
    public internal(set) var layout: Stated<[LayoutTrait]>?
    /// Whether an instance that is there may be overwritten.
    public internal(set) var reuse: Stated<Bool>?
    /// When the instances leave a memory that is full.
    public internal(set) var leaves: Stated<RequirementMapping.Leaving>?

    init(_ names: [NamePattern], field: NamePattern?, _ use: Use?, when conditions: [RuleCondition], at place: RulePlace) {
        (self.names, self.field, self.use, self.conditions, self.place) = (names, field, use, conditions, place)
    }

    /// What holds for the instances of a region; what is nil is left to other rules.
    ///
    /// - Parameters:
    ///   - name: the region's name, or a pattern such as `halo*`.
    ///   - field: a field's name, or a pattern.
    ///   - use: what the task does with it.
    ///   - conditions: of the points that one task uses.
    ///   - memory: where the data lie. Data that tasks share simultaneously stay where all reach them.
    ///   - layout: how the instances are laid out.
    ///   - extent: how much of the region a new instance has room for.
    ///   - reuse: whether an instance that is there may be overwritten.
    ///   - leaves: when the instances leave a memory that is full.
    public init(
        _ name: String, field: String? = nil, _ use: Use? = nil, when conditions: [RuleCondition] = [],
        memory: MemoryChoice? = nil, layout: [LayoutTrait]? = nil, extent: RequirementMapping.Extent? = nil, reuse: Bool? = nil,
        leaves: RequirementMapping.Leaving? = nil,
        file: StaticString = #fileID, line: UInt32 = #line
    ) {
        let place = RulePlace("\(file)", Int(line))
        self.init([NamePattern(name)], field: field.map { NamePattern($0) }, use, when: conditions, at: place)
        self.memory = memory.map { Stated($0, at: place) }
        self.extent = extent.map { Stated($0, at: place) }
        self.layout = layout.map { Stated($0, at: place) }
        self.reuse = reuse.map { Stated($0, at: place) }
        self.leaves = leaves.map { Stated($0, at: place) }
    }
}

extension RegionRule {
    func holds(for requirement: RequirementToMap) -> Bool {
        names.contains { $0.matches(requirement.region) }
            && field.map { field in requirement.fields.contains { field.matches($0) } } != false
            && use.map { $0.covers(requirement.privilege) } != false
            && conditions.allSatisfy { $0.holds(points: requirement.domain.volume, size: { requirement.byteCount }) }
    }
}
