/// Records that one thread has written and the file does not have yet.
final class LogBlock: @unchecked Sendable {
    // SAFETY: used by one thread at a time: that of its worker, or whoever holds the lock of the block that all others share.
    private let output: LogOutput
    private let thread: UInt64
    private var words: UnsafeMutablePointer<UInt64>
    private var capacity = 8192
    /// Words in use; the block's own two are the first.
    private var count = 2

    init(_ output: LogOutput, thread: Int) {
        self.output = output
        self.thread = UInt64(thread)
        words = .allocate(capacity: capacity)
    }

    deinit { words.deallocate() }

    /// Room for a record of so many words, which the caller fills before the next one.
    @inline(__always)
    func append(_ kind: LogKind, count length: Int) -> UnsafeMutablePointer<UInt64> {
        if count + length >= capacity { makeRoom(length) }
        let record = words + count
        record[0] = kind.rawValue | UInt64(length) &<< 16
        count += length + 1
        return record + 1
    }

    @inline(never)
    private func makeRoom(_ length: Int) {
        flush()
        if count + length < capacity { return }
        words.deallocate()
        capacity = count + length + 1
        words = .allocate(capacity: capacity)
    }

    /// Hands all records to the file.
    func flush() {
        if count == 2 { return }
        words[0] = UInt64(count)
        words[1] = thread
        output.write(UnsafeRawBufferPointer(start: words, count: count * 8))
        count = 2
    }

    /// Appends a record of a few words.
    @inline(__always)
    func note(_ kind: LogKind, _ first: UInt64, _ second: UInt64, _ third: UInt64) {
        let words = append(kind, count: 3)
        words[0] = first
        words[1] = second
        words[2] = third
    }

    /// Appends a record of any number of words.
    func note(_ kind: LogKind, _ all: [UInt64]) {
        let words = append(kind, count: all.count)
        for (index, word) in all.enumerated() { words[index] = word }
    }
}
