import CohortDiagnostics
import CohortLife
import CohortMachineModel

extension RuntimeOptions {
    /// The options that a command line, the environment and the file `cohort.machine` ask for, as `MachineSettings` explains. Arguments
    /// that are neither `--workers` nor begin with `--cohort-` are left alone.
    ///
    /// `--cohort-mapper NAME` chooses one of the included mappers: `default`, `random` or `random:SEED`. A mapper that the program sets
    /// afterwards replaces it.
    ///
    /// - Parameters:
    ///   - arguments: the command line; `CommandLine.arguments` as it is, or a part of it.
    ///   - settings: what the program itself wants; it comes before all else.
    /// - Throws: `machine.unknown-setting`, `machine.bad-value`, `machine.file`, `machine.impossible`; the message names the place.
    public static func ofCommandLine(
        _ arguments: [String], settings: MachineSettings = MachineSettings()
    ) throws(CohortError) -> RuntimeOptions {
        try RuntimeOptions(MachineConfiguration(code: settings, arguments: arguments))
    }

    /// The options that follow from a configuration. If that says nothing but the number of workers, the machine stays this computer.
    ///
    /// - Throws: `machine.bad-value` when there is no mapper of that name.
    public init(_ configuration: MachineConfiguration) throws(CohortError) {
        let workers = configuration.model.processors.only(.cpu).count
        self.init(
            workers: workers, machine: configuration.isOrdinary ? nil : configuration.model,
            mapper: try configuration.mapper.map { (name) throws(CohortError) in try Self.mapper(named: name) })
    }

    private static func mapper(named name: String) throws(CohortError) -> any Mapper {
        if name == "default" { return DefaultMapper() }
        if name == "random" { return RandomMapper(seed: 1, runsInline: true) }
        if name.hasPrefix("random:"), let seed = UInt64(name.dropFirst("random:".count)) {
            return RandomMapper(seed: seed, runsInline: true)
        }
        throw CohortError(
            .machineValue, "'\(name)' as mapper is not one that is included",
            rule: "the included mappers are default, random, and random:SEED with a number from 0",
            fix: "write it like `--cohort-mapper random:7`, or set `RuntimeOptions.mapper` for one of your own")
    }
}
