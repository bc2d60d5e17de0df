import Cohort
import Testing

@testable import CohortCommands

@Suite struct PageTests {
    private static let codes = CohortError.Code.allCases.map(\.rawValue)

    @Test func everyPageIsOfACode() {
        #expect(Set(Self.codes).count == Self.codes.count)
        for page in ErrorPage.all {
            #expect(Self.codes.contains(page.code), "no code is called '\(page.code)', but there is a page of it")
        }
    }

    @Test(arguments: codes) func everyCodeHasAWholePage(code: String) throws {
        let page = try #require(ErrorPage.of(code), missing("the page", code))
        #expect(page.text.hasPrefix("# \(code): \(page.title)\n"))
        #expect(!page.title.isEmpty && !page.title.hasSuffix(".") && page.title.count <= 90)
        for heading in ["Rule", "Wrong", "Right", "What to do"] {
            #expect(page.text.contains("\n## \(heading)\n"), missing("the section '\(heading)'", code))
        }
        let wrong = page.fence("swift", under: "Wrong"), right = page.fence("swift", under: "Right")
        #expect(wrong != nil && right != nil && wrong != right)
    }

    @Test(arguments: codes) func linesFitTheTerminal(code: String) throws {
        let page = try #require(ErrorPage.of(code), missing("the page", code))
        let message = page.fence("text", under: "Wrong") ?? ""
        for line in page.text.replacing(message, with: "").split(separator: "\n").dropFirst() where !line.contains("](") {
            #expect(line.count <= 100, "\(line)")
        }
        #expect(
            !page.description.contains("```") && !page.description.contains("\n#") && !page.description.contains("](")
                && page.description.hasPrefix("\(code): \(page.title)\n\nRule\n\n"))
    }

    @Test(arguments: codes) func linksLeadToPages(code: String) throws {
        let page = try #require(ErrorPage.of(code), missing("the page", code))
        for link in page.text.matches(of: /\[`([^`]*)`\]\(([^)]*)\)/) {
            #expect(link.1 != code && ErrorPage.of(String(link.1)) != nil && link.2 == "\(link.1).md", "\(link.0)")
        }
    }

    @Test func anotherNameHasNoPage() {
        #expect(ErrorPage.of("launch.nonsense") == nil)
        #expect(ErrorPage.of("") == nil)
    }
}
