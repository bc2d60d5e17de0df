/// What a program printed, without what only tells how fast it was: numbers before a unit of time, and those of lines about times or
/// operations a second.
struct TimelessOutput {
    private let lines: [String]

    init(_ output: String) {
        lines = output.split(separator: "\n", omittingEmptySubsequences: false).map(Self.timeless)
    }

    /// Nothing printed.
    init() { lines = [] }

    /// Whether both are the same, but for lines that are known to vary.
    func agrees(with other: TimelessOutput, butFor varying: Set<Int>) -> Bool {
        lines.count == other.lines.count && lines.indices.allSatisfy { varying.contains($0) || lines[$0] == other.lines[$0] }
    }

    /// The numbers of the lines that differ.
    func differences(from other: TimelessOutput) -> Set<Int> {
        Set(lines.indices.filter { !other.lines.indices.contains($0) || lines[$0] != other.lines[$0] })
    }

    private static let units: Set<String> = ["s", "s,", "s;", "s.", "ms", "us", "ns", "min", "sec", "seconds"]

    private static func timeless(_ line: Substring) -> String {
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        let isAboutTime = words.contains { word in ["time", "flops"].contains { word.lowercased().contains($0) } }
        let kept = words.indices.filter { index in
            let isBeforeUnit = index + 1 < words.count && units.contains(words[index + 1])
            return !((isAboutTime || isBeforeUnit) && Double(words[index]) != nil)
        }
        return kept.map { words[$0] }.joined(separator: " ")
    }
}
