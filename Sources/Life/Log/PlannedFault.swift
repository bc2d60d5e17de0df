import Synchronization

/// Something that a logged run does wrong on purpose, so that a test can see whether the checker finds it.
///
/// It acts where the log is written: a runtime that writes none has no branch for it.
package enum PlannedFault: Sendable {
    /// The edge for data of this number, from 0, is not made.
    case edge(Int)
    /// The copy of this number is not made.
    case copy(Int)
}

/// Counts chances to go wrong.
final class FaultCounter: Sendable {
    private let fault: PlannedFault?
    private let count = Atomic<Int>(0)

    init(_ fault: PlannedFault?) { self.fault = fault }

    /// Whether the edge that is about to be made is the one to leave out.
    var leavesOutEdge: Bool {
        guard case .edge(let number) = fault else { return false }
        return count.wrappingAdd(1, ordering: .relaxed).oldValue == number
    }

    /// The copies that are made of those that should be.
    func copies(_ all: [DataMove]) -> [DataMove] {
        guard case .copy(let number) = fault else { return all }
        return all.filter { _ in count.wrappingAdd(1, ordering: .relaxed).oldValue != number }
    }
}
