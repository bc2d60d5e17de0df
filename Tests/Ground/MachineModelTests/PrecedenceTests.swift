import CohortDiagnostics
import CohortMachine
import Foundation
import Testing

@testable import CohortMachineModel

@Suite struct PrecedenceTests {
    /// The six places where a value can be said, strongest first.
    private static let places = ["code", "flag", "flag's text", "variable", "variable's text", "file"]

    /// Of every set of places the strongest counts, and is named.
    @Test(arguments: 0 ..< 64) func theStrongestPlaceCounts(said: Int) throws {
        func says(_ place: Int) -> Bool { said >> place & 1 == 1 }
        var code = MachineSettings()
        if says(0) { code.memory = .gibibytes(1) }
        let arguments = (says(1) ? ["--cohort-memory", "2GiB"] : []) + (says(2) ? ["--cohort-machine", "memory 3GiB"] : [])
        var variables: [String: String] = [:]
        if says(3) { variables["COHORT_MEMORY"] = "4GiB" }
        if says(4) { variables["COHORT_MACHINE"] = "\nmemory 5GiB" }
        let folder = try SystemFolder(says(5) ? ["cohort.machine": "# ours\nmemory 6GiB\n"] : [:])
        let configuration = try MachineConfiguration(
            code: code, arguments: arguments, environment: variables, folder: folder.path, computer: desktop())
        let strongest = Self.places.indices.first(where: says)
        #expect(configuration.model.systemMemory.capacity == .gibibytes((strongest ?? 7) + 1))
        let entry = try #require(configuration.entries.first { $0.name == "memory" })
        let names = [
            "the program", "--cohort-memory", "--cohort-machine", "COHORT_MEMORY", "COHORT_MACHINE, line 2",
            "\(folder.path)/cohort.machine:2", "this computer",
        ]
        let sources: [SettingOrigin.Source] = [.code, .flag, .flag, .environment, .environment, .file, .machine]
        #expect(entry.origin.description == names[strongest ?? 6] && entry.origin.source == sources[strongest ?? 6])
        #expect(configuration.isOrdinary == (said == 0) && configuration.rest.isEmpty)
    }

    @Test func settingsFromSeveralPlacesComeTogether() throws {
        let folder = try SystemFolder(["cohort.machine": "nodes 2, gpus 1, framebuffer 1GiB\ncapacity framebuffer 0 2GiB\n"])
        let configuration = try MachineConfiguration(
            arguments: ["--cohort-machine", "gpus 2\ncapacity framebuffer 0 3GiB"],
            environment: ["COHORT_CPUS": "6", "COHORT_IO": ""], folder: folder.path, computer: desktop())
        #expect(configuration.model.nodeCount == 2 && configuration.model.processors.only(.cpu).count == 6)
        #expect(configuration.model.memories.only(.framebuffer).map(\.capacity) == [.gibibytes(3), .gibibytes(1)])
        #expect(configuration.model.processors.only(.io).isEmpty)
    }

    @Test func flagsAreTakenOutOfTheCommandLine() throws {
        let configuration = try configuration([
            "input", "--cohort-memory=1GiB", "--size", "5", "--cohort-cpus", "3", "--workers=2", "-x", "--", "--cohort-nonsense",
        ])
        #expect(configuration.rest == ["input", "--size", "5", "-x", "--", "--cohort-nonsense"])
        #expect(configuration.model.processors.count == 2)  // the last one counts
        #expect(configuration.entries.first { $0.name == "cpus" }?.origin.description == "--workers")
        #expect(!configuration.isOrdinary)
    }

    @Test func theNumberOfWorkersAloneIsOrdinary() throws {
        #expect(try configuration(["--workers", "3"]).isOrdinary && configuration(["--cohort-cpus=3"]).isOrdinary)
        #expect(try configuration([]).isOrdinary && configuration(["--cohort-machine", "cpus 2,"]).isOrdinary)
        #expect(try !configuration(["--cohort-disk", "1GiB"]).isOrdinary)
        #expect(try !configuration(["--cohort-machine", "affinity cpu to system 1GB/s 1ns"]).isOrdinary)
    }

    @Test(arguments: [
        (["--cohort-memroy", "1GiB"], CohortError.Code.machineSetting, "--cohort-memroy", "did you mean --cohort-memory"),
        (["--cohort-", "1"], .machineSetting, "--cohort-", "'--cohort-'"),
        (["--cohort-memory"], .machineValue, "--cohort-memory", "no value"),
        (["--cohort-memory="], .machineValue, "--cohort-memory", "no value"),
        (["--cohort-memory", "1"], .machineValue, "--cohort-memory", "without a unit"),
        (["--workers", "0"], .machineValue, "--workers", "out of range"), (["--workers"], .machineValue, "--workers", "no value"),
        (["--workers", "4097"], .machineValue, "--workers", "out of range"),
        (["--workers=x"], .machineValue, "--workers", "no number"),
        (["--cohort-machine"], .machineValue, "--cohort-machine", "no value"),
        (["--cohort-machine", "nowhere"], .machineFile, "--cohort-machine", "no file 'nowhere'"),
        (["--cohort-machine", "/no where/x.machine"], .machineFile, "--cohort-machine", "no file '/no where/x.machine'"),
        (["--cohort-machine", "cpus x"], .machineValue, "--cohort-machine", "no number"),
        (["--cohort-framebuffer", "1GiB"], .machineImpossible, "--cohort-framebuffer", "gpus is 0"),
    ])
    func badFlags(arguments: [String], code: CohortError.Code, place: String, problem: String) {
        let error = failure { _ = try configuration(arguments) }
        #expect(error?.code == code && error?.trail == [place] && error?.summary.contains(problem) == true, "\(error as Any)")
    }

    @Test func badPlacesAreNamed() throws {
        let variable = failure { _ = try configuration([], ["COHORT_NODE_MEMORY": "5"]) }
        #expect(variable?.trail == ["COHORT_NODE_MEMORY"])
        let folder = try SystemFolder(["cohort.machine": "cpus 2\n\ngups 1\n", "other": "nodes 2\nplace gpu 0 node 1"])
        let file = failure { _ = try configuration([], folder: folder.path) }
        #expect(file?.trail == ["\(folder.path)/cohort.machine:3"] && file?.code == .machineSetting)
        let other = failure { _ = try configuration([], ["COHORT_MACHINE": "\(folder.path)/other"]) }
        #expect(other?.trail == ["\(folder.path)/other:2"] && other?.code == .machineImpossible)
        let directory = try SystemFolder(["cohort.machine/file": ""])
        #expect(failure { _ = try configuration([], folder: directory.path) }?.code == .machineFile)
    }

    @Test(arguments: [
        ("COHORT_MEMROY", "COHORT_MEMORY"), ("COHORT_CPU", "COHORT_CPUS"), ("COHORT_NODEMEMORY", "COHORT_NODE_MEMORY"),
        ("COHORT_MACHNE", "COHORT_MACHINE"),
    ])
    func slipsInVariablesAreFound(variable: String, meant: String) {
        let error = failure { _ = try configuration([], [variable: "1"]) }
        #expect(
            error?.code == .machineSetting && error?.trail == [variable] && error?.fix.contains(meant) == true, "\(error as Any)")
    }

    @Test(arguments: [
        "COHORT_SANITIZER", "COHORT_LONG_TESTS", "COHORT_LOG", "COHORT_", "COHORT_X", "COHORT", "CPUS", "COHORT_STUDY",
    ])
    func variablesOfOthersAreLeftAlone(variable: String) throws {
        #expect(try configuration([], [variable: "1"]).isOrdinary)
    }

    @Test func theVariablesOfTheProcess() {
        let found = MachineVariables.ofThisProcess
        #expect(found == ProcessInfo.processInfo.environment)
    }

    /// A value that is overridden must still be readable: a mistake does not hide until the day it counts.
    @Test func weakerPlacesAreChecked() {
        #expect(failure { _ = try configuration(["--cohort-cpus", "1"], ["COHORT_CPUS": "many"]) }?.trail == ["COHORT_CPUS"])
    }

    @Test func aSyntheticMachineAsksNobody() throws {
        let configuration = try MachineConfiguration(
            synthetic: "nodes 2, cpus 2", arguments: ["--cohort-gpus", "1"], computer: desktop())
        #expect(configuration.model.processors.map(\.name) == ["cpu 0", "cpu 1", "gpu 0"])
    }

    private func configuration(
        _ arguments: [String], _ variables: [String: String] = [:], folder: String = "/nowhere"
    ) throws -> MachineConfiguration {
        try MachineConfiguration(arguments: arguments, environment: variables, folder: folder, computer: desktop())
    }
}
