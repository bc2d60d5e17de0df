import CohortGeometry

// The text of a domain in decisions: `0...3x-1...8` is a rectangle, `0...3+6...9` two of one dimension, `empty:2` no points of two.

extension Domain {
    var decisionText: String {
        if isEmpty { return "empty:\(dimension)" }
        return withRectangles { flat in
            stride(from: 0, to: flat.count, by: 2 * dimension).map { start in
                (0 ..< dimension).map { "\(flat[start + $0])...\(flat[start + dimension + $0])" }.joined(separator: "x")
            }.joined(separator: "+")
        }
    }

    /// The domain of such a text; nothing when it is none.
    init?(decisionText text: String) {
        if text.hasPrefix("empty:") {
            guard let dimension = Int(text.dropFirst("empty:".count)), (1 ... 16).contains(dimension) else { return nil }
            self.init(dimension: dimension, canonical: [])
            return
        }
        var flat: ContiguousArray<Int> = []
        var dimension = 0
        for rectangle in text.split(separator: "+", omittingEmptySubsequences: false) {
            let bounds = rectangle.split(separator: "x", omittingEmptySubsequences: false).map { $0.split(separator: ".") }
            let low = bounds.compactMap { $0.count == 2 ? Int($0[0]) : nil }
            let high = bounds.compactMap { $0.count == 2 ? Int($0[1]) : nil }
            let isSame = low.count == bounds.count && high.count == bounds.count && (dimension == 0 || dimension == low.count)
            guard isSame, (low + high).allSatisfy({ $0.magnitude <= 1 << 60 }) else { return nil }
            dimension = low.count
            flat += low + high
        }
        self.init(dimension: dimension, flat: flat)
    }
}
