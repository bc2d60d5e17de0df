/// Columns of integers to measure with.
enum Numbers: Sendable {
    /// Any number below a limit, each for itself.
    case random(below: Int)
    /// Each number so many times, in order.
    case stairs(Int)
    /// Runs of a length, of colours that jump about.
    case cycle(Int, below: Int)
    /// About the point's own number, at most so far away.
    case near(Int)

    /// Writes as many as there is room for.
    func write(to buffer: UnsafeMutableBufferPointer<Int>, count: inout Int) {
        var random = BenchRandom(state: 1)
        count = buffer.count
        for index in 0 ..< buffer.count {
            switch self {
            case .random(let limit): buffer[index] = random.next(below: limit)
            case .stairs(let length): buffer[index] = index / length
            case .cycle(let length, let limit): buffer[index] = index / length &* 7_919 % limit
            case .near(let distance):
                buffer[index] = min(max(0, index + random.next(below: 2 * distance) - distance), buffer.count - 1)
            }
        }
    }
}

/// The generator SplitMix64.
struct BenchRandom {
    var state: UInt64

    mutating func next(below limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
    }
}
