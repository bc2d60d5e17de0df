import ArgumentParser
import Cohort
import ExampleSupport
import PennantModel

/// PENNANT: compressible gas dynamics on an unstructured mesh that moves with the gas.
@main
struct Pennant: Program {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "pennant",
            abstract: "PENNANT: compressible gas dynamics on an unstructured mesh that moves with the gas.",
            discussion: "Bundled problems: \(Decks.names.joined(separator: ", ")).", version: cohortVersion)
    }

    @Argument(help: "The problem: a .pnt file, or the name of a bundled one such as sedovsmall.")
    var deck: String

    @Option(help: "Pieces the mesh is cut into; the default is four for each worker.")
    var pieces: Int?

    @Option(
        help: "Whole rows of the mesh lie together in memory, blocks share the fewest points; the default is rows, 16 or more.")
    var cut: Cut?

    @Option(help: "Where density, energy and pressure go; the default is the deck's name with .xy, here.")
    var output: String?

    @Option(help: "A reference .xy file to agree with; the exit status is 1 if we do not.")
    var compare: String?

    @Option(help: "Draws the final density into this .png file.")
    var image: String?

    @Option(help: "Stops after so many cycles, if the deck does not stop earlier.")
    var cycles: Int?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let pieces, !(1 ... 1_000_000).contains(pieces) {
            throw ValidationError("--pieces takes a number from 1 to 1000000, not \(pieces)")
        }
        if let cycles, cycles < 0 { throw ValidationError("--cycles takes a number of at least 0, not \(cycles)") }
    }

    /// Runs the problem and tells of it.
    func perform() async throws {
        let deck = try Deck(path: Decks.resolve(deck))
        let reference = try compare.map { try XYFile.read($0) }
        let pieces = pieces ?? 4 * common.workers
        let outcome = try await withCohort(try common.runtimeOptions, named: "pennant") { _ in
            try await simulate(deck, pieces: pieces)
        }
        try finish(deck, outcome, reference)
    }

    /// The simulation itself, as a top-level task.
    private func simulate(_ deck: Deck, pieces: Int) async throws -> Outcome {
        let progress = Progress(deck)
        var run = try ParallelRun(deck, pieces: pieces, cut: cut)
        progress.print(Report.statistics(run.mesh))
        progress.print("\(pieces) pieces, \(common.workers) workers\n")
        progress.print("\(try await run.energy())")
        let start = Clock.seconds()
        try await run.run(cycles: cycles ?? .max) { progress.update(cycle: $0.cycle, time: $0.time, step: $0.step) }
        let seconds = Clock.seconds() - start
        let moment = run.moment
        progress.print(Report.completion(cycle: moment.cycle, time: moment.time, deck.timing, seconds: seconds))
        progress.print("\(try await run.energy())")
        progress.print(Report.speed(cycles: moment.cycle, zones: run.mesh.zoneCount, seconds: seconds))
        return Outcome(mesh: run.mesh, positions: try await run.positions(), fields: try await run.fields())
    }

    /// Writes what was asked for, and judges.
    private func finish(_ deck: Deck, _ outcome: Outcome, _ reference: ZoneFields?) throws {
        let path = output ?? deck.name + ".xy"
        try XYFile.write(outcome.fields, to: path)
        print("fields in \(path)")
        if let image {
            let picture = Picture(outcome.mesh, positions: outcome.positions, values: outcome.fields.density)
            print("density in \(try picture.write(to: image))")
        }
        guard let reference else { return }
        let comparison = Comparison(outcome.fields, reference: reference)
        print("\(comparison)\n\(comparison.passes ? "agrees" : "DISAGREES") with \(compare ?? "")")
        if !comparison.passes { throw Cohort.ExitCode(1) }
    }
}

extension Cut: @retroactive ExpressibleByArgument {}

/// What is left of a run when its regions are gone.
private struct Outcome {
    let mesh: Mesh
    let positions: [Vector2]
    let fields: ZoneFields
}
