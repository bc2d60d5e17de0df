/// Says whose turn it is.
package protocol TurnChooser: AnyObject, Sendable {
    /// Which thread goes on: one of `ready`.
    ///
    /// - Parameters:
    ///   - ready: the numbers of the threads that can go on, in ascending order; never none.
    ///   - current: the thread whose turn it was, if it can go on and does not merely look again.
    ///   - point: where that thread stands; the last one asked for, if it cannot go on.
    func choose(among ready: [Int], after current: Int?, at point: TurnPoint) -> Int

    /// No thread can go on: each waits for something that none of them does. They are asked again afterwards.
    func nobodyCanGoOn()
}

extension TurnChooser {
    package func nobodyCanGoOn() {}
}

/// Draws turns from a seed: the same seed gives the same turns, as far as the threads depend on nothing else.
package final class SeededChooser: TurnChooser, @unchecked Sendable {
    // SAFETY: asked by whoever holds the lock of the threads' turns.
    private var numbers: SeededNumbers
    /// A thread that can go on does so but once in so many points.
    private let steadiness: UInt64

    package init(seed: UInt64) {
        numbers = SeededNumbers(seed)
        // Some races need a thread that stops for long in one place, others many changes.
        steadiness = [2, 4, 16, 64][Int(numbers.next() % 4)]
    }

    package func choose(among ready: [Int], after current: Int?, at point: TurnPoint) -> Int {
        if let current, numbers.next() % steadiness != 0 { return current }
        return ready[Int(numbers.next() % UInt64(ready.count))]
    }
}

/// Numbers that follow from a seed (SplitMix64).
package struct SeededNumbers: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(_ seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
        return z ^ z >> 31
    }
}
