import Foundation

/// Writes logs by hand, word by word.
struct SyntheticLog {
    /// The kinds and their words, as the header says them.
    var kinds = LogPage.kinds
    var version: UInt64 = 1
    private var blocks: [[UInt64]] = []
    private var block: [UInt64] = []
    private var texts: [String: Int] = [:]
    private var last = 0

    /// A number that no other thing of this log has.
    mutating func number() -> Int {
        last += 1
        return last
    }

    /// The number of a text, whose record is written when it is used for the first time.
    mutating func text(_ text: String) -> Int {
        if text.isEmpty { return 0 }
        if let number = texts[text] { return number }
        let bytes = Array(text.utf8)
        texts[text] = texts.count + 1
        let words = stride(from: 0, to: bytes.count, by: 8).map { start in
            bytes[start ..< min(start + 8, bytes.count)].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        record("text", ["number": texts.count, "bytes": bytes.count], words)
        return texts.count
    }

    /// Writes a record; what the kind has no word for is left out, as a runtime would that knows less.
    mutating func record(_ name: String, _ words: [String: Int], _ rest: [Int] = []) {
        guard let kind = kinds.first(where: { $0.name == name }) else { return }
        let fixed = kind.words.filter { !$0.hasSuffix("…") }.map { words[$0] ?? 0 }
        raw(kind: kind.number, fixed.count < kind.words.count ? fixed + rest : fixed)
    }

    /// Writes a record of any kind.
    mutating func raw(kind: Int, _ words: [Int]) {
        block.append(UInt64(kind) | UInt64(words.count) << 16)
        block += words.map { UInt64(bitPattern: Int64($0)) }
    }

    /// Ends the block; what comes next is another thread's.
    mutating func endBlock() {
        if !block.isEmpty { blocks.append(block) }
        block = []
    }

    /// The whole file. Blocks come in no order, so it has the last one first.
    var bytes: Data {
        var words: [UInt64] = [0x474C_5452_4F48_4F43, version]
        let shapes = Data(kinds.map { $0.line + "\n" }.joined().utf8)
        words.append(UInt64(shapes.count))
        var data = words.littleEndianBytes + shapes
        data.append(Data(count: (8 - shapes.count % 8) % 8))
        for (thread, block) in (blocks + [block]).enumerated().reversed() where !block.isEmpty {
            data += ([UInt64(block.count + 2), UInt64(thread)] + block).littleEndianBytes
        }
        return data
    }
}

extension [UInt64] {
    var littleEndianBytes: Data { flatMap { word in (0 ..< 8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }.data }
}

extension [UInt8] {
    fileprivate var data: Data { Data(self) }
}
