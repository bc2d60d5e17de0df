import Glibc

/// Shows how far a run is: a bar where a person watches a terminal, else the plain lines of the log.
///
/// The bar stands on the last line of the terminal, on standard error; it appears only if standard output goes to a terminal
/// too, so that a pipe or a file never receives it. Lines of the log take its place before it is drawn again.
public final class Progress {
    private let deck: Deck
    private let hasBar: Bool
    private let start = Clock.seconds()
    private var lastReport: Double
    private var lastDrawing = 0.0
    private var isDrawn = false

    /// Progress of a run of `deck`.
    public convenience init(_ deck: Deck) {
        let isPlain = getenv("TERM").map { String(cString: $0) == "dumb" } ?? true
        self.init(deck, hasBar: isatty(1) != 0 && isatty(2) != 0 && !isPlain)
    }

    init(_ deck: Deck, hasBar: Bool) {
        self.deck = deck
        self.hasBar = hasBar
        lastReport = start
    }

    /// Wall time since the start, in seconds.
    public var seconds: Double { Clock.seconds() - start }

    /// Tells of the end of a cycle.
    public func update(cycle: Int, time: Double, step: TimeStep) {
        let now = Clock.seconds()
        if Report.isDue(cycle, deck) {
            print(Report.cycle(cycle, time: time, step: step, seconds: now - lastReport))
            lastReport = now
        }
        guard hasBar, now - lastDrawing > 0.1 else { return }
        lastDrawing = now
        isDrawn = true
        Self.write("\r" + Self.bar(deck, cycle: cycle, time: time, seconds: now - start) + "\u{1B}[K", to: 2)
    }

    /// Prints lines on standard output, with the bar out of the way.
    public func print(_ text: String) {
        clear()
        Self.write(text + "\n", to: 1)
    }

    /// Takes the bar away.
    public func clear() {
        if isDrawn { Self.write("\r\u{1B}[K", to: 2) }
        isDrawn = false
    }

    /// Prints lines on standard error.
    public static func complain(_ text: String) { write(text + "\n", to: 2) }

    /// The bar; at most 79 columns, for the narrowest of terminals.
    static func bar(_ deck: Deck, cycle: Int, time: Double, seconds: Double) -> String {
        let timing = deck.timing
        let part = min(1, max(Double(cycle) / Double(max(timing.lastCycle, 1)), time / timing.lastTime, 0))
        let width = 28, filled = Int(part * Double(width))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        return bar + formatted(" %3d %%  cycle %d  t = %.4g  %.1f s", Int(part * 100), cycle, time, seconds)
    }

    /// Writes without a buffer of our own, so that the two streams keep their order.
    private static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress!, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}

/// Time that only runs forward.
public enum Clock {
    /// Seconds since some fixed moment.
    public static func seconds() -> Double {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
    }
}
