import Cohort
import Glibc

/// One measurement: a name, a unit, and how it is made.
struct Benchmark: Sendable {
    let name: String
    let unit: String
    /// Nil when this build cannot make it.
    let measure: @Sendable (BenchOptions) async throws -> Measurement?

    /// A measurement that is one number.
    init(name: String, unit: String, measure: @escaping @Sendable (BenchOptions) async throws -> Double?) {
        self.init(name, unit) { options in try await measure(options).map { Measurement($0) } }
    }

    /// A measurement with a size, or with a loop written by hand beside it.
    static func measured(
        _ name: String, _ unit: String, _ measure: @escaping @Sendable (BenchOptions) async throws -> Measurement?
    ) -> Benchmark {
        Benchmark(name, unit, measure)
    }

    private init(_ name: String, _ unit: String, _ measure: @escaping @Sendable (BenchOptions) async throws -> Measurement?) {
        self.name = name
        self.unit = unit
        self.measure = measure
    }

    /// All measurements, in the order in which they are printed.
    static let all = TaskBench.all + LogBench.all + KernelBench.all + CopyBench.all + PartitionBench.all + ScaleBench.all

    /// True when `text` is the name; or when it is the name of none, and the beginning of this one up to a full stop.
    func answers(to text: String) -> Bool {
        name == text || (name.hasPrefix(text + ".") && !Self.all.contains { $0.name == text })
    }

    /// The result as a line for people or for programs.
    func line(_ result: Measurement, isJSON: Bool) -> String {
        isJSON ? json(result) : text(result)
    }

    private func text(_ result: Measurement) -> String {
        var line = "\(name.padded(to: 40))\(rounded(result.value).aligned(to: 12)) \(unit)"
        if let count = result.count { line += "  n = \(count)" }
        if let byHand = result.byHand { line += "  by hand \(rounded(byHand)) \(unit)  ratio \(rounded(result.value / byHand))" }
        return line
    }

    private func json(_ result: Measurement) -> String {
        var parts = ["\"name\": \"\(name)\"", "\"value\": \(rounded(result.value))", "\"unit\": \"\(unit)\""]
        if let count = result.count { parts.append("\"count\": \(count)") }
        if let byHand = result.byHand {
            parts.append("\"byHand\": \(rounded(byHand)), \"ratio\": \(rounded(result.value / byHand))")
        }
        return "{" + parts.joined(separator: ", ") + "}"
    }

    private func rounded(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
}

/// What was measured.
struct Measurement: Sendable {
    var value: Double
    /// The same for a loop written by hand, where there is one.
    var byHand: Double?
    /// The number of things that the value is the cost of, where that is worth saying.
    var count: Int?

    init(_ value: Double, byHand: Double? = nil, count: Int? = nil) {
        self.value = value
        self.byHand = byHand
        self.count = count
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
