import CMachine
import CohortDiagnostics

/// What the environment says of the machine.
struct MachineVariables {
    /// Single settings.
    var layer = SettingLayer()
    /// The value of `COHORT_MACHINE`.
    let description: String?
    /// What is said of the run.
    let run: [RunSetting: [String]]

    static let machine = "COHORT_MACHINE"
    private static let names = [machine] + RunSetting.allCases.map(\.variable) + Setting.all.map(\.variable)

    /// Reads the variables that there can be; those without a value say nothing, which is how a shell hides one.
    ///
    /// Other variables that begin with `COHORT_` may be somebody else's and are left alone, unless they look like slips of the pen.
    init(_ environment: [String: String]) throws(CohortError) {
        let said = environment.filter { $0.key.hasPrefix(Setting.variablePrefix) && !$0.value.isEmpty }
        description = said[Self.machine]
        run = RunSetting.allCases.reduce(into: [:]) { run, setting in run[setting] = said[setting.variable].map { [$0] } }
        for setting in Setting.all {
            guard let value = said[setting.variable] else { continue }
            try layer.set(setting, to: value, SettingOrigin(.environment, setting.variable))
        }
        if let slip = said.keys.sorted().first(where: Self.isSlip) {
            throw .unknownSetting(slip, among: Self.names, SettingOrigin(.environment, slip))
        }
    }

    private static func isSlip(_ variable: String) -> Bool {
        guard !names.contains(variable) else { return false }
        let length = variable.count - Setting.variablePrefix.count
        return names.contains { editDistance(variable, $0) <= length / 3 }
    }

    /// All variables of the process.
    static var ofThisProcess: [String: String] {
        var variables: [String: String] = [:]
        // SAFETY: as long as nobody changes the environment meanwhile, which holds for every reader of it, the list ends with a null pointer.
        var next = cohort_environment()
        while let entry = next?.pointee {
            let parts = String(cString: entry).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            next = next?.advanced(by: 1)
        }
        return variables
    }
}
