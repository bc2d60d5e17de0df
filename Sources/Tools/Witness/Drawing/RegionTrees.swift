/// A picture of the data of a run, as text for Graphviz: regions, their fields, how they are divided, and into what.
///
/// Whether a partition is disjoint and complete is worked out from its pieces. Of each partition the first pieces are drawn; a division of
/// another one hangs on what stands for the rest.
public struct RegionTrees: Sendable {
    /// How much is drawn: `2 regions, 5 partitions`, or `…, the first 500 of 700 partitions, 200 left out`.
    public let extent: String
    /// How many partitions were left out.
    public let leftOut: Int
    /// The picture, in the language of Graphviz; the same each time.
    public let dot: String

    /// - Parameters:
    ///   - most: how many partitions are drawn, the first that were made.
    /// - Complexity: what it takes to find the pieces of each partition that meet.
    public init(_ log: Log, most: Int = 500) {
        let divisions = log.partitions.values.filter { $0.parent != 0 }.sorted { $0.number < $1.number }
        let drawn = Array(divisions.prefix(max(0, most)))
        leftOut = divisions.count - drawn.count
        extent = "\(log.regions.count.counting("region")), \(drawn.count.counting("partition", leftOut: leftOut))"
        var text = DotText()
        text.openGraph([extent])
        DrawnTrees(log, drawn).write(&text)
        text.close()
        dot = text.text
    }
}
