/// What a page's score is, and all scores by plain loops.
public enum Ranking {
    /// The part of a score that comes by links; the rest is everyone's.
    public static let damping: Float = 0.9

    /// What all pages have at the start.
    public static func initialScore(pageCount: Int) -> Float { 1 / Float(pageCount) }

    /// The score of a page whose incoming links bring `sum` together, divided among the links that leave it.
    public static func score(sum: Float, degree: Int32, pageCount: Int) -> Float {
        let everyones = (1 - damping) / Float(pageCount)
        return (everyones + damping * sum) / Float(max(degree, 1))
    }

    /// The scores after some iterations; each sum in the order of the links.
    public static func scores(_ graph: PageGraph, iterations: Int) -> [Float] {
        let pageCount = graph.pageCount
        var scores = [Float](repeating: initialScore(pageCount: pageCount), count: pageCount)
        for _ in 0 ..< iterations {
            scores = (0 ..< pageCount).map { page in
                var sum: Float = 0
                for link in graph.links(to: page) { sum += scores[Int(graph.sources[link])] }
                return score(sum: sum, degree: graph.degrees[page], pageCount: pageCount)
            }
        }
        return scores
    }

    /// What the scores, each times its page's degree, sum to after some iterations over a closed graph.
    public static func expectedBalance(_ graph: PageGraph, iterations: Int) -> Double {
        var balance = Double(graph.linkCount) / Double(graph.pageCount)
        for _ in 0 ..< iterations { balance = Double(1 - damping) + Double(damping) * balance }
        return balance
    }

    /// What they do sum to.
    public static func balance(_ scores: [Float], _ graph: PageGraph) -> Double {
        zip(scores, graph.degrees).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }

    /// How far the two may be apart, relatively: each addition rounds by half a unit in the last place at most, and what one
    /// iteration errs the next ones take over with the factor `damping`, ten times that in all.
    public static func balanceTolerance(_ graph: PageGraph) -> Double {
        let longest = (0 ..< graph.pageCount).reduce(0) { max($0, graph.links(to: $1).count) }
        return Double(longest + 4) * Double(Float.ulpOfOne) / 2 / Double(1 - damping)
    }
}
