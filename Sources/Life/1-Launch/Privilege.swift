/// What an operation may do to a field.
public enum Privilege: UInt8, Sendable {
    /// Names the data without touching it.
    case none
    /// Reads what is there.
    case read
    /// Reads what is there, and may change it.
    case readWrite
    /// Writes some points and keeps the others.
    case write
    /// Writes without reading; what was there before is lost.
    case discard
    /// Folds with one operator.
    case reduce

    package var writes: Bool { self == .readWrite || self == .write || self == .discard }
    /// True when the old contents matter.
    package var needsOldData: Bool { self == .read || self == .readWrite || self == .reduce }
    package var verb: String {
        switch self {
        case .none: "names"
        case .read: "reads"
        case .readWrite: "reads and writes"
        case .write: "writes"
        case .discard: "overwrites"
        case .reduce: "reduces"
        }
    }

    /// True when a task holding `self` may pass `child` on.
    package func permits(_ child: Privilege) -> Bool {
        switch child {
        case .none: true
        case .read: self == .read || self == .readWrite
        case .reduce: self == .readWrite || self == .reduce
        case .readWrite: self == .readWrite
        case .write: self == .readWrite || self == .write || self == .discard
        case .discard: self == .readWrite || self == .discard || self == .write
        }
    }
}
