import Testing

@testable import CohortDiagnostics

@Suite struct MessageTests {
    private let place = CohortDiagnostics.SourceLocation(file: "Heat/Heat.swift", line: 48)

    private func error(trail: [String] = [], at place: CohortDiagnostics.SourceLocation? = nil) -> CohortError {
        CohortError(
            .missingPrivilege, "task 'relax' writes field 'height' of region 'grid' but holds only read on it",
            rule: "a task may use a field only with a privilege that its parameters name",
            fix: "declare the parameter `inout Field<…>`", trail: trail, at: place)
    }

    @Test func theWholeForm() {
        #expect(
            error(trail: ["main", "relax"], at: place).description == """
                error[launch.missing-privilege]: task 'relax' writes field 'height' of region 'grid' but holds only read on it
                ├─ at:   main → relax (Heat/Heat.swift:48)
                ├─ rule: a task may use a field only with a privilege that its parameters name
                └─ fix:  declare the parameter `inout Field<…>`
                """)
    }

    @Test func aPlaceWithoutTasksHasNoBrackets() {
        let lines = error(at: place).description.split(separator: "\n")
        #expect(lines[1] == "├─ at:   Heat/Heat.swift:48")
        #expect(lines.count == 4)
    }

    @Test func tasksWithoutAPlace() {
        #expect(error(trail: ["main", "step", "relax"]).description.contains("\n├─ at:   main → step → relax\n"))
    }

    @Test func nothingIsSaidOfAnUnknownPlace() {
        let lines = error().description.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[1].hasPrefix("├─ rule: "))
    }

    @Test func codesAreAPartAndAKind() {
        for code in CohortError.Code.allCases {
            let parts = code.rawValue.split(separator: ".", omittingEmptySubsequences: false)
            #expect(parts.count == 2)
            #expect(code.rawValue.allSatisfy { $0 == "." || $0 == "-" || ("a" ... "z").contains($0) })
        }
    }

    @Test func occurrencesDifferAndCopiesDoNot() {
        let one = error()
        let copy = one
        #expect(one.identity == copy.identity)
        #expect(one.identity != error().identity)
    }
}
