/// Makes a `Log` from records, which come in no order: what one refers to may stand behind it.
struct LogBuilder {
    var log = Log()
    let path: String
    private let texts: [Int: String]
    /// Requirements, tables, fields, pieces and points, until what they belong to is known.
    var requirements: [Int: [Log.Requirement]] = [:]
    var tables: [RequirementName: [Int]] = [:]
    var fields: [Int: [Log.Field]] = [:]
    var pieces: [Int: [Piece]] = [:]
    var gone: [Int: Int] = [:]
    var ended: [Int: Int] = [:]

    struct RequirementName: Hashable {
        let launch, index: Int
    }

    struct Piece {
        let number, dimension, byte: Int
        let area: Area
    }

    init(_ file: LogFile) {
        path = file.path
        var texts: [Int: String] = [:]
        for record in file.records where record.shape.name == "text" {
            texts[record["number"]] = record.text(bytes: record["bytes"])
        }
        self.texts = texts
    }

    /// The text of a word that holds the number of one; empty for 0, and for one that the log lost.
    func text(_ record: LogRecord, _ word: String) -> String { texts[record[word]] ?? "" }

    func place(_ record: LogRecord) -> Place? {
        let file = text(record, "file")
        return file.isEmpty ? nil : Place(file: file, line: record["line"])
    }

    func damage(_ record: LogRecord, _ finding: String) -> LogError {
        .damaged(file: path, byte: record.byte, finding: "\(record.shape.name): \(finding)")
    }

    /// The case whose number stands in a word.
    func choice<Choice: RawRepresentable>(_ record: LogRecord, _ word: String) throws(LogError) -> Choice
    where Choice.RawValue == Int {
        guard let choice = Choice(rawValue: record[word]) else {
            throw damage(record, "there is no \(word) \(record[word])")
        }
        return choice
    }

    /// Takes numbers as rectangles: for each the low corner and the high corner.
    func boxes(_ record: LogRecord, _ numbers: some Collection<Int>) throws(LogError) -> [Box] {
        if numbers.isEmpty { return [] }
        let dimension = record["dimension"]
        guard (1 ... 64).contains(dimension), numbers.count.isMultiple(of: 2 * dimension) else {
            throw damage(record, "\(numbers.count) coordinates are no rectangles of dimension \(dimension)")
        }
        let all = Array(numbers)
        return stride(from: 0, to: all.count, by: 2 * dimension).map { start in
            Box(low: Array(all[start ..< start + dimension]), high: Array(all[start + dimension ..< start + 2 * dimension]))
        }
    }
}
