/// The launches that a context has issued more than once, by what they ask for.
///
/// Four places for the fingerprints that end alike: the first time a launch leaves its fingerprint in one, the second time what was found
/// out of it. One that comes while others have all four takes one that has not been issued again meanwhile. So a program that asks for
/// something else each time pays for a fingerprint, and for no more; and one that comes back to very many gets more places.
struct KnownLaunches: ~Copyable {
    private var places: UnsafeMutablePointer<Place>
    private var mask: Int
    private let most: Int
    private var nextNumber: UInt64 = 1
    /// Forgotten ones, with the number behind the last operation that may refer to them.
    private var forgotten: ContiguousArray<(launch: KnownPointer, end: UInt64)> = []
    /// The one issued last.
    private var last: KnownPointer?
    /// How many may be forgotten before those are looked for that nobody refers to.
    private var patience = Self.leastPatience
    private var sample = LaunchSample()
    private var memory = KnownMemory()
    /// How many launches were known, or are since they were issued.
    private(set) var issuedCount = 0

    private static let leastPatience = 64
    /// The places for one fingerprint, which are a line of memory.
    private static let ways = 4
    /// From so many on, they are not in the processor's own memory when they come again.
    private static let many = 2048

    private struct Place {
        var fingerprint: UInt64
        var launch: KnownPointer?
    }

    /// - Parameters:
    ///   - capacity: how many places there are at first; a power of two.
    ///   - most: how many there may be; a power of two.
    init(capacity: Int, most: Int) {
        mask = capacity - 1
        self.most = most
        places = Self.emptyPlaces(capacity)
    }

    private static func emptyPlaces(_ count: Int) -> UnsafeMutablePointer<Place> {
        let raw = UnsafeMutableRawPointer.allocate(byteCount: count * MemoryLayout<Place>.stride, alignment: 64)
        return raw.initializeMemory(as: Place.self, repeating: Place(fingerprint: 0, launch: nil), count: count)
    }

    /// Only when nothing is in flight any more.
    deinit { UnsafeMutableRawPointer(places).deallocate() }

    /// The first of the places for a fingerprint.
    private func ways(of fingerprint: UInt64) -> UnsafeMutablePointer<Place> {
        places + (Int(truncatingIfNeeded: fingerprint) & mask & ~(Self.ways - 1))
    }

    /// The place that a fingerprint has.
    private func place(of fingerprint: UInt64) -> UnsafeMutablePointer<Place>? {
        let first = ways(of: fingerprint)
        for way in 0 ..< Self.ways where first[way].fingerprint == fingerprint { return first + way }
        return nil
    }

    /// A place that a fingerprint can have; nil when others need them all.
    private mutating func freePlace(for fingerprint: UInt64, _ context: TaskContext) -> UnsafeMutablePointer<Place>? {
        let first = ways(of: fingerprint)
        for way in 0 ..< Self.ways where first[way].fingerprint == 0 { return first + way }
        let place = first + Int(truncatingIfNeeded: fingerprint >> 32) & (Self.ways - 1)
        guard let other = place.pointee.launch else { return place }
        if other.pointee.isFresh {
            other.pointee.isFresh = false
            return nil
        }
        forget(other, context)
        return place
    }

    /// The launch that is likely to come next; nil when there is none.
    @inline(__always)
    var expected: KnownPointer? { last?.pointee.follower }

    /// A launch is being issued; nil for one that is not known.
    @inline(__always)
    mutating func didIssue(_ launch: KnownPointer?) {
        if let launch {
            issuedCount += 1
            launch.pointee.isFresh = true
            last?.pointee.note(follower: launch)
            if memory.usedCount >= Self.many { fetchAhead(of: launch) }
        }
        last = launch
    }

    /// Asks for the memory of the launches to come: each is there when the next step asks for what it names.
    @inline(never)
    private func fetchAhead(of launch: KnownPointer) {
        guard let second = launch.pointee.follower?.pointee.follower else { return }
        second.pointee.fetchNamed()
        guard let third = second.pointee.follower else { return }
        third.pointee.fetchLists()
        third.pointee.fetchFollower()
    }

    /// The launch that asks for the same as a plan, if there is one.
    func find(_ plan: LaunchPlan, _ fingerprint: UInt64) -> KnownPointer? {
        guard let launch = place(of: fingerprint)?.pointee.launch, launch.pointee.isLike(plan) else { return nil }
        return launch
    }

    /// A launch was issued that was not known, or of which something else was known. Returns it when it is known from now on.
    mutating func learn(
        _ plan: LaunchPlan, _ fingerprint: UInt64, _ launch: LaunchPointer, _ context: TaskContext
    ) -> KnownPointer? {
        if let count = sample.add(fingerprint), mask + 1 < most, mask + 1 < 2 * count { grow(to: 4 * count) }
        guard let place = place(of: fingerprint) else {
            freePlace(for: fingerprint, context)?.pointee = Place(fingerprint: fingerprint, launch: nil)
            return nil
        }
        if let other = place.pointee.launch { forget(other, context) }
        place.pointee.launch = nil
        if !KnownLaunch.canDescribe(plan) { return nil }
        if forgotten.count >= patience { endForgotten(context) }
        context.planUses(of: plan)
        let made = memory.take()
        made.pointee.describe(nextNumber, fingerprint, plan, launch, context)
        nextNumber += 1
        for requirement in plan.requirements { context.state(of: requirement.tree).add(made) }
        place.pointee.launch = made
        return made
    }

    /// There are about so many launches that come again and again.
    @inline(never)
    private mutating func grow(to count: Int) {
        let old = places, oldCount = mask + 1
        var capacity = oldCount
        while capacity < min(count, most) { capacity *= 2 }
        mask = capacity - 1
        places = Self.emptyPlaces(capacity)
        for index in 0 ..< oldCount where old[index].fingerprint != 0 {
            // There were four of these at most, and now there are that or fewer.
            let first = ways(of: old[index].fingerprint)
            for way in 0 ..< Self.ways where first[way].fingerprint == 0 {
                first[way] = old[index]
                break
            }
        }
        UnsafeMutableRawPointer(old).deallocate()
    }

    /// Forgets a launch that has a place, if it is still the one with that number.
    private mutating func forget(_ launch: KnownPointer, _ context: TaskContext) {
        launch.pointee.isCurrent = false
        if last == launch { last = nil }
        forgotten.append((launch, context.nextSequence))
    }

    /// Forgets the launches that use a region.
    mutating func forgetUses(of state: TreeState, _ context: TaskContext) {
        for (launch, number) in state.takeKnown() where launch.pointee.number == number && launch.pointee.isCurrent {
            if let place = place(of: launch.pointee.fingerprint), place.pointee.launch == launch { place.pointee.launch = nil }
            forget(launch, context)
        }
    }

    /// Ends those forgotten to which no operation refers any more.
    private mutating func endForgotten(_ context: TaskContext) {
        let oldest = context.oldestOutstanding
        var kept: ContiguousArray<(launch: KnownPointer, end: UInt64)> = []
        for one in forgotten { if one.end > oldest { kept.append(one) } else { memory.giveBack(one.launch) } }
        forgotten = kept
        patience = max(Self.leastPatience, 2 * forgotten.count)
    }
}

/// The memory of known launches: it is used again, and stays memory of known launches as long as the context is there.
private struct KnownMemory: ~Copyable {
    private var pieces: ContiguousArray<UnsafeMutableRawPointer> = []
    private var free: ContiguousArray<KnownPointer> = []
    private(set) var usedCount = 0

    private static let pieceCount = 64
    /// Each begins with a line of memory.
    private static let stride = (MemoryLayout<KnownLaunch>.stride + 63) & ~63

    deinit {
        for piece in pieces {
            for index in 0 ..< Self.pieceCount {
                (piece + index * Self.stride).assumingMemoryBound(to: KnownLaunch.self).deinitialize(count: 1)
            }
            piece.deallocate()
        }
    }

    mutating func take() -> KnownPointer {
        if free.isEmpty { makePiece() }
        usedCount += 1
        return free.removeLast()
    }

    mutating func giveBack(_ launch: KnownPointer) {
        launch.pointee.clear()
        usedCount -= 1
        free.append(launch)
    }

    private mutating func makePiece() {
        let piece = UnsafeMutableRawPointer.allocate(byteCount: Self.pieceCount * Self.stride, alignment: 64)
        for index in (0 ..< Self.pieceCount).reversed() {
            let launch = (piece + index * Self.stride).bindMemory(to: KnownLaunch.self, capacity: 1)
            launch.initialize(to: KnownLaunch())
            free.append(launch)
        }
        pieces.append(piece)
    }
}
