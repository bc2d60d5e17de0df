/// An explicit copy, as the launch that it stands for: its arguments are the destination, the source, and then the pointers.
public struct Copy: Sendable {
    /// Where elements come from and go to.
    public var form: Form
    /// The arguments, and the points of an index copy.
    public var launch: Launch
    /// True when pointers may lead outside, where nothing is copied.
    public var skips = false

    /// A copy.
    public init(_ form: Form, _ launch: Launch) {
        self.form = form
        self.launch = launch
    }

    /// Which sides are named by pointers.
    public enum Form: String, CaseIterable, Sendable {
        /// Neither: equal points.
        case direct
        /// The source, by argument 2.
        case gather
        /// The destination, by argument 2.
        case scatter
        /// The source by argument 2, the destination by argument 3.
        case both

        /// The argument whose points are gone over, and the one that must have all of them.
        var domains: (walked: Int, around: Int) {
            switch self {
            case .direct: (0, 1)
            case .gather: (0, 2)
            case .scatter: (2, 1)
            case .both: (3, 2)
            }
        }
    }

    /// The operator of a reducing copy.
    var fold: Fold? { if case .reduce(let fold) = launch.arguments[0].use { fold } else { nil } }
}
