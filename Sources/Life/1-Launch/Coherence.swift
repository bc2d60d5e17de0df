/// What the siblings of a task may do meanwhile to the data it uses.
public enum Coherence: UInt8, Sendable {
    /// Tasks that share data run in program order, unless both read.
    case exclusive
    /// Atomic tasks that share data run one at a time, in any order.
    case atomic
    /// Simultaneous tasks that share data may run side by side, on the same instance.
    case simultaneous
    /// As `simultaneous`.
    case relaxed
}

/// What two uses of the same data mean for each other.
enum UseRelation {
    /// They may run side by side.
    case free
    /// The later follows the earlier.
    case ordered
    /// One at a time, in either order.
    case serialised
}

/// One operation's use of some data, as far as others' uses depend on it.
struct DataUse {
    var changes: Bool
    var coherence: Coherence

    /// How two uses of the same points and fields go together; symmetric, since in one instance there is nothing to rename.
    ///
    /// Reductions are not here: their folds are changes in program order.
    static func relation(_ earlier: DataUse, _ later: DataUse) -> UseRelation {
        if !earlier.changes && !later.changes { return .free }
        if earlier.coherence == .exclusive || later.coherence == .exclusive { return .ordered }
        switch (earlier.coherence == .atomic, later.coherence == .atomic) {
        case (true, true): return .serialised
        case (false, false): return .free
        case (true, false): return later.changes ? .ordered : .free
        case (false, true): return earlier.changes ? .ordered : .free
        }
    }
}

extension Requirement {
    /// What the requirement means for others. Reductions stay exclusive: their folds come in program order, whatever was said.
    var use: DataUse {
        DataUse(
            changes: privilege != .read && privilege != .none, coherence: privilege == .reduce ? .exclusive : coherence)
    }
}
