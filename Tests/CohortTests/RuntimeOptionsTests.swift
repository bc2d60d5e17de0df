import Cohort
import Testing

@Suite struct RuntimeOptionsTests {
    @Test func theCommandLineCounts() throws {
        let usual = try RuntimeOptions.ofCommandLine(["program", "input", "--verbose"])
        #expect(usual.workers == RuntimeOptions().workers && usual.machine == nil)
        let few = try RuntimeOptions.ofCommandLine(["program", "--workers", "3"])
        #expect(few.workers == 3 && few.machine == nil)
        let bounded = try RuntimeOptions.ofCommandLine(["program", "--cohort-memory", "1GiB", "--workers=2"])
        #expect(bounded.workers == 2 && bounded.machine?.systemMemory.capacity == .gibibytes(1))
    }

    @Test func theProgramCountsMore() throws {
        var settings = MachineSettings()
        settings.memory = .gibibytes(2)
        settings.cpus = 1
        let options = try RuntimeOptions.ofCommandLine(
            ["program", "--cohort-memory", "1GiB", "--workers", "5"], settings: settings)
        #expect(options.workers == 1 && options.machine?.systemMemory.capacity == .gibibytes(2))
        #expect(throws: CohortError.self) { try RuntimeOptions.ofCommandLine(["program", "--cohort-cpus", "5 "]) }
    }

    @Test func aMachineHasItsWorkers() async throws {
        let machine = try MachineModel("nodes 2, cpus 3, gpus 1")
        #expect(RuntimeOptions(machine: machine).workers == 3 && RuntimeOptions(workers: 2, machine: machine).workers == 2)
        let workers = try await withCohort(RuntimeOptions(machine: machine)) { $0.workers }
        #expect(workers == 3)
    }
}
