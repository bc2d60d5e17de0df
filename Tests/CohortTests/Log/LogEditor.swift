import Foundation

/// The records of a log, which a test changes to see what a checker says.
struct LogEditor {
    /// One record: its kind and its words.
    struct Record {
        var kind: String
        var words: [UInt64]
    }

    var records: [Record] = []
    private let head: [UInt64]
    private let numbers: [String: UInt64]

    init(path: String) throws {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let words = bytes.withUnsafeBytes { Array($0.bindMemory(to: UInt64.self)) }
        let length = Int(words[2])
        let first = 3 + (length + 7) / 8
        head = Array(words[..<first])
        var kinds: [UInt64: String] = [:]
        for line in String(decoding: bytes[24 ..< 24 + length], as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: " ")
            kinds[UInt64(parts[0])!] = String(parts[1])
        }
        numbers = Dictionary(uniqueKeysWithValues: kinds.map { ($0.value, $0.key) })
        var block = first
        while block < words.count {
            var next = block + 2
            while next < block + Int(words[block]) {
                let count = Int(words[next] >> 16)
                add(Record(kind: kinds[words[next] & 0xffff]!, words: Array(words[(next + 1) ..< (next + 1 + count)])))
                next += 1 + count
            }
            block += Int(words[block])
        }
    }

    /// Each edge becomes a record of its own: later, data, spoils, earlier.
    private mutating func add(_ record: Record) {
        let edges =
            record.kind == "edge" ? record.words[3...].map { Record(kind: "edge", words: record.words[..<3] + [$0]) } : [record]
        records += edges
    }

    /// The places of the records of a kind that a test wants.
    func places(_ kind: String, where isWanted: ([UInt64]) -> Bool = { _ in true }) -> [Int] {
        records.indices.filter { records[$0].kind == kind && isWanted(records[$0].words) }
    }

    /// The number of a text.
    func number(of text: String) -> UInt64? {
        let padded = Array(text.utf8)
        return records.first { record in
            record.kind == "text" && record.words[1] == UInt64(padded.count)
                && record.words[2...].withUnsafeBytes { Array($0.prefix(padded.count)) == padded }
        }?.words[0]
    }

    /// The launches of a task or operation, in the order of the program.
    func launches(_ name: String) -> [UInt64] {
        guard let number = number(of: name) else { return [] }
        return places("launch") { $0[3] == number }.map { records[$0].words[0] }.sorted()
    }

    /// The operations of the points of launches of a name, in the order of the program.
    func operations(_ name: String) -> [UInt64] {
        let launches = Set(launches(name))
        return places("point") { launches.contains($0[1]) }.map { records[$0].words[0] }.sorted()
    }

    func write(to path: String) throws {
        var words = head
        let body = records.flatMap { [numbers[$0.kind]! | UInt64($0.words.count) << 16] + $0.words }
        words += [UInt64(body.count + 2), 1] + body
        try words.withUnsafeBytes { Data($0) }.write(to: URL(fileURLWithPath: path))
    }
}
