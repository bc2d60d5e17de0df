/// The launches that a context has issued more than once, by what they ask for.
///
/// A place for each of some fingerprints: the first time a launch leaves its fingerprint there, the second time what was found out of it.
/// One that comes while another has its place takes it when that one has not been issued again meanwhile. So a program that asks for
/// something else each time pays for a fingerprint, and for no more.
struct KnownLaunches: ~Copyable {
    private let places: UnsafeMutablePointer<Place>
    private let mask: Int
    private var nextNumber: UInt64 = 1
    /// Forgotten ones, with the number behind the last operation that may refer to them.
    private var forgotten: ContiguousArray<(launch: KnownPointer, end: UInt64)> = []
    /// The one issued last, and the one that came after it the time before.
    private var last: KnownPointer?
    /// How many may be forgotten before those are looked for that nobody refers to.
    private var patience = Self.leastPatience

    private static let leastPatience = 64

    private struct Place {
        var fingerprint: UInt64
        var launch: KnownPointer?
    }

    /// - Parameter capacity: a power of two.
    init(capacity: Int) {
        mask = capacity - 1
        places = .allocate(capacity: capacity)
        places.initialize(repeating: Place(fingerprint: 0, launch: nil), count: capacity)
    }

    /// Only when nothing is in flight any more.
    deinit {
        for index in 0 ... mask { places[index].launch.map(Self.end) }
        for one in forgotten { Self.end(one.launch) }
        places.deallocate()
    }

    private static func end(_ launch: KnownPointer) {
        launch.deinitialize(count: 1)
        launch.deallocate()
    }

    /// The launch that is likely to come next; nil when there is none.
    @inline(__always)
    var expected: KnownPointer? {
        guard let last, let next = last.pointee.next,
            let launch = places[Int(truncatingIfNeeded: next.fingerprint) & mask].launch,
            launch.pointee.number == next.number
        else { return nil }
        return launch
    }

    /// A launch is being issued; nil for one that is not known.
    @inline(__always)
    mutating func didIssue(_ launch: KnownPointer?) {
        defer { last = launch }
        guard let launch else { return }
        launch.pointee.isFresh = true
        guard let last else { return }
        if last.pointee.next?.number != launch.pointee.number {
            last.pointee.next = KnownLaunch.Following(
                fingerprint: launch.pointee.fingerprint, number: launch.pointee.number)
        }
    }

    /// The launch that asks for the same as a plan, if there is one.
    func find(_ plan: LaunchPlan, _ fingerprint: UInt64) -> KnownPointer? {
        let place = places[Int(truncatingIfNeeded: fingerprint) & mask]
        guard place.fingerprint == fingerprint, let launch = place.launch, launch.pointee.isLike(plan) else { return nil }
        return launch
    }

    /// A launch was issued that was not known, or of which something else was known. Returns it when it is known from now on.
    mutating func learn(
        _ plan: LaunchPlan, _ fingerprint: UInt64, _ launch: LaunchPointer, _ context: TaskContext
    ) -> KnownPointer? {
        let place = places + (Int(truncatingIfNeeded: fingerprint) & mask)
        if place.pointee.fingerprint != fingerprint {
            if let other = place.pointee.launch {
                if other.pointee.isFresh {
                    other.pointee.isFresh = false
                    return nil
                }
                forget(other, context)
            }
            place.pointee = Place(fingerprint: fingerprint, launch: nil)
            return nil
        }
        if let other = place.pointee.launch { forget(other, context) }
        if forgotten.count >= patience { endForgotten(context) }
        let made = KnownPointer.allocate(capacity: 1)
        context.planUses(of: plan)
        made.initialize(to: KnownLaunch(nextNumber, fingerprint, plan, launch, context))
        nextNumber += 1
        place.pointee.launch = made
        return made
    }

    private mutating func forget(_ launch: KnownPointer, _ context: TaskContext) {
        launch.pointee.isCurrent = false
        if last == launch { last = nil }
        forgotten.append((launch, context.nextSequence))
    }

    /// Forgets the launches that use a region.
    mutating func forgetUses(of state: TreeState, _ context: TaskContext) {
        for index in 0 ... mask {
            guard let launch = places[index].launch, launch.pointee.uses(state) else { continue }
            places[index].launch = nil
            forget(launch, context)
        }
    }

    /// Ends those forgotten to which no operation refers any more.
    private mutating func endForgotten(_ context: TaskContext) {
        let oldest = context.oldestOutstanding
        forgotten.removeAll { launch, end in
            if end > oldest { return false }
            Self.end(launch)
            return true
        }
        patience = max(Self.leastPatience, 2 * forgotten.count)
    }
}
