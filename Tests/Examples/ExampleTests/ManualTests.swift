import TestSupport
import Testing

@Suite struct ManualTests {
    @Test("Every program prints exactly this", arguments: Printout.all, amount(["1", "2", "8"], sanitized: ["8"]))
    func prints(_ expected: Printout, _ workers: String) throws {
        let outcome = try runProgram(["manual", expected.name, "--workers", workers])
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(outcome.output == expected.text)
    }

    @Test("The list names the programs, all of which are tested")
    func list() throws {
        let lines = try runProgram(["manual", "--list"]).output.split(separator: "\n")
        #expect(lines.map { String($0.prefix { $0 != " " }) } == Printout.all.map(\.name))
        #expect(lines.allSatisfy { $0.split(separator: " ").count > 2 })
    }

    @Test("A program that is not there is refused by name")
    func unknown() throws {
        let outcome = try runProgram(["manual", "nosuch"])
        #expect(outcome.status == 2)
        #expect(outcome.errors == "manual: there is no program 'nosuch'; --list names them all; --help explains\n")
    }
}
