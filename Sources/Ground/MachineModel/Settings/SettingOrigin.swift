import CohortDiagnostics

/// Where the value of a setting was said.
public struct SettingOrigin: Sendable, CustomStringConvertible {
    /// The kinds of places, the one that counts most first.
    public enum Source: String, Sendable, CaseIterable {
        /// The program itself.
        case code
        /// The command line, or a description that it names.
        case flag
        /// The environment, or a description that it names.
        case environment
        /// The file `cohort.machine`.
        case file
        /// This computer.
        case machine
        /// Nobody: it is a default.
        case standard
    }

    /// The kind of place.
    public let source: Source
    /// The place, in words: `--cohort-memory`, `COHORT_MEMORY`, `cohort.machine:3`, `this computer`.
    public let description: String
    /// The line of the program, where that is known.
    let location: SourceLocation?

    init(_ source: Source, _ description: String, at location: SourceLocation? = nil) {
        (self.source, self.description, self.location) = (source, description, location)
    }

    static let code = Self(.code, "the program")
    static let machine = Self(.machine, "this computer")
    static let standard = Self(.standard, "default")
}

/// What one place says, and where each setting of it stands.
struct SettingLayer: Sendable {
    var settings = MachineSettings()
    var origins: [String: SettingOrigin] = [:]

    init() {}

    /// What a program says.
    init(code settings: MachineSettings) {
        self.settings = settings
        for setting in Setting.all where settings.text(of: setting) != nil { origins[setting.name] = .code }
    }

    /// Takes over what a weaker place says and this one does not.
    mutating func fill(from weaker: SettingLayer) {
        for setting in Setting.all { settings.fill(setting, from: weaker.settings) }
        origins.merge(weaker.origins) { own, _ in own }
        // The last statement about a part counts, so the weaker ones stand first.
        settings.details = weaker.settings.details + settings.details
    }

    /// Reads the value of a setting; a later one replaces it.
    mutating func set(_ setting: Setting, to text: String, _ origin: SettingOrigin) throws(CohortError) {
        let value = Value(text, of: setting.name, origin)
        switch setting.form {
        case .count(let path, let range): settings[keyPath: path] = try value.count(in: range)
        case .size(let path, let least): settings[keyPath: path] = try value.size(least: least)
        case .bandwidth(let path): settings[keyPath: path] = try value.bandwidth()
        case .time(let path): settings[keyPath: path] = try value.time()
        }
        origins[setting.name] = origin
    }
}
