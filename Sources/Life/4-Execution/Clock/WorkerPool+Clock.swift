import CSystem
import Synchronization

// Where modelled time meets the threads; see `ModelledClock.md`.

extension WorkerPool {
    /// True while the clock has something to do when everybody rests.
    var isClockPending: Bool { clock?.isPending ?? false }

    /// Lets modelled time go on if everybody rests and no code runs; then this thread, which rested, does so no more.
    func passTime(_ worker: Worker, _ kind: Resting.Kind, when isWaiting: () -> Bool = { true }) -> Bool {
        guard let clock, clock.isPending else { return false }
        guard resting.leave(kind, of: count, when: { _ in watch.isIdle && !hasOverflow && isWaiting() }) else { return false }
        clock.goOn(worker)
        return true
    }

    /// Sleeps, while code of the program runs elsewhere, for as long as the clock waits for it.
    func sleepBesideCode(_ ticket: UInt32, _ worker: Worker, _ clock: ModelledClock) {
        sleep(on: wakeWord, while: ticket, atMost: Self.codePatience)
        let isQuiet = wakeWord.pointee.load(ordering: .sequentiallyConsistent) == ticket
        guard isQuiet, resting.leave(.asleep, of: count, when: { _ in !hasOverflow }) else { return resting.end(.asleep) }
        clock.goOn(worker)
    }

    /// Nanoseconds for which the clock waits for code outside the pool while nobody does anything.
    private static let codePatience: Int64 = 100_000_000

    /// With a modelled clock one thread works, so that runs are alike, until tasks come that must run at the same time.
    func park(_ worker: Worker) {
        if clock == nil || worker.index == 0 { return }
        resting.begin(.asleep)
        // Whoever rests last looks whether anything can go on; one that is parked leaves that to the thread that works.
        wakeWord.pointee.wrappingAdd(1, ordering: .sequentiallyConsistent)
        cohort_futex_wake(wakeWord, 1)
        while parking.pointee.load(ordering: .acquiring) == 0 { sleep(on: parking, while: 0) }
        resting.end(.asleep)
    }

    /// Lets all threads work.
    func unpark() {
        if clock == nil || parking.pointee.exchange(1, ordering: .acquiringAndReleasing) != 0 { return }
        cohort_futex_wake(parking, Int32.max)
    }
}
