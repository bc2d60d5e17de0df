import Cohort
import Glibc

/// One measurement: a name, a unit, and how it is made.
struct Benchmark: Sendable {
    let name: String
    let unit: String
    /// Nil when this build cannot make it.
    let measure: @Sendable (BenchOptions) async throws -> Double?

    /// All measurements, in the order in which they are printed.
    static let all = TaskBench.all + KernelBench.all + CopyBench.all

    /// True when `text` is the name; or when it is the name of none, and the beginning of this one up to a full stop.
    func answers(to text: String) -> Bool {
        name == text || (name.hasPrefix(text + ".") && !Self.all.contains { $0.name == text })
    }

    /// The result as a line for people or for programs.
    func line(_ value: Double, isJSON: Bool) -> String {
        let number = "\((value * 1000).rounded() / 1000)"
        if isJSON { return "{\"name\": \"\(name)\", \"value\": \(number), \"unit\": \"\(unit)\"}" }
        return "\(name.padded(to: 30))\(number.aligned(to: 12)) \(unit)"
    }
}

/// How to measure.
struct BenchOptions: Sendable {
    /// How many runs the median is taken of.
    var runs: Int
    /// How many threads run tasks.
    var workers: Int

    var runtime: RuntimeOptions { RuntimeOptions(workers: workers) }
}

/// The middle value; of an even number of values the mean of the two in the middle.
func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}

/// Nanoseconds of processor time: of all threads of the process, or of the calling thread.
enum ProcessorTime {
    static var ofProcess: Double { read(CLOCK_PROCESS_CPUTIME_ID) }
    static var ofThread: Double { read(CLOCK_THREAD_CPUTIME_ID) }

    private static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
}
