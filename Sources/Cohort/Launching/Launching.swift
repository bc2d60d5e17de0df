import CohortDiagnostics
import CohortLife

/// A lock that launches hold while their tasks run.
///
/// A task gets all its reservations at once or waits for all of them, so no order of locking can end in a deadlock.
/// - SeeAlso: Legion's reservations and grants.
public struct Reservation: Sendable {
    private let number = HeldReservation.nextNumber()
    private let place: SourceLocation

    /// A reservation that nobody holds.
    public init(file: StaticString = #fileID, line: UInt32 = #line) { place = SourceLocation(file: file, line: line) }

    /// Held alone.
    public var exclusive: Hold { Hold(held: HeldReservation(number: number, isShared: false, place: place)) }

    /// Held together with others that share it.
    public var shared: Hold { Hold(held: HeldReservation(number: number, isShared: true, place: place)) }

    /// How a launch holds a reservation.
    public struct Hold: Sendable {
        let held: HeldReservation
    }
}

/// Gives all launches in `body` barriers to wait for and to arrive at, and reservations to hold.
///
/// - Parameters:
///   - awaiting: each launch runs after the generation before each of these handles is complete; see `PhaseBarrier`.
///   - arrivingAt: each launch arrives once at each, when its last task is over: also when it failed, so that nobody waits for ever.
///   - holding: each task holds these while it runs.
/// - SeeAlso: the wait and arrive barriers and grants of Legion's launchers.
public func launching<Result>(
    awaiting: [PhaseBarrier] = [], arrivingAt: [PhaseBarrier] = [], holding: [Reservation.Hold] = [],
    _ body: () throws -> Result
) rethrows -> Result {
    guard let context = TaskContext.current else { return try body() }
    context.companies.append(
        LaunchCompany(
            awaited: awaiting.flatMap(\.awaitedPhase), arrivals: arrivingAt.map(\.phase), reservations: holding.map(\.held)))
    defer { context.companies.removeLast() }
    return try body()
}
