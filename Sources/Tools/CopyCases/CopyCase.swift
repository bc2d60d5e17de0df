import CSystem
import CohortData
import CohortGeometry

/// One copy between two layouts, by the runtime and by a loop in C.
public struct CopyCase: Sendable {
    /// What is copied, such as `transpose.32.memory`.
    public let name: String
    let byteCount: Int
    /// Memory that a side takes, with the gaps.
    let spannedByteCount: Int
    let makePair: @Sendable (Memory) -> Pair

    /// Where to copy from and to.
    struct Memory {
        let source: UnsafeMutableRawPointer
        let target: UnsafeMutableRawPointer
    }

    /// The two ways to do it.
    struct Pair {
        let ours: () -> Void
        let byHand: () -> Void

        init(_ copy: InstanceCopy, _ domain: Domain, byHand: @escaping () -> Void) {
            ours = { copy.copy(domain) }
            self.byHand = byHand
        }
    }

    /// All cases: of 64 MiB, which no cache holds, and of 256 KiB, so that both sides fit in the second cache.
    public static let all = [("memory", 64 << 20), ("cache", 256 << 10)].flatMap { place, byteCount in
        contiguous(place, byteCount) + rows(place, byteCount) + structures(place, byteCount) + transpositions(place, byteCount)
    }

    /// Bytes copied in a nanosecond by the runtime and by hand, medians of runs in turns.
    ///
    /// - Parameter clock: the time used so far, in nanoseconds.
    public func measure(runs: Int, clock: () -> Double) -> (ours: Double, byHand: Double)? {
        guard let source = cohort_reserve_memory(spannedByteCount) else { return nil }
        defer { cohort_release_memory(source, spannedByteCount) }
        guard let target = cohort_reserve_memory(spannedByteCount) else { return nil }
        defer { cohort_release_memory(target, spannedByteCount) }
        source.initializeMemory(as: UInt8.self, repeating: 1, count: spannedByteCount)
        target.initializeMemory(as: UInt8.self, repeating: 2, count: spannedByteCount)
        let pair = makePair(Memory(source: source, target: target))
        let times = max(1, (32 << 20) / byteCount)
        let pairs = (0 ..< runs).map { _ in (time(times, clock, pair.ours), time(times, clock, pair.byHand)) }
        let bytes = Double(byteCount * times)
        return (bytes / middle(pairs.map(\.0)), bytes / middle(pairs.map(\.1)))
    }

    private func time(_ times: Int, _ clock: () -> Double, _ body: () -> Void) -> Double {
        let start = clock()
        for _ in 0 ..< times { body() }
        return clock() - start
    }

    private func middle(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
