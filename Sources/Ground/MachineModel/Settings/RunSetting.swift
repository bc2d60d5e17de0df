/// What flags and variables say of a run rather than of the machine: names of mappers and of files.
enum RunSetting: String, CaseIterable, Sendable {
    case mapper, rules, clock
    case clockReport = "clock-report"
    case profile, log, poison, schedule, traces

    /// `--cohort-clock-report`.
    var flag: String { Setting.flagPrefix + rawValue }
    /// `COHORT_CLOCK_REPORT`.
    var variable: String { Setting.variablePrefix + rawValue.uppercased().replacing("-", with: "_") }
}
