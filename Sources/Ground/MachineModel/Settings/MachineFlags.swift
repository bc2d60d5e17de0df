import CohortDiagnostics

/// What a command line says of the machine, and the rest of it.
struct MachineFlags {
    /// Single settings.
    var layer = SettingLayer()
    /// The value of `--cohort-machine`.
    var description: String?
    /// The values of `--cohort-mapper`, the last first.
    var mappers: [String] = []
    /// The value of `--cohort-rules`.
    var rules: String?
    /// The arguments that are not ours.
    var rest: [String] = []

    static let workers = "--workers"
    static let machine = Setting.flagPrefix + "machine"
    static let mapper = Setting.flagPrefix + "mapper"
    static let rules = Setting.flagPrefix + "rules"
    static let names = [machine, mapper, rules] + Setting.all.map(\.flag)

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
        guard flag != Self.mapper else { mappers.insert(value, at: 0); return }
        guard flag != Self.rules else { rules = value; return }
        let name = flag == Self.workers ? "cpus" : String(flag.dropFirst(Setting.flagPrefix.count))
        guard let setting = Setting.named(name) else { throw .unknownSetting(flag, among: Self.names, origin) }
        try layer.set(setting, to: value, origin)
    }
}
