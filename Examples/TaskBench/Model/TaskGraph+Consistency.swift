extension TaskGraph {
    /// How the lists of inputs contradict themselves, for people; nil when they do not.
    ///
    /// Each column is named once, each list agrees with the one of the other direction, and no row is wider than the graph.
    ///
    /// - Complexity: O(patterns × columns × inputs²), and O(steps).
    public var inconsistency: String? {
        for step in 0 ..< steps where columns(step).upperBound > width { return "row \(step) is wider than the graph" }
        for set in 0 ..< dependenceSetCount {
            for point in 0 ..< width {
                let sources = sources(set, point)
                if Set(sources).count < sources.count { return "column \(point) names an input twice" }
                for target in targets(set, point) where !self.sources(set, target).contains(point) {
                    return "column \(point) gives its output to \(target), which does not take it"
                }
                for source in sources where !targets(set, source).contains(point) {
                    return "column \(point) takes the output of \(source), which does not give it"
                }
            }
        }
        return nil
    }
}
