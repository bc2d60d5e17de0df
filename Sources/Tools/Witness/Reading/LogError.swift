/// Why a log cannot be read.
public enum LogError: Error, Hashable, Sendable {
    /// The file cannot be opened or read; `reason` is the system's.
    case unreadable(file: String, reason: String)
    /// The file is something else.
    case foreign(file: String)
    /// A newer runtime wrote the file, in a way that this reader does not know.
    case newer(file: String, version: Int, known: Int)
    /// What stands at this byte contradicts the format.
    case damaged(file: String, byte: Int, finding: String)
}

extension LogError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadable(let file, let reason): "\(file): \(reason)"
        case .foreign(let file): "\(file) is not a log: those begin with COHORTLG"
        case .newer(let file, let version, let known):
            "\(file) is a log of version \(version), and this tool reads up to \(known): take the tool of the runtime that wrote it"
        case .damaged(let file, let byte, let finding): "\(file) is damaged at byte \(byte): \(finding)"
        }
    }
}
