import CohortDiagnostics
import CohortLife
import CohortMachineModel

extension RuntimeOptions {
    /// The options that a command line, the environment and the file `cohort.machine` ask for, as `MachineSettings` explains. Arguments
    /// that are neither `--workers` nor begin with `--cohort-` are left alone.
    ///
    /// `--cohort-mapper NAME` chooses an included mapper: `default`, `random:SEED`, `replay:FILE` or `null`; `logging:FILE` and
    /// `record:FILE` write down what another one decides. `--cohort-rules FILE` puts rules before the one that decides. A mapper that the
    /// program sets afterwards replaces all of them. `--cohort-clock modelled` or `modelled:PROFILE` chooses modelled time, of which
    /// `--cohort-clock-report FILE` writes a report; `--cohort-profile FILE` measures the tasks, and `--cohort-log FILE`
    /// writes a log of the run. `--cohort-poison off`, `silent`, `warn` or
    /// `fail` says what becomes of data that nobody has written, as `RuntimeOptions.Poisoning` explains. `--cohort-schedule SEED` lets one
    /// worker run at a time and draws from the seed which, so that a run can be repeated. `--cohort-traces off`, `found` or `forced` says
    /// whether launches that repeat are replayed, as `RuntimeOptions.Traces` explains.
    ///
    /// - Parameters:
    ///   - arguments: the command line; `CommandLine.arguments` as it is, or a part of it.
    ///   - settings: what the program itself wants; it comes before all else.
    ///   - mapper: the program's own; it decides where the command line names none.
    /// - Throws: `machine.unknown-setting`, `machine.bad-value`, `machine.file`, `machine.impossible`; the message names the place.
    ///   `mapping.rules` for a file of rules that cannot be understood, `mapping.decisions` for decisions that cannot be read or written,
    ///   `run.file` for a profile that cannot be read.
    public static func ofCommandLine(
        _ arguments: [String], settings: MachineSettings = MachineSettings(), mapper: (any Mapper)? = nil
    ) throws(CohortError) -> RuntimeOptions {
        try RuntimeOptions(MachineConfiguration(code: settings, arguments: arguments), mapper: mapper)
    }

    /// The options that follow from a configuration. If that says nothing but the number of workers, the machine stays this computer.
    ///
    /// - Parameters:
    ///   - configuration: what was said of the machine and the mapper.
    ///   - mapper: the program's own; it decides where the configuration names none.
    /// - Throws: `machine.bad-value` when there is no mapper, clock, poison, schedule or way with traces of that name, `mapping.rules`, `mapping.decisions`, `run.file`.
    public init(_ configuration: MachineConfiguration, mapper: (any Mapper)? = nil) throws(CohortError) {
        let workers = configuration.model.processors.only(.cpu).count
        self.init(
            workers: workers, machine: configuration.isOrdinary ? nil : configuration.model,
            mapper: try configuration.mapper(otherwise: mapper),
            clock: try configuration.clock.map { (name) throws(CohortError) in try Self.clock(named: name) } ?? .wall)
        clockReportFile = configuration.clockReport
        profileFile = configuration.profile
        logFile = configuration.log
        if let name = configuration.schedule { schedule = try Self.schedule(named: name) }
        if let name = configuration.traces { traces = try Self.traces(named: name) }
        if let name = configuration.poison { poison = try Self.poisoning(named: name) }
    }

    private static func schedule(named name: String) throws(CohortError) -> Schedule {
        if name == "system" { return .system }
        if let seed = UInt64(name) { return .seeded(seed) }
        throw CohortError(
            .machineValue, "'\(name)' as schedule is none",
            rule: "workers run as the system lets them, or in turns that a seed draws",
            fix: "write `--cohort-schedule system`, or a number of 0 to \(UInt64.max) like `--cohort-schedule 7`")
    }

    private static func traces(named name: String) throws(CohortError) -> Traces {
        if let traces = Traces(rawValue: name) { return traces }
        throw CohortError(
            .machineValue, "'\(name)' as traces is none",
            rule: "launches that repeat are replayed as off, found or forced says",
            fix: "write it like `--cohort-traces off`, or leave it out")
    }

    private static func poisoning(named name: String) throws(CohortError) -> Poisoning {
        switch name {
        case "off": return .off
        case "silent": return .silent
        case "warn": return .warns
        case "fail": return .fails
        default:
            throw CohortError(
                .machineValue, "'\(name)' as poison is none",
                rule: "data that nobody has written are poisoned as off, silent, warn or fail says",
                fix: "write it like `--cohort-poison warn`, or leave it out")
        }
    }

    private static func clock(named name: String) throws(CohortError) -> Clock {
        if name == "wall" { return .wall }
        if name == "modelled" { return .modelled(TaskTimes()) }
        if name.hasPrefix("modelled:") { return .modelled(TaskTimes(try TaskProfile(file: String(name.dropFirst(9))))) }
        throw CohortError(
            .machineValue, "'\(name)' as clock is none",
            rule: "the clocks are wall, modelled, and modelled: with the name of a profile",
            fix: "write it like `--cohort-clock modelled:heat.profile`, or leave it out for the computer's own time")
    }
}
