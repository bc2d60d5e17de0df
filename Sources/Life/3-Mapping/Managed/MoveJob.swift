import CohortLocking
import CohortSimulation
import Synchronization

/// Moves of data that many workers share: each takes the next part until none is left.
///
///     parts   [ 0 1 2 | 3 4 5 6 ]        next ──▶  the first that nobody has taken
///               move 0    move 1         left      how many are not done; whoever ends the last one tells
final class MoveJob: @unchecked Sendable {
    // SAFETY: moves and parts never change; two parts write no byte in common; who sees `left` at 0 sees what all have written.
    let moves: [DataMove]
    private let parts: [(move: Int, part: DataMove.Part)]
    private let next = Atomic<Int>(0)
    private let left: Atomic<Int>
    /// From the first begin to the last end of each move's parts; empty when nobody wants to know.
    private let spans: Locked<[Span]>
    private let isTimed: Bool
    private let whenDone: (@Sendable (MoveJob) -> Void)?

    private struct Span {
        var begin: ContinuousClock.Instant?
        var end: ContinuousClock.Instant?
    }

    /// What is less is not worth another thread's attention; some hundred microseconds.
    static let sharedByteCount = 1 << 20
    static let partByteCount = 512 << 10

    init(_ moves: [DataMove], isTimed: Bool, whenDone: (@Sendable (MoveJob) -> Void)? = nil) {
        self.moves = moves
        self.isTimed = isTimed
        self.whenDone = whenDone
        parts = moves.enumerated().flatMap { number, move in
            move.parts(ofAtMost: Self.partByteCount).map { (move: number, part: $0) }
        }
        left = Atomic(parts.count)
        spans = Locked(isTimed ? Array(repeating: Span(), count: moves.count) : [])
    }

    /// Hands the job to the workers of a pool; whoever ends the last part calls `whenDone`.
    func submit(to pool: WorkerPool) {
        if parts.isEmpty { whenDone?(self) }
        for _ in 0 ..< min(parts.count, pool.count) { pool.submit(WorkItem(Unmanaged.passRetained(self))) }
    }

    /// Does the job here, with the help of workers that have nothing else to do.
    func run(with pool: WorkerPool) {
        for _ in 1 ..< max(1, min(parts.count, pool.count)) { pool.submit(WorkItem(Unmanaged.passRetained(self))) }
        work()
        // Others are in the middle of their last parts.
        while left.load(ordering: .acquiring) > 0 { Turns.yield() }
    }

    /// Does parts until none is left.
    func work() {
        while true {
            let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard number < parts.count else { return }
            runPart(number)
            // Releases what was written to whoever finds that nothing is left.
            if left.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue == 0 { whenDone?(self) }
        }
    }

    /// How long each move took.
    var durations: [Duration] {
        spans.withLock { spans in
            spans.map { span in
                guard let begin = span.begin, let end = span.end else { return .zero }
                return end - begin
            }
        }
    }

    private func runPart(_ number: Int) {
        let (move, part) = (parts[number].move, parts[number].part)
        if !isTimed { return part.run() }
        let begin = ContinuousClock.now
        part.run()
        let end = ContinuousClock.now
        spans.withLock { spans in
            spans[move].begin = min(spans[move].begin ?? begin, begin)
            spans[move].end = max(spans[move].end ?? end, end)
        }
    }
}
