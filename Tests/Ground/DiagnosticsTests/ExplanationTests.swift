import Testing

@testable import CohortDiagnostics

@Suite struct ExplanationTests {
    @Test func everyCodeHasOnePageAndEveryPageACode() {
        let pages = Explanation.all.map(\.code)
        #expect(Set(pages).count == pages.count)
        #expect(Set(pages) == Set(CohortError.Code.allCases))
        #expect(Set(CohortError.Code.allCases).count == CohortError.Code.allCases.count)
    }

    @Test(arguments: CohortError.Code.allCases)
    func aPageSaysSomethingInEveryPlace(code: CohortError.Code) throws {
        let page = try #require(Explanation.of(code))
        #expect(!page.title.isEmpty && !page.title.hasSuffix(".") && page.title.count <= 90)
        for text in [page.rule, page.remedy] { #expect(text.count > 40 && text.hasSuffix(".")) }
        for code in [page.wrong, page.right] { #expect(!code.isEmpty && code.allLinesFit) }
        #expect(page.wrong != page.right)
        #expect(!page.related.contains(page.code))
        for code in page.related { #expect(Explanation.of(code) != nil) }
    }

    @Test(arguments: CohortError.Code.allCases)
    func aPageFitsTheTerminal(code: CohortError.Code) throws {
        let page = try #require(Explanation.of(code))
        let text = page.description
        #expect(text.hasPrefix("\(page.code): \(page.title)\n\nrule\n    "))
        for heading in ["\n\nwrong\n", "\n\nright\n", "\n\nwhat to do\n"] { #expect(text.contains(heading)) }
        for line in text.split(separator: "\n").dropFirst() { #expect(line.count <= 90, "\(line)") }
    }

    @Test func pagesStandInTheirPart() {
        for (part, pages) in [
            ("geometry", Pages.geometry), ("region", Pages.region), ("partition", Pages.partition), ("copy", Pages.copy),
            ("launch", Pages.launch), ("task", Pages.task), ("access", Pages.access),
            ("future", Pages.future), ("instance", Pages.instance),
        ] {
            for page in pages { #expect(page.code.rawValue.hasPrefix("\(part).")) }
        }
    }

    @Test func anotherNameHasNoPage() {
        #expect(Explanation.of(CohortError.Code(rawValue: "launch.nonsense")) == nil)
        #expect(Explanation.of(CohortError.Code(rawValue: "")) == nil)
    }
}

extension String {
    fileprivate var allLinesFit: Bool { split(separator: "\n").allSatisfy { $0.count <= 86 } }
}
