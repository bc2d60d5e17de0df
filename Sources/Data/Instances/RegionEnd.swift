import CohortLocking

/// Whether some handle of a region is still held, and who is to learn when none is.
///
/// In an object of its own, so that whoever must not hold the region can ask: a weak reference would make each counting of the region's
/// references a slow one.
package final class RegionEnd: Sendable {
    private let state = Locked(State())

    private struct State {
        var hasCome = false
        var listener: (@Sendable (Int) -> Void)?
    }

    /// True when nobody holds the region.
    package var hasCome: Bool { state.withLock { $0.hasCome } }

    /// From now on calls what `listener` returns with the region's number when nobody holds it any more; false, without asking, when that is
    /// so already.
    @discardableResult
    package func listen(_ listener: () -> @Sendable (Int) -> Void) -> Bool {
        state.withLock {
            if $0.hasCome { return false }
            $0.listener = listener()
            return true
        }
    }

    func tell(_ id: Int) {
        let listener = state.withLock {
            $0.hasCome = true
            return $0.listener
        }
        listener?(id)
    }
}
