// Guesses what was meant by a word that we do not know, for the end of a message.

extension CohortError {
    /// The candidates closest to `word`, closest first: at most three, none further than a third of its length.
    ///
    /// A candidate of the form `part.kind` is also compared by its kind alone, since that is what people remember.
    public static func nearest(to word: String, among candidates: [String]) -> [String] {
        let limit = max(2, word.count / 3)
        let scored = candidates.map { candidate in
            let kind = word.contains(".") ? candidate : candidate.split(separator: ".").last.map(String.init) ?? candidate
            return (candidate, min(editDistance(word, candidate), editDistance(word, kind)))
        }
        let close = scored.filter { $0.1 <= limit }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
        return close.prefix(3).map(\.0)
    }

    /// `; did you mean a, b or c?`, or nothing.
    public static func question(_ candidates: [String]) -> String {
        guard let last = candidates.last else { return "" }
        let others = candidates.dropLast().joined(separator: ", ")
        return "; did you mean \(others.isEmpty ? "" : others + " or ")\(last)?"
    }
}

/// The least number of letters to insert, remove or replace that makes one word out of the other.
///
/// - Complexity: O(product of the lengths) time, O(length of `right`) memory.
package func editDistance(_ left: String, _ right: String) -> Int {
    let target = Array(right.lowercased())
    var row = Array(0 ... target.count)
    for (line, letter) in left.lowercased().enumerated() {
        var diagonal = row[0]
        row[0] = line + 1
        for (column, other) in target.enumerated() {
            let replaced = diagonal + (letter == other ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
        }
    }
    return row[target.count]
}
