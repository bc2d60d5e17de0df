import CohortData
import CohortDiagnostics
import CohortLocking
import Glibc
import Synchronization

/// The log of a run: what the runtime was told, what it decided, and what happened.
///
/// A worker writes into a block of its own, so an event costs a few stores; all other threads share one block behind a lock. The order of
/// records in the file says nothing: they refer to one another by number.
final class RunLog: Sendable {
    private let output: LogOutput
    /// By worker.
    private let blocks: [LogBlock]
    private let shared: Locked<LogBlock>
    let faults: FaultCounter
    private let nextLaunch = Atomic<UInt64>(1)
    let known = Locked(Known())

    /// What the log has already said.
    struct Known {
        var texts: [String: UInt64] = [:]
        /// By the address of their bytes: the names of a program are the same few places again and again.
        var names: [UnsafeRawPointer: UInt64] = [:]
        var regions: Set<Int> = []
        var fields: Set<FieldKey> = []
        var partitions: Set<UInt64> = []
        /// Those whose pieces are told.
        var measured: Set<UInt64> = []
        var instances: Set<Int> = []
    }

    struct FieldKey: Hashable {
        var region: Int
        var field: Int32
    }

    /// - Throws: `run.file`.
    init(_ file: String, workers: Int, fault: PlannedFault?) throws(CohortError) {
        faults = FaultCounter(fault)
        let output = try LogOutput(file)
        self.output = output
        blocks = (0 ..< workers).map { LogBlock(output, thread: $0 + 1) }
        shared = Locked(LogBlock(output, thread: 0))
    }

    /// The block of a worker; the log holds it.
    func block(of worker: Int) -> LogBlock { blocks[worker] }

    /// Calls `body` with the block that this thread may write to.
    func write(_ body: (LogBlock) -> Void) {
        if let worker = Worker.current, let block = worker.block, block === blocks[worker.index] { return body(block) }
        shared.withLock { body($0) }
    }

    /// Hands all that was written to the file. Call when the workers have ended.
    func close() {
        for block in blocks { block.flush() }
        shared.withLock { $0.flush() }
    }

    /// Whether all is in the file. Throws `run.file`.
    func check() throws(CohortError) { try output.check() }

    /// The number of a launch to be told of.
    func newLaunch() -> UInt64 { nextLaunch.wrappingAdd(1, ordering: .relaxed).oldValue }

    // MARK: Texts

    /// The number of a text; 0 for none.
    func number(of text: String) -> UInt64 {
        if text.isEmpty { return 0 }
        let (number, isNew) = known.withLock { $0.number(of: text) }
        if isNew { write { Self.tell(text, number, $0) } }
        return number
    }

    /// The same for a text of the program's own. O(1) but for the first time.
    func number(of text: StaticString) -> UInt64 {
        guard text.hasPointerRepresentation else { return number(of: text.description) }
        let address = UnsafeRawPointer(text.utf8Start)
        if let number = known.withLock({ $0.names[address] }) { return number }
        let number = number(of: text.description)
        known.withLock { $0.names[address] = number }
        return number
    }

    private static func tell(_ text: String, _ number: UInt64, _ block: LogBlock) {
        block.note(.text, [number, UInt64(text.utf8.count)] + LogOutput.words(of: text))
    }

    /// Nanoseconds of the monotonic clock.
    static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

extension RunLog.Known {
    fileprivate mutating func number(of text: String) -> (UInt64, isNew: Bool) {
        if let number = texts[text] { return (number, false) }
        let number = UInt64(texts.count + 1)
        texts[text] = number
        return (number, true)
    }
}
