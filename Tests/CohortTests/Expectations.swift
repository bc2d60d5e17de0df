import Cohort
import Testing

/// Expects an error with that code whose text names all of `words`.
func expectError<Result>(
    _ code: CohortError.Code, naming words: [String] = [], sourceLocation: Testing.SourceLocation = #_sourceLocation,
    _ body: () async throws -> Result
) async {
    do {
        _ = try await body()
        Issue.record("no error, but \(code) was expected", sourceLocation: sourceLocation)
    } catch let error as CohortError {
        #expect(error.code == code, sourceLocation: sourceLocation)
        for word in words {
            #expect(error.description.contains(word), "\(error)", sourceLocation: sourceLocation)
        }
    } catch {
        Issue.record("\(error) is no CohortError", sourceLocation: sourceLocation)
    }
}
