import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

/// Where an access outside the domain goes in a checked build: the task fails, and nothing of anyone's is touched.
@usableFromInline
enum AccessFailure {
    /// Fails the running task, and returns memory that nobody reads.
    @usableFromInline @inline(never)
    static func sink<Element, let N: Int>(_ point: Point<N>, _ type: Element.Type) -> UnsafeMutablePointer<Element> {
        let coordinates = (0 ..< N).map { "\(point[$0])" }.joined(separator: ", ")
        report("access to point (\(coordinates)), which is not in the field's domain")
        let byteCount = max(1, MemoryLayout<Element>.stride)
        // Leaked on purpose: a broken task gets an empty element of its own rather than somebody's data.
        let element = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: MemoryLayout<Element>.alignment)
        element.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
        if let managed = type as? any FieldElement.Type { managed.initialize(element, 1) }
        return element.assumingMemoryBound(to: Element.self)
    }

    /// Fails the running task with `access.out-of-bounds`.
    @usableFromInline
    static func report(_ what: String) {
        let error = CohortError(
            .outOfBounds, "task '\(TaskFrame.current?.name ?? "(none)")': \(what)",
            rule: "a task may touch only the points of the pieces it was given",
            fix: "iterate over `field.domain`, or pass a partition whose pieces include the neighbours (a halo)")
        if let frame = TaskFrame.current { frame.fail(error) } else { Warning.print(error) }
    }
}
