import CohortOracle
import Glibc
import Synchronization

/// Ends the process when no program has begun for a minute in which the process ran: one that was stopped, or slept with its machine,
/// hangs not.
final class Watch: Sendable {
    private let done = Atomic<Int>(0)
    private let seed = Atomic<UInt64>(0)
    /// How many programs have begun.
    private let begun = Atomic<Int>(0)
    private let atEnd: @Sendable (_ seed: UInt64) async -> Void

    /// - Parameter atEnd: called with the seed of a program that hangs, before the process ends.
    init(atEnd: @escaping @Sendable (_ seed: UInt64) async -> Void = { _ in }) { self.atEnd = atEnd }

    func note(done: Int, seed: UInt64) {
        self.done.store(done, ordering: .relaxed)
        self.seed.store(seed, ordering: .relaxed)
        begun.wrappingAdd(1, ordering: .releasing)
    }

    /// Watches until the task is cancelled, which whoever begins it does when all programs are over.
    func begin() -> Task<Void, any Error> {
        Task.detached {
            var (seen, looks) = (-1, 0)
            while true {
                try await Task.sleep(for: .seconds(5))
                let begun = self.begun.load(ordering: .acquiring)
                looks = begun == seen ? looks + 1 : 0
                seen = begun
                guard looks == 12 else { continue }
                let (done, seed) = (self.done.load(ordering: .relaxed), self.seed.load(ordering: .relaxed))
                await self.atEnd(seed)
                print("program \(seed) hangs\n\(RandomProgram.random(seed: seed))\n\(done) passed, 1 failed")
                exit(1)
            }
        }
    }
}
