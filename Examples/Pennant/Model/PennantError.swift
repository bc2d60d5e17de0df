/// What can go wrong in a run, each in one line that a user can act on.
public enum PennantError: Error, Equatable, Sendable {
    /// A deck breaks a rule; `line` counts from 1 and is 0 where no single line is to blame.
    case deck(file: String, line: Int, key: String, problem: String)
    /// A side of the zone (0-based) has no positive volume: the mesh is tangled, usually because the time step was too large.
    case tangledZone(zone: Int, cycle: Int)
    /// A file could not be read, written or understood.
    case file(path: String, problem: String)
}

extension PennantError: CustomStringConvertible {
    /// One line: place first, then the key, then the problem.
    public var description: String {
        switch self {
        case .deck(let file, let line, let key, let problem):
            let place = line > 0 ? "\(file):\(line)" : file
            return key.isEmpty ? "\(place): \(problem)" : "\(place): \(key): \(problem)"
        case .tangledZone(let zone, let cycle):
            return "cycle \(cycle): zone \(zone) has a side without positive volume (the mesh is tangled); "
                + "lower dtinit, cfl or cflv in the deck"
        case .file(let path, let problem):
            return "\(path): \(problem)"
        }
    }
}
