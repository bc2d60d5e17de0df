/// What a task computes, and for how long.
public struct Kernel: Sendable, Equatable {
    /// The kernels, by the names of Task Bench.
    public enum Form: String, CaseIterable, Sendable {
        case empty
        case busyWait = "busy_wait"
        case memoryBound = "memory_bound"
        case computeBound = "compute_bound"
        case computeBound2 = "compute_bound2"
        case loadImbalance = "load_imbalance"
    }

    /// Those that Task Bench names and this program does not have, and why.
    public static let others = [
        "compute_dgemm": "it needs a library for matrices", "memory_daxpy": "it needs a library for vectors",
        "io_bound": "Task Bench itself does not implement it",
    ]

    /// Which one.
    public var form = Form.empty
    /// How often it repeats its loop.
    public var iterations = 0
    /// Into how many blocks memory_bound cuts the scratch memory.
    public var samples = 16
    /// How much load_imbalance varies: from 0, not at all, to 2.
    public var imbalance = 0.0

    /// An empty one.
    public init() {}

    /// How often a task repeats its loop.
    public func iterations(_ graph: Int, _ step: Int, _ point: Int) -> Int {
        if form != .loadImbalance { return iterations }
        let factor = 1 + (RandomUnit.value(graph, step, point) - 0.5) * imbalance
        return Int((factor * Double(iterations)).rounded(.toNearestOrAwayFromZero))
    }

    /// The floating-point operations of a task.
    public func flops(_ graph: Int, _ step: Int, _ point: Int) -> Int {
        switch form {
        case .computeBound, .loadImbalance: 2 * 64 * iterations(graph, step, point) + 64
        case .computeBound2: 2 * 32 * iterations
        case .empty, .busyWait, .memoryBound: 0
        }
    }

    /// The bytes that a task moves in its scratch memory.
    public func bytes(scratch: Int) -> Int { form == .memoryBound ? scratch * iterations / samples : 0 }

    /// Computes; the result is only there so that nothing is left out.
    @inlinable
    public func run(_ graph: Int, _ step: Int, _ point: Int, _ scratch: UnsafeMutableRawBufferPointer) -> Double {
        switch form {
        case .empty: 0
        case .busyWait: Self.wait(iterations)
        case .computeBound, .loadImbalance: Self.square(iterations(graph, step, point))
        case .computeBound2: Self.accumulate(iterations)
        case .memoryBound: Self.sweep(scratch, samples, from: step * iterations % samples, iterations)
        }
    }

    @usableFromInline @inline(never)
    static func wait(_ count: Int) -> Double {
        var value = 113
        for _ in 0 ..< count { value = value &* 139 % 2_147_483_647 }
        return Double(value)
    }

    @usableFromInline @inline(never)
    static func square(_ count: Int) -> Double {
        // Eight registers' worth of independent chains; the values overflow, as they do elsewhere.
        var (a, b, c, d) = (
            SIMD16<Double>(repeating: 1.2345), SIMD16<Double>(repeating: 1.2345), SIMD16<Double>(repeating: 1.2345),
            SIMD16<Double>(repeating: 1.2345)
        )
        for _ in 0 ..< count {
            a = a * a + a
            b = b * b + b
            c = c * c + c
            d = d * d + d
        }
        return product(a) * product(b) * product(c) * product(d)
    }

    private static func product(_ values: SIMD16<Double>) -> Double { values.indices.reduce(1) { $0 * values[$1] } }

    @usableFromInline @inline(never)
    static func accumulate(_ count: Int) -> Double {
        let (a, b) = (SIMD32<Double>(repeating: 1.2345), SIMD32<Double>(repeating: 1.010101))
        var sum = SIMD32<Double>(repeating: 0)
        for _ in 0 ..< count { sum += a * b }
        return sum.sum()
    }

    /// Goes through `count` blocks from block `first` on, round and round.
    @usableFromInline @inline(never)
    static func sweep(_ scratch: UnsafeMutableRawBufferPointer, _ samples: Int, from first: Int, _ count: Int) -> Double {
        var (block, left) = (first, count)
        while left > 0 {
            let run = min(left, samples - block)
            touch(scratch, block, run, scratch.count / samples)
            left -= run
            block = 0
        }
        return 0
    }

    /// Copies the first half of some blocks onto the second, in whole words, so that all words stay what they were.
    private static func touch(_ scratch: UnsafeMutableRawBufferPointer, _ block: Int, _ count: Int, _ bytes: Int) {
        let half = count * bytes / 2 & ~7
        guard half > 0, let start = scratch.baseAddress?.advanced(by: block * bytes) else { return }
        start.advanced(by: half).copyMemory(from: start, byteCount: half)
    }
}

extension SIMD32<Double> {
    fileprivate func sum() -> Double { indices.reduce(0) { $0 + self[$1] } }
}
