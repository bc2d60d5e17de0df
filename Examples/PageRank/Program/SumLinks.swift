import Cohort
import PageRankModel

/// What a score takes.
@Access(Page.self)
struct LinkedPages: ~Copyable {
    let firstLink: Field<Int, 1>
    let endLink: Field<Int, 1>
    let degree: Field<Int32, 1>
}

/// New scores for a piece's pages: each sums what its links bring, in their order, so that pieces do not matter.
@Task
func sumLinks(
    _ pages: borrowing LinkedPages, _ sources: borrowing Field<Int32, 1>, _ old: borrowing Field<Float, 1>,
    _ new: inout Discard<Float, 1>, pageCount: Int
) {
    for page in new.domain {
        var sum: Float = 0
        for link in pages.firstLink[page] ..< pages.endLink[page] { sum += old[Int(sources[link])] }
        new[page] = Ranking.score(sum: sum, degree: pages.degree[page], pageCount: pageCount)
    }
}
