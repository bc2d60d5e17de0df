import CohortDiagnostics
import CohortLife

/// A generation of a barrier between launches: it completes when it has all its arrivals.
///
/// A handle names a generation; `advanced()` names the next. Whoever arrives at a handle lets go those who await its advanced
/// one, so that producer and consumer both advance once a round:
///
///     let filled = PhaseBarrier(arrivals: 1)
///     launching(arrivingAt: [filled]) { produce(&buffer.value.simultaneous) }
///     launching(awaiting: [filled.advanced()]) { consume(buffer.value.simultaneous) }
///
/// Handles are values, and may be captured by tasks. Generations are counted in 64 bits. A wait that nothing can end any
/// more fails with `barrier.stalled`, rather than to last for ever.
/// - SeeAlso: Legion's `PhaseBarrier`.
public struct PhaseBarrier: Sendable {
    let state: BarrierState
    /// The generation this handle names, from 0 on.
    public let generation: UInt64

    private init(_ state: BarrierState, _ generation: UInt64) {
        self.state = state
        self.generation = generation
    }

    /// A barrier whose every generation takes this many arrivals, at its first generation; fewer than 1 counts as 1.
    ///
    /// - Parameter isOpen: true when threads that are no tasks of this program arrive. Then nothing tells whether an arrival
    ///   will still come, and waits last until it does.
    public init(
        arrivals: Int, named name: String = "barrier", isOpen: Bool = false, file: StaticString = #fileID,
        line: UInt32 = #line
    ) {
        let place = SourceLocation(file: file, line: line)
        self.init(BarrierState(name: name, arrivals: max(1, arrivals), isOpen: isOpen, at: place), 0)
    }

    /// The next generation.
    public func advanced() -> PhaseBarrier { PhaseBarrier(state, generation + 1) }

    /// Makes this handle name the next generation.
    public mutating func advance() { self = advanced() }

    /// Arrives now, without a launch; from any thread, if the barrier was made open.
    ///
    /// - Throws: `barrier.too-many-arrivals`.
    public func arrive(_ count: Int = 1, file: StaticString = #fileID, line: UInt32 = #line) throws {
        try state.arrive(at: generation, by: .init(nil, at: SourceLocation(file: file, line: line)), count: count)
    }

    /// True when a launch that awaits this handle would not wait for it.
    public var isReady: Bool { generation == 0 || state.isComplete(generation - 1) }

    /// Suspends until the generation before this handle's is complete, without a launch.
    ///
    /// - Throws: `barrier.stalled` when nothing that runs can arrive any more.
    public func wait(file: StaticString = #fileID, line: UInt32 = #line) async throws {
        let builder = LaunchBuilder("wait", nil, file: file, line: line)
        builder.plan.kind = .bookkeeping
        builder.plan.awaited.append(contentsOf: awaitedPhase)
        builder.run { $0.finish(with: true) }
        _ = try await builder.single(returning: Bool.self).value
    }

    /// What a launch that awaits the handle waits for; nothing at the first generation.
    var awaitedPhase: [BarrierPhase] { generation == 0 ? [] : [BarrierPhase(state: state, generation: generation - 1)] }
    var phase: BarrierPhase { BarrierPhase(state: state, generation: generation) }
}
