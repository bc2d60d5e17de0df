import CohortDiagnostics

/// What a command line says of the machine, and the rest of it.
struct MachineFlags {
    /// Single settings.
    var layer = SettingLayer()
    /// The value of `--cohort-machine`.
    var description: String?
    /// What is said of the run, the last value first.
    var run: [RunSetting: [String]] = [:]
    /// The arguments that are not ours.
    var rest: [String] = []

    static let workers = "--workers"
    static let machine = Setting.flagPrefix + "machine"
    static let names = [machine] + RunSetting.allCases.map(\.flag) + Setting.all.map(\.flag)

    /// Takes the arguments apart. A flag's value follows it, or an equals sign; of several values the last counts, and what follows `--`
    /// is nobody's flag.
    init(_ arguments: [String]) throws(CohortError) {
        var arguments = arguments[...]
        while let argument = arguments.popFirst() {
            guard argument != "--" else { rest += [argument] + arguments; return }
            guard let flag = Self.flag(argument) else { rest.append(argument); continue }
            let value =
                flag.endIndex < argument.endIndex
                ? String(argument[flag.endIndex...].dropFirst()) : arguments.popFirst() ?? ""
            try take(String(flag), value)
        }
    }

    /// The name of the flag, if it is for us.
    private static func flag(_ argument: String) -> Substring? {
        let name = argument.prefix { $0 != "=" }
        return name == workers || name.hasPrefix(Setting.flagPrefix) ? name : nil
    }

    private mutating func take(_ flag: String, _ value: String) throws(CohortError) {
        let origin = SettingOrigin(.flag, flag)
        guard flag != Self.machine else { description = value; return }
        if let setting = RunSetting.allCases.first(where: { $0.flag == flag }) {
            run[setting, default: []].insert(value, at: 0)
            return
        }
        let name = flag == Self.workers ? "cpus" : String(flag.dropFirst(Setting.flagPrefix.count))
        guard let setting = Setting.named(name) else { throw .unknownSetting(flag, among: Self.names, origin) }
        try layer.set(setting, to: value, origin)
    }
}
