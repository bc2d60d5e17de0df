import ArgumentParser
import Cohort
import ExampleSupport

/// The programs of the Legion manual, one a file, each run by its name.
@main
struct Manual: Program {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "manual", abstract: "The programs of the Legion manual, in Cohort.",
            discussion: "The results do not depend on the number of workers. --list names the programs.",
            version: cohortVersion)
    }

    /// In the order in which they are best read.
    static let chapters: [any Chapter.Type] = [
        SumLoop.self, SumTree.self, Subtasks.self, Futures.self, IndexLaunch.self,
        LogicalRegions.self, PhysicalRegions.self, Privileges.self, Fill.self, Reduction.self,
        InlineMapping.self, Copies.self, Transpose.self, Lists.self,
        Equal.self, ByField.self, Restriction.self, Sets.self, Image.self, Preimage.self,
        AtomicIncrements.self, Simultaneous.self, InTurn.self, TokenRing.self,
        Layouts.self,
    ]

    @Argument(help: "The program to run.")
    var name: String?

    @Flag(help: "Names the programs, and what each shows.")
    var list = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if list { return }
        guard let name else { throw ValidationError("name a program to run; --list names them all") }
        guard Self.chapter(named: name) != nil else {
            throw ValidationError("there is no program '\(name)'; --list names them all")
        }
    }

    func perform() async throws {
        if list { return Self.printList() }
        guard let name, let chapter = Self.chapter(named: name) else { return }
        try await withCohort(try common.runtimeOptions, named: name) { try await chapter.run($0) }
    }

    private static func printList() {
        for chapter in chapters {
            print(chapter.name + String(repeating: " ", count: max(1, 17 - chapter.name.count)) + chapter.summary)
        }
    }

    private static func chapter(named name: String) -> (any Chapter.Type)? { chapters.first { $0.name == name } }
}

/// One program: a top-level task, and the tasks that it launches.
///
/// Tasks print nothing, since they run in no fixed order; the top-level task prints what their futures and regions hold.
protocol Chapter: SendableMetatype {
    /// What the command line calls it.
    static var name: String { get }
    /// What it shows, in a few words.
    static var summary: String { get }
    /// The top-level task.
    static func run(_ cohort: Context) async throws
}
