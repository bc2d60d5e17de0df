import CohortData
import CohortMachineModel

// Layouts in the words of rules, which recorded decisions use, too.

extension [LayoutTrait] {
    /// As rules are written: `aos, alignment 64B`; `usual` without any trait.
    var ruleText: String { isEmpty ? "usual" : map(\.ruleText).joined(separator: ", ") }

    /// The layout of such a text; nothing when it is none.
    init?(ruleText: String) {
        guard let layout = RuleReader.layout(in: ruleText) else { return nil }
        self = layout
    }
}

extension LayoutTrait {
    fileprivate var ruleText: String {
        switch self {
        case .columns: "soa"
        case .structures: "aos"
        case .order(let axes): "order " + axes.map(\.ruleText).joined(separator: " ")
        case .fields(let names): "fields " + names.map { "\"\($0)\"" }.joined(separator: " ")
        case .alignment(let count): "alignment \(ByteCount.bytes(count))"
        case .rowAlignment(let count): "row-alignment \(ByteCount.bytes(count))"
        case .offset(let count): "offset \(ByteCount.bytes(count))"
        case .padding(let dimension, let before, let after): "padding \(dimension) before \(before) after \(after)"
        case .extent(let dimension, let range): "extent \(dimension) \(range.lowerBound)...\(range.upperBound)"
        case .compact: "compact"
        }
    }
}

extension LayoutAxis {
    fileprivate var ruleText: String {
        switch self {
        case .dimension(let number): "\(number)"
        case .fields: "fields"
        }
    }
}
