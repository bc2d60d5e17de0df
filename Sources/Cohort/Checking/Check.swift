import CohortDiagnostics
import CohortLife

// Does a program mean what it should, however it is run? It is run in program order first, and then in many other ways.

/// The ways to run a program that is checked.
public enum CheckedMappings: Sendable {
    /// So many, made from the seed `from` and those that follow.
    case random(Int, from: UInt64 = 1)
    /// The one of that seed, which an error has named.
    case seed(UInt64)

    var seeds: [UInt64] {
        switch self {
        case .random(let count, let first): (0 ..< max(0, count)).map { first &+ UInt64($0) }
        case .seed(let seed): [seed]
        }
    }
}

/// Runs a program in program order, one task after the other, and then under random legal mappings, schedules, numbers of workers and machines,
/// and expects the same results, bit by bit.
///
///     try await Cohort.check({ cohort, results in
///         let grid = Region<Cell, 1>(0 ..< 1000, named: "grid")
///         …
///         results.add(try await sum.value, named: "sum")
///     }, mappings: .random(100))
///
/// Compared are all fields of the regions that the top-level task makes and does not destroy, at the points that were written, and what the
/// program adds to `results`. Data that nobody has written look the same in every run (`RuntimeOptions.Poisoning`). Numbers are compared
/// by their bits. Structures are the same when all their bits are, when they are equal, or, without words of their own, when they are printed alike:
/// padding has no meaning. Elements with a serializer are the same when they are equal, or when they are written as the same bytes.
///
/// When a run differs, simpler ones are tried, and the error names the simplest that differs too. A run for which a machine has too few
/// processors for tasks that must run at the same time says nothing and is left out.
///
/// - Parameters:
///   - program: the program; it is run again and again in this process and must begin alike each time.
///   - mappings: how often, and from which seed.
/// - Throws: `check.difference` that names the region, the field, the first point and both values, and the seed that shows it again; or what the
///   program throws when it runs in program order.
/// - Complexity: runs of the program: one, and one for each mapping; a hundred more at most when one differs. Memory for two copies of the results.
/// - SeeAlso: `RandomMapper`; Legion has its fuzz tester for its own tests only.
public func check(
    _ program: @escaping (Context, CheckedResults) async throws -> Void, mappings: CheckedMappings = .random(100),
    file: StaticString = #fileID, line: UInt32 = #line
) async throws {
    let reference = try await CheckedProgram(program).inProgramOrder()
    for seed in mappings.seeds {
        guard let difference = await reference.difference(of: CheckedRun(seed: seed)) else { continue }
        throw await reference.error(difference, seed, at: SourceLocation(file: file, line: line))
    }
}

/// The same for a program whose regions say all that it computes.
public func check(
    _ program: @escaping (Context) async throws -> Void, mappings: CheckedMappings = .random(100),
    file: StaticString = #fileID, line: UInt32 = #line
) async throws {
    try await check({ cohort, _ in try await program(cohort) }, mappings: mappings, file: file, line: line)
}

/// The same for a program with a `main` of its own, whose regions say all that it computes.
public func check(
    _ program: any CohortProgram.Type, mappings: CheckedMappings = .random(100), file: StaticString = #fileID,
    line: UInt32 = #line
) async throws {
    try await check({ cohort, _ in try await program.main(cohort) }, mappings: mappings, file: file, line: line)
}
