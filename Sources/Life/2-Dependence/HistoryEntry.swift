/// The last writer of one piece, and its readers since.
struct HistoryEntry {
    var writer = OperationReference.none
    private var readers: UnsafeMutablePointer<OperationReference>?
    private(set) var readerCount: Int32 = 0
    /// Room for readers: 2 to this power; none when it is 0.
    private var room: UInt8 = 0
    /// True when a writer of other pieces that meet this one follows all of the readers. Whoever reads this piece from now on follows that
    /// writer, so it stands for them all.
    private(set) var areReadersFollowed = false

    @inline(__always)
    func forEachReader(_ body: (OperationReference) -> Void) {
        var index = 0
        while index < Int(readerCount) {
            body(readers.unsafelyUnwrapped[index])
            index += 1
        }
    }

    /// A writer that uses the data for itself alone has been made to follow all readers.
    @inline(__always)
    mutating func noteReadersFollowed() { areReadersFollowed = true }

    @inline(__always)
    mutating func clearReaders() {
        readerCount = 0
        areReadersFollowed = false
    }

    @inline(__always)
    mutating func addReader(_ reader: OperationReference, keepsAll: @autoclosure () -> Bool) {
        if areReadersFollowed { clearReaders() }
        if readerCount == capacity { makeRoom(keepsAll()) }
        readers.unsafelyUnwrapped[Int(readerCount)] = reader
        readerCount += 1
    }

    /// Forgets readers that come before the operation with that number.
    mutating func dropReaders(before sequence: UInt64) { keepReaders { $0.sequence >= sequence } }

    private mutating func keepReaders(where isKept: (OperationReference) -> Bool) {
        guard let readers else { return }
        var kept = 0
        for index in 0 ..< Int(readerCount) where isKept(readers[index]) {
            readers[kept] = readers[index]
            kept += 1
        }
        readerCount = Int32(kept)
    }

    private var capacity: Int32 { room == 0 ? 0 : 1 &<< Int32(room) }

    /// Drops readers that are over; grows only if most are not.
    @inline(never)
    private mutating func makeRoom(_ keepsAll: Bool) {
        if readers != nil, !keepsAll {
            keepReaders { !$0.isOver }
            if readerCount * 2 <= capacity { return }
        }
        room = max(2, room + 1)
        let larger = UnsafeMutablePointer<OperationReference>.allocate(capacity: Int(capacity))
        if let readers {
            larger.initialize(from: readers, count: Int(readerCount))
            readers.deallocate()
        }
        readers = larger
    }

    /// The same users, with memory of its own.
    func copied() -> HistoryEntry {
        var copy = HistoryEntry()
        copy.writer = writer
        forEachReader { copy.addReader($0, keepsAll: true) }
        copy.areReadersFollowed = areReadersFollowed
        return copy
    }

    /// Call when the entry is not used any more.
    func deallocate() { readers?.deallocate() }
}

extension OperationReference {
    /// True when the operation has completed. Issuing thread only.
    var isOver: Bool {
        guard let record else { return true }
        return record.pointee.sequence != sequence || record.isCompleted
    }
}
