import CSystem

/// Memory that is used up step by step and freed at once: in stretches so large that the system gives them in few large pages.
final class BulkMemory {
    private var stretches: [Stretch] = []
    private var next: UnsafeMutableRawPointer
    private var left = 0
    private let stretchByteCount: Int

    private struct Stretch {
        let base: UnsafeMutableRawPointer
        /// Nil for memory out of the heap.
        let reservedByteCount: Int?
    }

    /// - Parameter byteCount: about how much will be taken; what is not, costs nothing.
    init(byteCount: Int) {
        stretchByteCount = byteCount
        next = UnsafeMutableRawPointer(bitPattern: Self.alignment).unsafelyUnwrapped
    }

    deinit {
        for stretch in stretches {
            if let count = stretch.reservedByteCount {
                cohort_release_memory(stretch.base, count)
            } else {
                stretch.base.deallocate()
            }
        }
    }

    private static let alignment = 64
    /// From so much on the system is asked, which then gives large pages.
    private static let largeByteCount = 1 << 21

    /// Room for some values, that nobody else has.
    func take<Value: BitwiseCopyable>(_ type: Value.Type, _ count: Int) -> UnsafeMutablePointer<Value> {
        let byteCount = (count * MemoryLayout<Value>.stride + Self.alignment - 1) / Self.alignment * Self.alignment
        if byteCount > left { addStretch(max(byteCount, stretchByteCount)) }
        defer {
            next += byteCount
            left -= byteCount
        }
        return next.bindMemory(to: type, capacity: count)
    }

    private func addStretch(_ byteCount: Int) {
        if byteCount >= Self.largeByteCount, let base = cohort_reserve_memory(byteCount) {
            stretches.append(Stretch(base: base, reservedByteCount: byteCount))
        } else {
            let base = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: Self.alignment)
            stretches.append(Stretch(base: base, reservedByteCount: nil))
        }
        next = stretches[stretches.count - 1].base
        left = byteCount
    }
}
