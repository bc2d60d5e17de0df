/// A graph of pages by their incoming links, as compressed rows: the links to a page are consecutive.
public struct PageGraph: Sendable {
    /// Where each page's incoming links end; they begin where those of the page before end.
    public let ends: [Int]
    /// How many links leave each page.
    public let degrees: [Int32]
    /// The page from which each link comes.
    public let sources: [Int32]

    /// A graph of these parts, which must go together: see `problem(ends:degrees:sources:)`.
    public init(ends: [Int], degrees: [Int32], sources: [Int32]) {
        self.ends = ends
        self.degrees = degrees
        self.sources = sources
    }

    /// Pages.
    public var pageCount: Int { ends.count }
    /// Links.
    public var linkCount: Int { sources.count }

    /// The incoming links of a page.
    public func links(to page: Int) -> Range<Int> { (page == 0 ? 0 : ends[page - 1]) ..< ends[page] }

    /// The page to which each link leads.
    public var destinations: [Int] { (0 ..< pageCount).flatMap { page in links(to: page).map { _ in page } } }

    /// For each page one with incoming links: itself, or else the nearest before, or else the first; itself in a graph
    /// without links. Pages without incoming links go where their home goes.
    public var homes: [Int] {
        guard let first = (0 ..< pageCount).first(where: { !links(to: $0).isEmpty }) else { return Array(0 ..< pageCount) }
        var home = first
        return (0 ..< pageCount).map { page in
            if !links(to: page).isEmpty { home = page }
            return home
        }
    }

    /// Whether as many links leave each page as its degree says, and at least one: the balance of scores needs this.
    public var isClosed: Bool {
        var leaving = [Int32](repeating: 0, count: pageCount)
        for source in sources { leaving[Int(source)] += 1 }
        return leaving == degrees && !degrees.contains(0)
    }

    /// What is wrong with the parts of a graph, or nil.
    public static func problem(ends: [Int], degrees: [Int32], sources: [Int32]) -> String? {
        var previous = 0
        for (page, end) in ends.enumerated() {
            if end < 0 || end > sources.count { return "the index of node \(page) is \(end), not in 0 … \(sources.count)" }
            if end < previous { return "the index of node \(page) is \(end), below \(previous) of the node before" }
            previous = end
        }
        if previous != sources.count { return "the last index is \(previous), not the number of edges, \(sources.count)" }
        if let page = degrees.firstIndex(where: { $0 < 0 }) { return "the degree of node \(page) is negative: \(degrees[page])" }
        if let link = sources.firstIndex(where: { $0 < 0 || Int($0) >= ends.count }) {
            return "the source of edge \(link) is \(sources[link]), not in 0 ..< \(ends.count)"
        }
        return nil
    }
}
