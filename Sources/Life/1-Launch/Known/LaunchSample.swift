/// Estimates how many different launches come again and again, from few of them: those whose fingerprints end in so many zeros.
///
/// Constant memory; a launch that is not one of the few costs a comparison.
struct LaunchSample {
    private var seen: Set<UInt64> = []
    /// One of this many, a power of two, is looked at.
    private var rate: UInt64 = 16
    /// How many of them came again since the last estimate.
    private var again = 0

    private static let most = 256
    private static let enough = 8

    /// A launch that is not known was issued. Returns how many there are, once enough have come again.
    @inline(__always)
    mutating func add(_ fingerprint: UInt64) -> Int? {
        // The last bits say which place a launch has; these are others.
        if fingerprint >> 40 & (rate - 1) != 0 { return nil }
        return addOne(fingerprint)
    }

    @inline(never)
    private mutating func addOne(_ fingerprint: UInt64) -> Int? {
        if !seen.insert(fingerprint).inserted {
            again += 1
            if again < Self.enough { return nil }
            again = 0
            return seen.count * Int(rate)
        }
        if seen.count > Self.most {
            rate *= 2
            seen = seen.filter { $0 >> 40 & (rate - 1) == 0 }
        }
        return nil
    }
}
