import Cohort
import PageRankModel

/// Graph and scores as regions. Only the cuts between the pieces' links are given; which pages are whose follows:
///
///     cuts ── image of ranges ──▶ links ── image of `destination` ──▶ linked pages ── preimage of `home` ──▶ pages
struct RankRun {
    private let pageCount: Int
    private let links: Partition<Link, 1>
    private let pages: Partition<Page, 1>
    /// Read and written in turns.
    private var old: Region<Score, 1>
    private var new: Region<Score, 1>

    init(_ graph: PageGraph, pieces: Int) {
        pageCount = graph.pageCount
        let space = IndexSpace<1>(0 ..< pageCount)
        let allPages = Region<Page, 1>(over: space, named: "pages")
        let allLinks = Region<Link, 1>(0 ..< graph.linkCount, named: "links")
        Self.load(graph, allPages, allLinks)

        let cuts = Region<Cut, 1>(0 ..< pieces, named: "cuts")
        cuts.links.set(graph.linkRanges(pieces: pieces).map { Rect($0) })
        links = allLinks.partitioned(rangesOf: cuts.partitioned(.equal, into: pieces).links)
        if graph.linkCount > 0 {
            let linked = allPages.partitioned(imageOf: links.destination)
            pages = allPages.partitioned(preimageOf: linked, through: \.home)
        } else {
            pages = allPages.partitioned(.equal, into: pieces)
        }

        old = Region(over: space, named: "even scores")
        new = Region(over: space, named: "odd scores")
        old.value.fill(Ranking.initialScore(pageCount: pageCount))
    }

    private static func load(_ graph: PageGraph, _ pages: Region<Page, 1>, _ links: Region<Link, 1>) {
        pages.firstLink.set((0 ..< graph.pageCount).map { graph.links(to: $0).lowerBound })
        pages.endLink.set(graph.ends)
        pages.degree.set(graph.degrees)
        pages.home.set(graph.homes)
        links.source.set(graph.sources)
        links.destination.set(graph.destinations)
    }

    /// Launches iterations; nothing waits.
    mutating func launch(iterations: Int) {
        for _ in 0 ..< iterations {
            // Every piece reads all old scores, and overwrites its own new ones.
            sumLinks(pages, links.source, old.value, &pages.applied(to: new).value, pageCount: pageCount)
            swap(&old, &new)
        }
    }

    /// The latest scores; waits for them.
    func scores() async throws -> [Float] { try await old.value.values() }
}
