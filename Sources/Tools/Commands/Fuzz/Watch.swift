import CohortOracle
import Glibc
import Synchronization

/// Ends the process when no program has begun for a minute.
final class Watch: Sendable {
    private let start = ContinuousClock.now
    private let done = Atomic<Int>(0)
    private let seed = Atomic<UInt64>(0)
    /// Milliseconds from the start to the beginning of the program.
    private let began = Atomic<Int64>(0)
    private let atEnd: @Sendable (_ seed: UInt64) async -> Void

    /// - Parameter atEnd: called with the seed of a program that hangs, before the process ends.
    init(atEnd: @escaping @Sendable (_ seed: UInt64) async -> Void = { _ in }) { self.atEnd = atEnd }

    private var elapsed: Int64 { Int64((ContinuousClock.now - start) / .milliseconds(1)) }

    func note(done: Int, seed: UInt64) {
        self.done.store(done, ordering: .relaxed)
        self.seed.store(seed, ordering: .relaxed)
        began.store(elapsed, ordering: .releasing)
    }

    /// Watches until the task is cancelled, which whoever begins it does when all programs are over.
    func begin() -> Task<Void, any Error> {
        Task.detached {
            while true {
                try await Task.sleep(for: .seconds(5))
                guard self.elapsed - self.began.load(ordering: .acquiring) > 60_000 else { continue }
                let (done, seed) = (self.done.load(ordering: .relaxed), self.seed.load(ordering: .relaxed))
                await self.atEnd(seed)
                print("program \(seed) hangs\n\(RandomProgram.random(seed: seed))\n\(done) passed, 1 failed")
                exit(1)
            }
        }
    }
}
