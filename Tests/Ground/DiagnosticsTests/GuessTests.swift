import Testing

@testable import CohortDiagnostics

@Suite struct GuessTests {
    @Test(
        arguments: [("", "", 0), ("a", "", 1), ("", "abc", 3), ("kitten", "sitting", 3), ("Task", "task", 0), ("ab", "ba", 2)]
            as [(String, String, Int)])
    func distances(left: String, right: String, distance: Int) {
        #expect(editDistance(left, right) == distance)
        #expect(editDistance(right, left) == distance)
    }

    @Test func suggestionsAreClose() {
        let codes = ["launch.missing-privilege", "task.failed", "future.foreign", "region.unknown-field"]
        #expect(CohortError.nearest(to: "launch.mising-privilege", among: codes) == ["launch.missing-privilege"])
        #expect(CohortError.nearest(to: "foreing", among: codes) == ["future.foreign"])
        #expect(CohortError.nearest(to: "quicksilver", among: codes) == [])
        #expect(CohortError.question([]) == "")
        #expect(CohortError.question(["a", "b", "c"]) == "; did you mean a, b or c?")
    }
}
