import Glibc
import PennantModel

// The plain sequential loops on a deck: the other side of the benchmark of the parallel program.
//
//     pennant-sequential DECK [--cycles N] [--picture FILE] [--threads 1|2]

struct Arguments {
    var deck = ""
    var cycles = Int.max
    var picture: String?
    var isDivided = false

    init?(_ words: some Sequence<String>) {
        var words = Array(words)[...]
        while let word = words.popFirst() {
            switch word {
            case "--cycles":
                guard let count = words.popFirst().flatMap({ Int($0) }), count >= 0 else { return nil }
                cycles = count
            case "--threads":
                guard let count = words.popFirst().flatMap({ Int($0) }), (1 ... 2).contains(count) else { return nil }
                isDivided = count == 2
            case "--picture":
                guard let path = words.popFirst() else { return nil }
                picture = path
            default:
                guard deck.isEmpty, !word.hasPrefix("-") else { return nil }
                deck = word
            }
        }
        if deck.isEmpty { return nil }
    }
}

func simulate(_ arguments: Arguments) throws(PennantError) {
    let deck = try Deck(path: Decks.resolve(arguments.deck))
    let run = try SequentialRun(deck, isDivided: arguments.isDivided)
    let progress = Progress(deck)
    progress.print(Report.statistics(run.mesh))
    progress.print("\(try run.energy())")
    let start = Clock.seconds()
    try run.run(cycles: arguments.cycles) { progress.update(cycle: $0.cycle, time: $0.time, step: $0.step) }
    let seconds = Clock.seconds() - start
    progress.print(Report.completion(cycle: run.cycle, time: run.time, deck.timing, seconds: seconds))
    progress.print("\(try run.energy())")
    if let path = arguments.picture {
        let picture = Picture(run.mesh, positions: run.positions, values: run.fields.density)
        progress.print("density in \(try picture.write(to: path))")
    }
    let rate = Double(run.cycle) * Double(run.mesh.zoneCount) / seconds
    progress.print("\(run.cycle) cycles of \(run.mesh.zoneCount) zones: \(seconds) s, \(Int(rate)) zone-cycles/s")
    if run.cycle == deck.timing.lastCycle, let reference = Decks.referencePath(named: deck.name), Decks.isBundled(deck.path) {
        let comparison = try Comparison(run.fields, reference: XYFile.read(reference))
        progress.print("\(comparison)\n\(comparison.passes ? "agrees" : "DISAGREES") with the reference")
    }
}

guard let arguments = Arguments(CommandLine.arguments.dropFirst()) else {
    Progress.complain("usage: pennant-sequential DECK [--cycles N] [--picture FILE] [--threads 1|2]")
    exit(64)
}
do throws(PennantError) {
    try simulate(arguments)
} catch {
    Progress.complain("pennant-sequential: \(error)")
    exit(1)
}
