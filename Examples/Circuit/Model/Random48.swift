/// The random numbers of POSIX `drand48`: a linear congruential generator of 48 bits.
public struct Random48 {
    private var state: UInt64

    /// The stream that `srand48(seed)` begins.
    public init(seed: Int) {
        state = UInt64(UInt32(truncatingIfNeeded: seed)) << 16 | 0x330E
    }

    /// The next number, in 0 ..< 1.
    public mutating func next() -> Double {
        state = (0x5_DEEC_E66D &* state &+ 0xB) & 0xFFFF_FFFF_FFFF
        return Double(state) * 0x1p-48
    }
}
