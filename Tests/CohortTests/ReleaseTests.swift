import Cohort
import Testing

/// What closures of tasks hold is let go of when they have run, though it holds the task that launched them: else a run's contexts,
/// workers and memory stay for ever.
@Suite struct ReleaseTests {
    /// Holds the future of the task whose closure holds it.
    private final class Holder {
        var future: Future<Void>?
    }

    private final class Watched: @unchecked Sendable {
        // SAFETY: set by one task, and read when all are over.
        weak var holder: Holder?
    }

    @Test(arguments: World.allCases) func lastClosureOfARun(world: World) async throws {
        let watched = Watched()
        try await withCohort(world.options) { _ in Self.launch(watched) }
        #expect(watched.holder == nil)
    }

    @Test(arguments: [World.twoWorkers, .sequential]) func refusedClosure(world: World) async throws {
        let watched = Watched()
        await expectError(.useAfterDestroy, naming: ["spent"]) {
            try await withCohort(world.options) { _ in
                let line = Region<Line, 1>(0 ..< 4, named: "spent")
                line.destroy()
                Self.launch(watched, line)
            }
        }
        #expect(watched.holder == nil)
    }

    /// A task that holds itself, by its future; the last that the code launches.
    private static func launch(_ watched: Watched, _ line: Region<Line, 1>? = nil) {
        let holder = Holder()
        watched.holder = holder
        let builder = LaunchBuilder("hold", nil, file: #fileID, line: #line)
        if let line { builder.field(line.a, .read) }
        builder.run { _ in withExtendedLifetime(holder) {} }
        holder.future = builder.single()
    }
}
