import CSystem
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
    /// Its own, from 1: regions and partitions keep it to say that the log knows them.
    let number = RunLog.nextNumber.wrappingAdd(1, ordering: .relaxed).oldValue
    private let nextLaunch = Atomic<UInt64>(1)
    let known = Locked(Known())

    private static let nextNumber = Atomic<UInt64>(1)

    /// What the log has already said.
    struct Known {
        var texts: [String: UInt64] = [:]
        /// By the address of their bytes: the names of a program are the same few places again and again.
        var names: [UnsafeRawPointer: UInt64] = [:]
        /// By region, how many of its fields.
        var fields: [Int: Int] = [:]
        var partitions: Set<UInt64> = []
        /// Those whose pieces are told.
        var measured: Set<UInt64> = []
        var instances: Set<Int> = []
    }

    /// - Throws: `run.file`.
    init(_ file: String, workers: Int, fault: PlannedFault?) throws(CohortError) {
        faults = FaultCounter(fault)
        let output = try LogOutput(file)
        self.output = output
        let number = number
        blocks = (0 ..< workers).map { LogBlock(output, log: number, thread: $0 + 1) }
        shared = Locked(LogBlock(output, log: number, thread: 0))
    }

    /// The block of a worker; the log holds it.
    func block(of worker: Int) -> LogBlock { blocks[worker] }

    /// Calls `body` with the block that this thread may write to.
    @inline(__always)
    func write(_ body: (LogBlock) -> Void) {
        if let block = ownBlock { block._withUnsafeGuaranteedRef(body) } else { shared.withLock { body($0) } }
    }

    /// The block that is this thread's alone; nil where it is none of this run's workers.
    @inline(__always)
    private var ownBlock: Unmanaged<LogBlock>? {
        guard let address = cohort_thread_words_get().pointee.log_block else { return nil }
        let block = Unmanaged<LogBlock>.fromOpaque(address)
        return block._withUnsafeGuaranteedRef { $0.log == number } ? block : nil
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
        let own = ownBlock
        if let number = own?._withUnsafeGuaranteedRef({ $0.recentNumber(at: address) }) { return number }
        let number = known.withLock { $0.names[address] } ?? number(of: text.description)
        known.withLock { $0.names[address] = number }
        own?._withUnsafeGuaranteedRef { $0.remember(number, at: address) }
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
