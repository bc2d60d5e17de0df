import Cohort
import Foundation
import Testing

/// The language of rules: what it says, and what it says of mistakes.
@Suite struct RuleReadingTests {
    static let all = """
        # Comments and empty lines are free.
        task "stencil", "calc*" when points > 4 and size >= 1.5GiB {
            processor gpu 0...2, 5 node 1 else cpu else any; priority -2
            slice round-robin 4   # in turns
            variant "fast"
            region "halo" field "x?" reads when size < 64 MiB { memory nearest; layout aos, order 1 0 fields, alignment 64 B; extent piece; reuse no }
            region "*" writes
            {
                memory framebuffer 1 else node else current
                extent region; reuse yes; leave in-turn
            }
        }

        operation "fill" { region "grid" reduces when points = 7 { memory zero-copy } }
        task "*" { slice blocks }; task "one" { slice whole } task "two" { slice even; processor any }
        """

    /// Everything that can be said is written again as it was read.
    @Test func theTextIsReadAndWritten() throws {
        let rules = try Rules(Self.all)
        #expect(
            rules.text == """
                task "stencil", "calc*" when points > 4 and size >= 1536MiB {
                    processor gpu 0, 1, 2, 5 node 1 else cpu else any
                    variant "fast"
                    slice round-robin 4
                    priority -2
                    region "halo" field "x?" reads when size < 64MiB { memory nearest; layout aos, order 1 0 fields, alignment 64B; extent piece; reuse no }
                    region "*" writes { memory framebuffer 1 else node else current; extent region; reuse yes; leave in-turn }
                }

                operation "fill" {
                    region "grid" reduces when points = 7 { memory zero-copy }
                }

                task "*" {
                    slice blocks
                }

                task "one" {
                    slice whole
                }

                task "two" {
                    processor any
                    slice even
                }

                """)
        #expect(try Rules(rules.text).text == rules.text)
        #expect(rules.tasks[0].priority?.place.line == 3 && rules.tasks[0].regions[1].extent?.place.line == 10)
        #expect(try Rules("  # nothing\n").tasks.isEmpty)
    }

    /// Rules made by the program are the same values.
    @Test func theBuilderMakesTheSame() throws {
        let isPadded = true
        let rules = Rules {
            TaskRule(
                "stencil", when: [.points(.more, 4)], processor: .gpu.else(.only(.cpu, 1, 2, node: 0)), slicing: .blocks,
                priority: 1
            ) {
                RegionRule(
                    "halo", field: "x", .reads, when: [.size(.less, .mebibytes(1))], memory: .nearest.else(.system),
                    extent: .piece)
                if isPadded { RegionRule("*", layout: [.columns, .padding(dimension: 0, after: 3)], reuse: false) }
            }
            for name in ["a", "b"] { TaskRule(name, of: .operation) { RegionRule("r", memory: .only(.node, 1)) } }
        }
        let read = try Rules(
            """
            task "stencil" when points > 4 {
                processor gpu else cpu 1, 2 node 0; slice blocks; priority 1
                region "halo" field "x" reads when size < 1MiB { memory nearest else system; extent piece }
                region "*" { layout soa, padding 0 after 3; reuse no }
            }
            operation "a" { region "r" { memory node 1 } }
            operation "b" { region "r" { memory node 1 } }
            """)
        #expect(rules.text == read.text)
        #expect(rules.tasks[0].processor?.place.file?.hasSuffix("RuleReadingTests.swift") == true)
    }

    static let mistakes: [(String, String, String)] = [
        ("tusk \"a\" { }", "1:1", "'tusk' is no rule; did you mean task?"),
        ("task a { }", "1:6", "write it like `task \"a\"`"),
        ("task \"a\"\n\npriority 2", "1:9", "a 'task' without its block: here is the end of the statement"),
        ("task \"a\" { priority 2", "1:1", "the block of this 'task' is not closed"),
        ("task \"a\" { procesor gpu }", "1:12", "did you mean processor?"),
        ("task \"a\" {\n    processor gpus\n}", "2:15", "'gpus' is no kind of processor; did you mean gpu or cpu?"),
        ("task \"a\" { processor\n}", "1:21", "the end of the statement is no kind of processor"),
        ("task \"a\" { processor gpu 3...1 }", "1:26", "write 1...3"),
        ("task \"a\" { processor cpu node x }", "1:31", "'x' is no node"),
        ("task \"a\" { priority 2MiB }", "1:21", "'2MiB' is no priority"),
        ("task \"a\" { priority 2 3 }", "1:23", "'3' is more than the statement takes"),
        ("task \"a\" { priority 2; priority 3 }", "1:24", "the first is at line 1"),
        ("task \"a\" { slice blck }", "1:18", "did you mean blocks?"),
        ("task \"a\" { slice round-robin 0 }", "1:30", "'0' is no number of points"),
        ("task \"a\" { region \"r\" { memory file } }", "1:32", "'file' is no memory"),
        ("task \"a\" { region \"r\" raeds { } }", "1:23", "did you mean reads?"),
        ("task \"a\" { region \"r\" field x { } }", "1:29", "the name of a region belongs"),
        ("task \"a\" { region \"r\" { extent whole } }", "1:32", "piece, task or region"),
        ("task \"a\" { region \"r\" { leave soon } }", "1:31", "first, in-turn, last or never"),
        ("task \"a\" { region \"r\" { reuse maybe } }", "1:31", "yes or no"),
        ("task \"a\" { region \"r\" { layout padding -1 } }", "1:40", "'-1' is no dimension"),
        ("task \"a\" { region \"r\" { layout soe } }", "1:32", "'soe' is no layout; did you mean soa or aos?"),
        ("task \"a\" { region \"r\" { layout soa, fields x } }", "1:44", "the name of a field belongs"),
        ("task \"a\" { variant gpu }", "1:20", "the name of a variant belongs"),
        ("task \"a\" { region \"r\" { processor gpu } }", "1:25", "statement about regions is memory"),
        ("operation \"a\" { processor gpu }", "1:17", "statement about operations"),
        ("task \"a\" when size > 64 { }", "1:22", "'64' is no size"),
        ("task \"a\" when points ~ 64 { }", "1:22", "'~' is no comparison"),
        ("task \"a\" when ponts > 64 { }", "1:15", "did you mean points?"),
        ("task \"a { }", "1:6", "where the name of a task belongs"),
        ("}", "1:1", "'}' is no rule"),
    ]

    /// Each mistake is told with its line and column, the rule and the way out.
    @Test(arguments: mistakes) func mistakesAreTold(text: String, place: String, words: String) async {
        await expectError(.mappingRules, naming: ["the rules:\(place)", words, "RuleReadingTests.swift"]) { try Rules(text) }
    }

    /// All mistakes of a file come together, none twice, and what is right between them does not disturb.
    @Test func allMistakesAtOnce() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).rules")
        defer { try? FileManager.default.removeItem(at: folder) }
        try """
        task "a" {
            processor gp
            priority 2
            region "r" { memory nowhere; extent piece; layout order x }
        }
        tsk "b" {
            priority 3
        }
        task "c" { slice; priority }
        """.write(to: folder, atomically: true, encoding: .utf8)
        let error = #expect(throws: CohortError.self) { try Rules(file: folder.path) }
        let places = ([error] + (error?.others ?? [])).compactMap {
            $0?.trail.first?.split(separator: ":").suffix(2).joined(separator: ":")
        }
        #expect(places == ["2:15", "4:25", "4:61", "6:1", "9:17", "9:28"])
        #expect(error?.description.components(separatedBy: "error[mapping.rules]").count == 7)
        #expect(error?.trail.first?.hasPrefix(folder.path) == true)
    }

    @Test func noFile() async {
        await expectError(.mappingRules, naming: ["no file 'nowhere.rules'"]) { try Rules(file: "nowhere.rules") }
    }

    @Test(arguments: [
        ("abc", "abc", true), ("abc", "abcd", false), ("*", "", true), ("*", "any", true), ("a*c", "abbc", true),
        ("a*c", "abcb", false), ("a*b*c", "aXbYbZc", true), ("?b?", "abc", true), ("?", "", false), ("a?*", "a", false),
        ("*aab", "aaaab", true), ("**", "x", true), ("a*", "b", false),
    ]) func patterns(pattern: String, name: String, matches: Bool) {
        #expect(NamePattern(pattern).matches(name) == matches)
    }

    /// What a machine lacks is told for all rules at once.
    @Test func checkedOnAMachine() async throws {
        let rules = try Rules(
            """
            task "a" { processor gpu; region "r" { memory framebuffer } }
            task "b" { processor gpu else cpu; region "r" { memory framebuffer 7 else nearest; extent piece } }
            task "c" { processor cpu 9; region "r" { memory disk } }
            """)
        await expectError(.mappingRules, naming: ["line 1 ", "line 3 ", "'disk'", "'framebuffer'", "task 'c' to 'cpu 9'"]) {
            try rules.check(on: .made("cpus 2"))
        }
        let error = #expect(throws: CohortError.self) { try rules.check(on: .made("cpus 2")) }
        #expect(error?.others.count == 3)
        try rules.check(on: .made("cpus 10, gpus 1, disk 1GiB"))
    }
}
