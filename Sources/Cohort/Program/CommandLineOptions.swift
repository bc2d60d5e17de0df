import CohortDiagnostics
import CohortLife
import CohortMachineModel

extension RuntimeOptions {
    /// The options that a command line, the environment and the file `cohort.machine` ask for, as `MachineSettings` explains. Arguments
    /// that are neither `--workers` nor begin with `--cohort-` are left alone.
    ///
    /// - Parameters:
    ///   - arguments: the command line; `CommandLine.arguments` as it is, or a part of it.
    ///   - settings: what the program itself wants; it comes before all else.
    /// - Throws: `machine.unknown-setting`, `machine.bad-value`, `machine.file`, `machine.impossible`; the message names the place.
    public static func ofCommandLine(
        _ arguments: [String], settings: MachineSettings = MachineSettings()
    ) throws(CohortError) -> RuntimeOptions {
        RuntimeOptions(try MachineConfiguration(code: settings, arguments: arguments))
    }

    /// The options that follow from a configuration. If that says nothing but the number of workers, the machine stays this computer.
    public init(_ configuration: MachineConfiguration) {
        let workers = configuration.model.processors.only(.cpu).count
        self.init(workers: workers, machine: configuration.isOrdinary ? nil : configuration.model)
    }
}
