import CohortDiagnostics
import Synchronization

/// What goes with every launch of a scope: barriers and reservations.
package struct LaunchCompany {
    package var awaited: [BarrierPhase]
    package var arrivals: [BarrierPhase]
    package var reservations: [HeldReservation]

    package init(awaited: [BarrierPhase], arrivals: [BarrierPhase], reservations: [HeldReservation]) {
        self.awaited = awaited
        self.arrivals = arrivals
        self.reservations = reservations
    }
}

/// A reservation as a launch asks for it.
package struct HeldReservation: Sendable {
    package let number: UInt64
    package let isShared: Bool
    /// Where the reservation was made.
    package let place: SourceLocation

    package init(number: UInt64, isShared: Bool, place: SourceLocation) {
        self.number = number
        self.isShared = isShared
        self.place = place
    }

    /// True when holders of the two run one after the other.
    func excludes(_ other: HeldReservation) -> Bool { number == other.number && !(isShared && other.isShared) }

    private static let count = Atomic<UInt64>(1)

    /// A number that no other reservation has.
    package static func nextNumber() -> UInt64 { count.wrappingAdd(1, ordering: .relaxed).oldValue }
}
