/// The copies of a log; those that are alike but for their fields are one.
struct MergedCopies {
    struct Copy {
        let operation: Int
        let source: Int, target: Int
        let region: Int
        /// The reduction that the target was folded with; empty for a plain copy.
        let reduction: String
        let area: Area
        let begin: Int, end: Int
        var fields: [Int]
        /// Whether the operation was over before: then the copy takes elsewhere what it left.
        let comesAfter: Bool
    }

    /// In the order in which they began.
    let all: [Copy]
    private let byOperation: [Int: [Int]]

    private struct Key: Hashable {
        let operation: Int, source: Int, target: Int, begin: Int, end: Int
        let area: Area
    }

    init(_ log: Log) {
        var numbers: [Key: Int] = [:]
        var copies: [Copy] = []
        for copy in log.copies.sorted(by: { ($0.begin, $0.end) < ($1.begin, $1.end) }) {
            let key = Key(
                operation: copy.operation, source: copy.source, target: copy.target, begin: copy.begin, end: copy.end,
                area: copy.area)
            if let number = numbers[key] {
                // Two requirements for the same data may each have asked for it.
                copies[number].fields += copy.fields.filter { !copies[number].fields.contains($0) }
                continue
            }
            numbers[key] = copies.count
            let comesAfter = log.runs[copy.operation].map { copy.begin >= $0.end } ?? false
            copies.append(
                Copy(
                    operation: copy.operation, source: copy.source, target: copy.target, region: copy.region,
                    reduction: copy.reduction, area: copy.area, begin: copy.begin, end: copy.end, fields: copy.fields,
                    comesAfter: comesAfter))
        }
        all = copies
        byOperation = Dictionary(grouping: all.indices) { copies[$0].operation }
    }

    /// The copies that bring an operation what it needs, or those that take away what it left; as indices.
    func indices(of operation: Int, comingAfter: Bool) -> [Int] {
        (byOperation[operation] ?? []).filter { all[$0].comesAfter == comingAfter }
    }
}
