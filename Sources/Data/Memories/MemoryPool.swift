import CSystem
import CohortDiagnostics

/// One memory of the machine as it holds instances, and the count of what it holds.
package final class MemoryPool: @unchecked Sendable {
    // SAFETY: what varies is used under the lock of the manager that owns the pool.
    package let number: Int
    package let name: String
    /// Bytes; `Int.max` when only the system's refusal bounds it.
    package let capacity: Int
    /// True when what it holds lies in files.
    package let isDisk: Bool
    package private(set) var usedByteCount = 0
    /// The most it ever held.
    package private(set) var peakByteCount = 0

    package init(number: Int, name: String, capacity: Int = .max, isDisk: Bool = false) {
        self.number = number
        self.name = name
        self.capacity = capacity
        self.isDisk = isDisk
    }

    package func hasRoom(for byteCount: Int) -> Bool { byteCount <= capacity - usedByteCount }

    /// Memory for an instance, zeroed; nil when the capacity does not allow it, or the system refuses.
    func take(_ byteCount: Int) -> UnsafeMutableRawPointer? {
        guard hasRoom(for: byteCount) else { return nil }
        let base = isDisk ? cohort_reserve_file(byteCount) : InstanceMemory.reserve(byteCount, alignment: 64)
        guard let base else { return nil }
        usedByteCount += byteCount
        peakByteCount = max(peakByteCount, usedByteCount)
        return base
    }

    func giveBack(_ base: UnsafeMutableRawPointer, _ byteCount: Int) {
        usedByteCount -= byteCount
        if isDisk { cohort_release_memory(base, byteCount) } else { InstanceMemory.release(base, byteCount: byteCount) }
    }
}
