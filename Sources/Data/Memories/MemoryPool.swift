import CSystem

/// One memory of the machine as it holds instances, and the count of what it holds.
package final class MemoryPool: @unchecked Sendable {
    // SAFETY: what varies is used under the lock of the manager that owns the pool.
    package let number: Int
    package let name: String
    /// Bytes; `Int.max` when only the system's refusal bounds it.
    package let capacity: Int
    /// How far out it is: data that must leave go to a memory further out.
    package let rank: Int
    /// The memory that this one is a part of.
    private let enclosing: MemoryPool?
    /// True when what it holds lies in files.
    package let isDisk: Bool
    package private(set) var usedByteCount = 0
    /// The most it ever held.
    package private(set) var peakByteCount = 0

    package init(number: Int, name: String, capacity: Int, rank: Int, isDisk: Bool, enclosing: MemoryPool?) {
        self.number = number
        self.name = name
        self.capacity = capacity
        self.rank = rank
        self.isDisk = isDisk
        self.enclosing = enclosing
    }

    package func hasRoom(for byteCount: Int) -> Bool {
        byteCount <= capacity - usedByteCount && enclosing?.hasRoom(for: byteCount) ?? true
    }

    /// The memory that lacks the room: this one, or the one that it is a part of.
    package func bottleneck(for byteCount: Int) -> MemoryPool {
        guard byteCount <= capacity - usedByteCount, let enclosing else { return self }
        return enclosing.bottleneck(for: byteCount)
    }

    /// True when what this one holds takes room in the other.
    package func takesRoom(in other: MemoryPool) -> Bool { self === other || enclosing?.takesRoom(in: other) ?? false }

    /// Memory for an instance, zeroed; nil when the capacity does not allow it, or the system refuses.
    func take(_ byteCount: Int, alignment: Int) -> UnsafeMutableRawPointer? {
        guard hasRoom(for: byteCount) else { return nil }
        let base = isDisk ? cohort_reserve_file(byteCount) : InstanceMemory.reserve(byteCount, alignment: alignment)
        guard let base else { return nil }
        count(byteCount)
        return base
    }

    private func count(_ byteCount: Int) {
        usedByteCount += byteCount
        peakByteCount = max(peakByteCount, usedByteCount)
        enclosing?.count(byteCount)
    }

    func giveBack(_ base: UnsafeMutableRawPointer, _ byteCount: Int) {
        count(-byteCount)
        if isDisk { cohort_release_memory(base, byteCount) } else { InstanceMemory.release(base, byteCount: byteCount) }
    }
}
