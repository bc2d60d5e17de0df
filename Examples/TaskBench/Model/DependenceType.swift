/// Of which tasks of the row before a task takes the outputs, by the names of Task Bench.
public enum DependenceType: String, CaseIterable, Sendable {
    case trivial
    case noComm = "no_comm"
    case stencil = "stencil_1d"
    case periodicStencil = "stencil_1d_periodic"
    case dom
    case tree
    case fft
    case allToAll = "all_to_all"
    case nearest
    case spread
    case randomNearest = "random_nearest"

    /// True for those that repeat after a period that the user chooses.
    public var hasPeriod: Bool { self == .spread || self == .randomNearest }
}
