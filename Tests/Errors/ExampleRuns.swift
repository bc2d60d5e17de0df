import Cohort
import Testing

@testable import CohortCommands

/// Both programs of every page are compiled into this module, and run here.
@Suite struct ExampleRuns {
    @Test(arguments: CohortError.Code.allCases) func theWrongProgramFailsWithItsCode(code: CohortError.Code) async throws {
        let example = try #require(examples["\(code).wrong"], missing("the wrong program", code.rawValue))
        let failure = await failure(of: example)
        let error = try #require(failure as? CohortError, "the wrong program of \(code) ends with \(text(failure))")
        #expect(error.code == code, "\(error)")
        let message = error.description.replacing(/\w+\/[\w.-]+\.swift:/, with: "Program.swift:")
        let shown = ErrorPage.of(code.rawValue)?.fence("text", under: "Wrong")
        #expect(shown == message, "Documentation/Errors/\(code).md shows another message than this one:\n\(message)")
    }

    @Test(arguments: CohortError.Code.allCases) func theRightProgramRuns(code: CohortError.Code) async throws {
        let example = try #require(examples["\(code).right"], missing("the right program", code.rawValue))
        let failure = await failure(of: example)
        #expect(failure == nil, "the right program of \(code) ends with \(text(failure))")
    }

    private func text(_ error: (any Error)?) -> String { error.map { "\($0)" } ?? "no error" }

    private func failure(of example: @escaping Example) async -> (any Error)? {
        do {
            try await withCohort(RuntimeOptions(workers: 4)) { try await example($0) }
            return nil
        } catch {
            return error
        }
    }
}
