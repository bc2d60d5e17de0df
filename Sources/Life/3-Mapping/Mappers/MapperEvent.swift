import CohortDiagnostics
import Synchronization

/// Something that happens once, of which a mapper's answers tell each other.
///
/// Whoever triggers it wakes the tasks that the mapper left or put back.
public final class MapperEvent: Sendable {
    private let hasHappened = Atomic<Bool>(false)
    private let post: MapperPost

    init(_ post: MapperPost) { self.post = post }

    /// Whether it has happened.
    public var hasTriggered: Bool { hasHappened.load(ordering: .acquiring) }

    /// Lets it happen; the second time nothing changes. Any thread may.
    public func trigger() {
        hasHappened.store(true, ordering: .releasing)
        post.didChange()
    }
}

extension MappingContext {
    /// An event that has not happened.
    public func makeEvent() -> MapperEvent { MapperEvent(post) }

    /// Waits until an event has happened; the thread does other work meanwhile.
    ///
    /// - Throws: `mapping.event` when nothing runs any more that could trigger it; at once in a mapper that is `serialized`, and outside of a
    ///   mapper's answers.
    public func wait(for event: MapperEvent) throws(CohortError) { try post.wait(for: event) }
}
