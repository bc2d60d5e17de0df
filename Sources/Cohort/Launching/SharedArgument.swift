import CohortLife

/// An argument of a launch that says what siblings may do meanwhile to the data it names.
///
///     count(&totals[0].sum.atomic)              // in any order, one at a time
///     produce(&buffer.slots.simultaneous)       // beside its consumer; barriers say who comes first
///
/// Exclusive is the default: tasks that share data run in program order, unless both read. Coherence is between the tasks
/// of one parent only.
/// - SeeAlso: Legion's coherence modes.
public protocol SharedArgument {
    /// What siblings may do meanwhile.
    var coherence: Coherence { get set }
}

extension SharedArgument {
    private func with(_ coherence: Coherence) -> Self {
        var argument = self
        argument.coherence = coherence
        return argument
    }

    /// Shared with atomic siblings, one at a time and in any order.
    public var atomic: Self {
        get { with(.atomic) }
        nonmutating set {}
    }

    /// Shared with simultaneous siblings, side by side on the same instance. What they do to the same element is the program's
    /// to order, by phase barriers for example.
    public var simultaneous: Self {
        get { with(.simultaneous) }
        nonmutating set {}
    }

    /// As `simultaneous`.
    public var relaxed: Self {
        get { with(.relaxed) }
        nonmutating set {}
    }
}
