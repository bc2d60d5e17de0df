import Cohort
import CohortOracle
import Glibc

/// `cohort fuzz --soak`: random programs for hours, in one run or in several that go on from one another.
actor SoakRun {
    private let options: FuzzOptions
    private let end: ContinuousClock.Instant
    private var nextReport = ContinuousClock.now + .seconds(60)
    /// As the file says it.
    private var known: Soak

    init(_ options: FuzzOptions, hours: Double) throws {
        self.options = options
        end = .now + .seconds(hours * 3600)
        let text = try options.state.flatMap { try TextFile.read($0) }
        if text != nil, options.seed != nil {
            throw UsageError(
                "--seed begins a soak, and '\(options.state ?? "")' says where one goes on: leave one of the two out")
        }
        known = try text.map { try Soak($0) } ?? Soak(from: options.seed ?? 1)
    }

    func run() async throws -> Int32 {
        Interruption.listen()
        let watch = Watch { await self.end(withHanging: $0) }
        let watching = watch.begin()
        defer { watching.cancel() }
        let end = end
        var soak = known
        try await soak.run(
            workers: options.workers, traces: options.traces, checksLogs: options.checksLogs,
            until: { Interruption.has || .now >= end },
            progress: { watch.note(done: $0, seed: $1) },
            note: { try await self.note($0, $1) })
        print(Self.progress(soak))
        return FuzzCommand.conclude(soak.passed, soak.failed, options)
    }

    private func note(_ findings: [Fuzz.Finding], _ soak: Soak) throws {
        for finding in findings { print(finding) }
        try save(findings.map(\.entry), soak)
        guard .now >= nextReport else { return }
        nextReport += .seconds(60)
        print(Self.progress(soak))
        // Who sends the lines to a file reads them there today.
        fflush(nil)
    }

    /// The corpus first: what is in it twice does no harm, what is nowhere is lost.
    private func save(_ entries: [Corpus.Entry], _ soak: Soak) throws {
        if let corpus = options.corpus, !entries.isEmpty {
            try TextFile.append(entries.map { "\($0)\n" }.joined(), to: corpus)
        }
        if let state = options.state { try TextFile.replace(state, with: soak.description) }
        known = soak
    }

    /// A program hangs: the next run goes on behind it. Those that ran together with it are not counted.
    private func end(withHanging seed: UInt64) {
        var soak = known
        soak.failed += 1
        soak.next = seed &+ 1
        try? save([Corpus.Entry(seed: seed, workers: options.workers, comment: "hangs")], soak)
    }

    private static func progress(_ soak: Soak) -> String {
        let done = soak.passed + soak.failed
        let rate = (Double(done) / max(soak.seconds, 0.1)).rounded()
        return
            "\(done) programs in \(Int(soak.seconds)) s, \(Int(rate)) per second, \(PeakMemory.mebibytes) MiB, \(soak.failed) failed, "
            + "next seed \(soak.next)"
    }
}
