/// A few elements of bits at an address that stays, for whoever may not count references: its owner ends it with `deallocate`, or frees the
/// memory of which it is a part.
struct FixedList<Element> {
    let base: UnsafeMutablePointer<Element>
    let count: Int

    /// - Complexity: O(n).
    init(_ elements: ContiguousArray<Element>) {
        count = elements.count
        base = .allocate(capacity: max(1, count))
        elements.withUnsafeBufferPointer { source in
            if let first = source.baseAddress { base.initialize(from: first, count: source.count) }
        }
    }

    func deallocate() {
        base.deinitialize(count: count)
        base.deallocate()
    }

    subscript(index: Int) -> Element {
        @inline(__always) unsafeAddress { UnsafePointer(base + index) }
    }
}
