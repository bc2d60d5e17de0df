/// What one operation does with some data, as far as others depend on it.
struct Use: Hashable {
    let operation: Int
    let launch: Int
    let changes: Bool
    let coherence: Log.Coherence

    /// How two uses of the same point and field must come, by the rule of Legion's manual as restated in §6.1 of our inventory of its
    /// features, for data that lie in one place.
    enum Relation {
        /// In any order, also at the same time.
        case free
        /// In any order, one at a time.
        case apart
        /// In the order of the program.
        case ordered
    }

    /// How this use and a later one must come.
    func relation(to later: Use) -> Relation {
        if !changes, !later.changes { return .free }
        if coherence == .exclusive || later.coherence == .exclusive { return .ordered }
        if coherence == .atomic, later.coherence == .atomic { return .apart }
        if coherence != .atomic, later.coherence != .atomic { return .free }
        // One of them takes no notice of the other's turn: only a reader that does so may come at any time.
        let careless = coherence == .atomic ? later : self
        return careless.changes ? .ordered : .free
    }
}

extension Use {
    /// What a point of a launch does by one of its requirements; nil when that orders nothing.
    ///
    /// Folds into memory of one's own order nothing, since a launch of kind `fold` follows that does; those into the data change them.
    init?(_ operation: Int, _ launch: Int, _ requirement: Log.Requirement) {
        if requirement.privilege == .none || requirement.accumulates { return nil }
        self.init(
            operation: operation, launch: launch, changes: requirement.privilege != .read,
            coherence: requirement.privilege == .reduce ? .exclusive : requirement.coherence)
    }
}
