import CohortDiagnostics
import CohortMachine
import Glibc

/// The machine that follows from all that is said of it, and who said what. `MachineSettings` has the precedence.
public struct MachineConfiguration: Sendable {
    /// The machine as mappers see it.
    public let model: MachineModel
    /// Every setting that has a value, in the order of ``MachineSettings/explanations``.
    public let entries: [Entry]
    /// The arguments that said nothing of the machine, for the program itself.
    public let rest: [String]
    /// What was said of the run, the strongest first.
    private let run: [RunSetting: [String]]
    /// Whether nobody said anything, except how many CPU workers there are.
    public let isOrdinary: Bool

    /// A setting with its value.
    public struct Entry: Sendable {
        /// The setting's name.
        public let name: String
        /// The value as descriptions are written.
        public let value: String
        /// Who said so.
        public let origin: SettingOrigin
    }

    /// The file that is read where there is one.
    public static let fileName = "cohort.machine"

    /// Asks all places.
    ///
    /// - Parameters:
    ///   - code: what the program itself says.
    ///   - arguments: a command line; what is not ours is left in `rest`.
    ///   - environment: the variables; those of the process unless given.
    ///   - folder: where `cohort.machine` may be; that in which the process was started unless given.
    ///   - computer: what is used where nobody says anything.
    /// - Throws: `machine.unknown-setting`, `machine.bad-value`, `machine.file`, `machine.impossible`; the place is in the message.
    public init(
        code: MachineSettings = MachineSettings(), arguments: [String] = [],
        environment: [String: String]? = nil, folder: String = ".", computer: Machine = .current
    ) throws(CohortError) {
        let flags = try MachineFlags(arguments)
        var said = SettingLayer(code: code)
        said.fill(from: flags.layer)
        if let text = flags.description { said.fill(from: try Description.layer(givenBy: text, .flag, MachineFlags.machine)) }
        let variables = try MachineVariables(environment ?? MachineVariables.ofThisProcess)
        said.fill(from: variables.layer)
        if let text = variables.description {
            said.fill(from: try Description.layer(givenBy: text, .environment, MachineVariables.machine))
        }
        let file = folder == "." ? Self.fileName : "\(folder)/\(Self.fileName)"
        if access(file, F_OK) == 0 {
            said.fill(from: try Description.layer(file: file, .file, SettingOrigin(.file, file)))
        }
        try self.init(said, rest: flags.rest, run: flags.run.merging(variables.run) { $0 + $1 }, computer)
    }

    /// The machine of a description, or of the file of that name, without asking anybody else but the flags.
    ///
    /// - Throws: as the other one.
    public init(synthetic description: String, arguments: [String] = [], computer: Machine = .current) throws(CohortError) {
        let flags = try MachineFlags(arguments)
        var said = flags.layer
        said.fill(from: try Description.layer(givenBy: description, .flag, "--synthetic"))
        try self.init(said, rest: flags.rest, run: flags.run, computer)
    }

    init(_ said: SettingLayer, rest: [String] = [], run: [RunSetting: [String]] = [:], _ computer: Machine) throws(CohortError) {
        let blueprint = try Blueprint(said, computer)
        model = try MachineModel(blueprint)
        entries = blueprint.entries
        self.rest = rest
        self.run = run
        isOrdinary = said.settings.details.isEmpty && said.origins.keys.allSatisfy { $0 == "cpus" }
    }
}

extension MachineConfiguration {
    /// The mappers that were asked for, by `--cohort-mapper` and `COHORT_MAPPER`, the strongest first; a value may name several, with
    /// commas between.
    public var mappers: [String] { (run[.mapper] ?? []).flatMap { $0.split(separator: ",").map(String.init) } }
    /// The file of rules that was asked for, by `--cohort-rules` or `COHORT_RULES`; nothing when nobody asked.
    public var rules: String? { run[.rules]?.first }
    /// The clock that was asked for, by `--cohort-clock` or `COHORT_CLOCK`: `wall`, `modelled`, or `modelled:` and the name of a profile.
    public var clock: String? { run[.clock]?.first }
    /// The file for what a modelled clock has to report: `--cohort-clock-report` or `COHORT_CLOCK_REPORT`.
    public var clockReport: String? { run[.clockReport]?.first }
    /// The file for a profile of the program's tasks: `--cohort-profile` or `COHORT_PROFILE`.
    public var profile: String? { run[.profile]?.first }
    /// What becomes of data that nobody has written, by `--cohort-poison` or `COHORT_POISON`: `off`, `silent`, `warn` or `fail`.
    public var poison: String? { run[.poison]?.first }
    /// Which worker goes on when several could, by `--cohort-schedule` or `COHORT_SCHEDULE`: `system`, or a seed.
    public var schedule: String? { run[.schedule]?.first }
    /// Whether repetitions are replayed, by `--cohort-traces` or `COHORT_TRACES`: `off`, `found` or `forced`.
    public var traces: String? { run[.traces]?.first }
    /// The file for a log of the run: `--cohort-log` or `COHORT_LOG`.
    public var log: String? { run[.log]?.first }
}

extension MachineModel {
    /// This computer, its memory without bounds of ours.
    public static var current: MachineModel {
        guard let model = try? MachineModel() else {
            // our bug: a computer that runs this has a processor and memory.
            preconditionFailure("this computer has no model")
        }
        return model
    }

    /// The machine of those settings; what they leave open is as on this computer. Nobody else is asked.
    ///
    /// - Throws: `machine.impossible`.
    public init(_ settings: MachineSettings = MachineSettings(), on computer: Machine = .current) throws(CohortError) {
        self = try MachineConfiguration(SettingLayer(code: settings), computer).model
    }

    /// The machine that a description tells of, such as `nodes 4, cpus 8, gpus 2, framebuffer 1GiB`; nobody else is asked.
    ///
    /// - Throws: `machine.unknown-setting`, `machine.bad-value`, `machine.impossible`.
    public init(_ description: String, file: StaticString = #fileID, line: UInt32 = #line) throws(CohortError) {
        let location = SourceLocation(file: file, line: line)
        let layer = try Description.layer(description, .init(location))
        self = try MachineConfiguration(layer, .current).model
    }
}
