import CohortCopyCases

/// What the memory can do, the roof above every kernel that reads more than it computes; and copies between layouts.
enum CopyBench {
    static let all =
        [
            Benchmark(name: "copy.memory", unit: "GB/s") { options in bandwidth(options, byteCount: 128 << 20, times: 4) },
            Benchmark(name: "copy.cache", unit: "GB/s") { options in bandwidth(options, byteCount: 64 << 10, times: 20_000) },
        ] + CopyCase.all.map(compared)

    /// A copy between layouts beside a loop in C, which for rows and blocks is `memcpy`.
    private static func compared(_ one: CopyCase) -> Benchmark {
        .measured("copy.\(one.name)", "GB/s") { options in
            guard let (ours, byHand) = one.measure(runs: options.runs, clock: { ProcessorTime.ofThread }) else { return nil }
            return Measurement(ours, byHand: byHand)
        }
    }

    /// The bytes copied per nanosecond of one thread, which are gigabytes per second.
    private static func bandwidth(_ options: BenchOptions, byteCount: Int, times: Int) -> Double {
        let source = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 4096)
        let target = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 4096)
        defer {
            source.deallocate()
            target.deallocate()
        }
        source.initializeMemory(as: UInt8.self, repeating: 1, count: byteCount)
        target.initializeMemory(as: UInt8.self, repeating: 2, count: byteCount)
        return median(
            (0 ..< options.runs).map { _ in
                let start = ProcessorTime.ofThread
                for _ in 0 ..< times { target.copyMemory(from: source, byteCount: byteCount) }
                return Double(byteCount) * Double(times) / (ProcessorTime.ofThread - start)
            })
    }
}
