/// Records that one thread has written and the file does not have yet.
final class LogBlock: @unchecked Sendable {
    // SAFETY: used by one thread at a time: that of its worker, or whoever holds the lock of the block that all others share.
    private let output: LogOutput
    private let thread: UInt64
    /// The number of its log.
    let log: UInt64
    private var words: UnsafeMutablePointer<UInt64>
    private var capacity = 8192
    /// Words in use; the block's own two are the first.
    private var count = 2
    /// Where the last record begins, when it tells of edges that more may join; 0 otherwise.
    private var openEdges = 0
    /// Names that this thread looked up last, by their addresses.
    private var names: [RecentName] = .init(repeating: RecentName(address: 0, number: 0), count: 64)

    private struct RecentName { var address: UInt, number: UInt64 }

    init(_ output: LogOutput, log: UInt64, thread: Int) {
        self.output = output
        self.log = log
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
        openEdges = 0
        return record + 1
    }

    /// Tells that one operation must follow another; `spoils`: it must not run when that fails.
    ///
    /// Edges into one operation that come one after the other and are alike share a record: it costs a word for each.
    @inline(__always)
    func note(_ later: UInt64, after earlier: UInt64, forData: Bool, spoils: Bool) {
        let (forData, spoils): (UInt64, UInt64) = (forData ? 1 : 0, spoils ? 1 : 0)
        let record = words + openEdges
        if openEdges != 0, record[1] == later, record[2] == forData, record[3] == spoils, count < capacity {
            words[count] = earlier
            record[0] &+= 1 &<< 16
            count += 1
            return
        }
        let begin = append(.edge, count: 4)
        (begin[0], begin[1], begin[2], begin[3]) = (later, forData, spoils, earlier)
        openEdges = begin - words - 1
    }

    /// The number of a name at an address, if this thread looked it up lately.
    func recentNumber(at address: UnsafeRawPointer) -> UInt64? {
        let address = UInt(bitPattern: address)
        let name = names[Self.place(address)]
        return name.address == address ? name.number : nil
    }

    /// Keeps the number of a name.
    func remember(_ number: UInt64, at address: UnsafeRawPointer) {
        let address = UInt(bitPattern: address)
        names[Self.place(address)] = RecentName(address: address, number: number)
    }

    private static func place(_ address: UInt) -> Int { Int((address &>> 3 ^ address &>> 9) & 63) }

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
        openEdges = 0
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
