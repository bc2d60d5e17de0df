/// What must hold of each launch and partition by itself.
struct LaunchRules {
    private let log: Log
    private(set) var findings: [Finding] = []

    init(_ log: Log) {
        self.log = log
        for partition in log.partitions.values.sorted(by: { $0.number < $1.number }) { look(at: partition) }
        for launch in log.launches.values.sorted(by: { $0.number < $1.number }) {
            lookAtPoints(of: launch)
            lookAtPieces(of: launch)
            if launch.kind == "task" { lookAtPrivileges(of: launch) }
        }
    }

    private mutating func look(at partition: Log.Partition) {
        guard let whole = log.partitions[partition.parent]?.pieces[partition.piece] else { return }
        for (number, piece) in partition.pieces.sorted(by: { $0.key < $1.key }) {
            guard let point = piece.subtracting(whole).firstPoint else { continue }
            let name = partition.name.isEmpty ? "partition" : "'\(partition.name)'"
            findings.append(
                Finding(.outside, [], "piece \(number) of \(name) has point \(point.tuple), which the divided piece lacks"))
        }
    }

    private mutating func lookAtPoints(of launch: Log.Launch) {
        if let lost = (0 ..< launch.count).first(where: { launch.points[$0] == nil }) {
            findings.append(Finding(.lostPoint, [], "\(launch.title) has no operation for its point \(lost)"))
        }
        for repeated in launch.repeatedPoints {
            findings.append(Finding(.repeatedPoint, [], "\(launch.title) has several operations for its point \(repeated)"))
        }
    }

    private mutating func lookAtPieces(of launch: Log.Launch) {
        for requirement in launch.requirements {
            let count = log.partitions[requirement.partition]?.count ?? 0
            for (point, operation) in launch.points.sorted(by: { $0.key < $1.key }) {
                if let piece = requirement.piece(of: point), (0 ..< count).contains(piece) { continue }
                findings.append(
                    Finding(
                        .noPiece, [operation],
                        "\(log.name(ofOperation: operation)) uses a piece of \(log.name(of: requirement.region)) that is none"))
                break
            }
        }
    }

    /// A task may use what the task that launches it was given, and regions that it made itself.
    private mutating func lookAtPrivileges(of launch: Log.Launch) {
        guard let outer = log.contexts[launch.context]?.operation, let parent = log.launch(of: outer),
            case .point(_, let outerPoint) = log.operations[outer]
        else { return }
        for requirement in launch.requirements {
            let given = parent.requirements.filter { $0.region == requirement.region }
            if given.isEmpty || requirement.privilege == .none { continue }
            for (point, operation) in launch.points.sorted(by: { $0.key < $1.key }) {
                guard let area = log.area(of: requirement, point: point), !area.isEmpty else { continue }
                let denied = requirement.fields.first { field in
                    !given.contains {
                        $0.fields.contains(field) && $0.permits(requirement)
                            && log.area(of: $0, point: outerPoint)?.contains(area) ?? true
                    }
                }
                guard let denied else { continue }
                findings.append(
                    Finding(
                        .privilege, [outer, operation],
                        "\(log.name(ofOperation: operation)) uses \(log.name(of: requirement.region, field: denied)), for which "
                            + "\(log.name(ofOperation: outer)) has no such privilege"))
                break
            }
        }
    }
}

extension Log.Requirement {
    /// Whether who has this may hand on the other.
    fileprivate func permits(_ other: Log.Requirement) -> Bool {
        switch other.privilege {
        case .none: true
        case .read: privilege == .read || privilege == .readWrite
        case .readWrite: privilege == .readWrite
        case .write, .discard: privilege == .readWrite || privilege == .write || privilege == .discard
        case .reduce: privilege == .readWrite || (privilege == .reduce && reduction == other.reduction)
        }
    }
}
