/// The records of a log, as `Documentation/Architecture/Log.md` lays them out.
///
/// Every length is looked at before it is followed: a file that is no log, or a damaged one, gives an error and nothing else. The
/// unfinished block at the end of a program that was killed is left out.
public struct LogFile: Sendable {
    /// The newest version that this reader understands.
    public static let knownVersion = 1

    /// Where the file is.
    public let path: String
    /// What the records look like, by their number.
    public let shapes: [Int: Shape]
    /// How many bytes at the end belong to an unfinished block.
    public let cutBytes: Int
    /// How many records are of kinds that the log does not describe.
    public let unknownRecords: Int

    private let words: [UInt64]
    /// Where each record of a described kind begins, as an index of `words`.
    private let starts: [Int]

    /// Reads the file and finds its records.
    ///
    /// - Throws: `LogError`.
    /// - Complexity: O(bytes) time and memory.
    public init(path: String) throws(LogError) {
        let file = try FileWords(path: path)
        let header = try Header(file.words, path)
        var walk = BlockWalk(words: file.words, path: path, shapes: header.shapes)
        let end = try walk.walk(from: header.end)
        self.path = path
        shapes = header.shapes
        words = file.words
        starts = walk.starts
        unknownRecords = walk.unknown
        cutBytes = file.bytes - end * 8
    }

    /// All records whose kind the log describes, in the order of the file.
    public var records: some Sequence<LogRecord> {
        starts.lazy.map { record(at: $0) }
    }

    private func record(at start: Int) -> LogRecord {
        let (kind, count) = split(words[start])
        // The walk took only kinds that have a shape.
        return LogRecord(shape: shapes[kind]!, byte: start * 8, words: words[start + 1 ..< start + 1 + count])
    }
}

/// What stands before the first block.
private struct Header {
    var shapes: [Int: Shape] = [:]
    /// The index of the first word behind it.
    let end: Int

    init(_ words: [UInt64], _ path: String) throws(LogError) {
        guard words.first == magic else { throw .foreign(file: path) }
        guard words.count >= 3 else { throw .damaged(file: path, byte: words.count * 8, finding: "the header is cut off") }
        let version = Int(clamping: words[1])
        guard version <= LogFile.knownVersion else {
            throw .newer(file: path, version: version, known: LogFile.knownVersion)
        }
        let bytes = Int(clamping: words[2])
        guard bytes <= (words.count - 3) * 8 else {
            throw .damaged(file: path, byte: 16, finding: "shapes of \(bytes) bytes reach beyond the end of the file")
        }
        end = 3 + (bytes + 7) / 8
        for line in String(decoding: words[3 ..< end].bytes.prefix(bytes), as: UTF8.self).split(separator: "\n") {
            guard let shape = Shape(line: line) else {
                throw .damaged(file: path, byte: 24, finding: "the shape '\(line)' is not a number, a name and words")
            }
            shapes[shape.number] = shape
        }
    }
}

/// Goes from block to block and from record to record.
private struct BlockWalk {
    let words: [UInt64]
    let path: String
    let shapes: [Int: Shape]
    var starts: [Int] = []
    var unknown = 0

    /// Returns the index behind the last whole block.
    mutating func walk(from first: Int) throws(LogError) -> Int {
        var block = first
        while block < words.count {
            let size = Int(clamping: words[block])
            guard size >= 2 else {
                throw .damaged(file: path, byte: block * 8, finding: "a block has at least 2 words, not \(size)")
            }
            guard size <= words.count - block else { break }
            try walkRecords(block + 2 ..< block + size)
            block += size
        }
        return block
    }

    private mutating func walkRecords(_ range: Range<Int>) throws(LogError) {
        var start = range.lowerBound
        while start < range.upperBound {
            let (kind, count) = split(words[start])
            guard count < range.upperBound - start else {
                let finding = "a record of \(count) words reaches beyond the end of its block"
                throw .damaged(file: path, byte: start * 8, finding: finding)
            }
            if shapes[kind] == nil { unknown += 1 } else { starts.append(start) }
            start += 1 + count
        }
    }
}

/// `COHORTLG` as a word.
private let magic = "COHORTLG".utf8.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }

/// The kind and the number of words that a record's first word says.
private func split(_ word: UInt64) -> (kind: Int, count: Int) { (Int(word & 0xFFFF), Int(word >> 16)) }
