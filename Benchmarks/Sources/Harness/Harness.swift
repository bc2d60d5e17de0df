import Glibc

/// Medians of runs, and lines of JSON.
public struct Harness: Sendable {
    /// The runs a median is taken of; at least 5.
    public let runs: Int
    private let filter: String?

    /// `--runs N` and a part of the names wanted, from the command line.
    public init(_ arguments: [String] = CommandLine.arguments) {
        var rest = arguments.dropFirst()
        var runs = 7
        var filter: String?
        while let argument = rest.popFirst() {
            if argument == "--runs" {
                guard let number = rest.popFirst().flatMap({ Int($0) }), number > 0 else { Self.fail("--runs takes a number") }
                runs = max(5, number)
            } else if argument.hasPrefix("-") {
                Self.fail("unknown option '\(argument)'; there is --runs N, and a part of the names wanted")
            } else {
                filter = argument
            }
        }
        self.runs = runs
        self.filter = filter
    }

    private static func fail(_ text: String) -> Never {
        (text + "\n").withCString { _ = write(STDERR_FILENO, $0, strlen($0)) }
        exit(2)
    }

    /// True when some name that begins so is wanted.
    public func wants(_ name: String) -> Bool { filter.map { name.contains($0) } ?? true }

    /// Prints one result.
    public func report(_ name: String, _ value: Double, _ unit: String) {
        let number = value.isFinite ? "\((value * 10_000).rounded() / 10_000)" : "null"
        print("{\"name\": \"\(name)\", \"value\": \(number), \"unit\": \"\(unit)\"}")
        fflush(nil)
    }

    /// The middle value.
    public static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return .nan }
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
}

/// Two ways to do the same, measured in turns so that both meet the same machine.
public struct Pair: Sendable {
    /// Median nanoseconds of a call.
    public let first: Double
    /// Median nanoseconds of a call of the other.
    public let second: Double
    /// The median of the ratios of neighbouring runs.
    public let ratio: Double

    /// Runs each `calls` times a run, `runs` times in turns, after one run of each that does not count.
    public init(runs: Int, calls: Int, _ first: () -> Void, _ second: () -> Void) {
        let pairs = (0 ... runs).map { _ in (Self.time(calls, first), Self.time(calls, second)) }.dropFirst()
        self.first = Harness.median(pairs.map(\.0)) / Double(calls)
        self.second = Harness.median(pairs.map(\.1)) / Double(calls)
        ratio = Harness.median(pairs.map { $0.0 / $0.1 })
    }

    private static func time(_ calls: Int, _ body: () -> Void) -> Double {
        let start = Clock.thread.now
        for _ in 0 ..< calls { body() }
        return Clock.thread.now - start
    }
}

/// Clocks of the operating system, in nanoseconds.
public enum Clock: Sendable {
    /// Processor time of all threads.
    case process
    /// Processor time of the calling thread.
    case thread
    /// Time that passes.
    case wall

    /// The time now.
    public var now: Double {
        let clock: clockid_t
        switch self {
        case .process: clock = CLOCK_PROCESS_CPUTIME_ID
        case .thread: clock = CLOCK_THREAD_CPUTIME_ID
        case .wall: clock = CLOCK_MONOTONIC
        }
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
}
