import CohortDiagnostics
import CohortMachine

extension TaskProfile {
    /// The profile as a JSON object, a line for each task: `{"version":1,"tasks":[…]}`. A task's members are `name`, `points`, `isTask`,
    /// `launches`, `nanoseconds`, `nanosecondsOfPoints` and `requirements`; those of a requirement `region`, `fields`, `use`, `isShared`,
    /// `bytes`, `largestBytes` and `regionBytes`. Members are only ever added.
    public var json: String {
        let lines = tasks.map(Self.json)
        return "{\"version\":1,\"tasks\":[\n" + lines.joined(separator: ",\n") + "\n]}\n"
    }

    private static func json(_ task: Task) -> String {
        JSON.object([
            ("name", JSON.quoted(task.name)), ("points", "\(task.pointCount)"), ("isTask", "\(task.isTask)"),
            ("launches", "\(task.launchCount)"), ("nanoseconds", "\(task.nanoseconds)"),
            ("nanosecondsOfPoints", JSON.array(task.nanosecondsOfPoints)),
            ("requirements", JSON.array(task.requirements.map(json))),
        ])
    }

    private static func json(_ one: Requirement) -> String {
        JSON.object([
            ("region", JSON.quoted(one.region)), ("fields", JSON.array(one.fields.map(JSON.quoted))),
            ("use", JSON.quoted(one.use)), ("isShared", "\(one.isShared)"), ("bytes", "\(one.byteCount)"),
            ("largestBytes", "\(one.largestByteCount)"), ("regionBytes", "\(one.regionByteCount)"),
        ])
    }

    /// The profile in a file.
    ///
    /// - Throws: `run.file` when it cannot be read, or holds no profile.
    public init(file: String) throws(CohortError) {
        guard let text = SystemFiles.text(at: file) else {
            throw .runFile(
                file, "cannot be read", fix: "correct the name, or write a profile there by `--cohort-profile \(file)`")
        }
        guard let profile = Self(json: text) else {
            throw .runFile(file, "holds no profile", fix: "write a profile there by a run with `--cohort-profile \(file)`")
        }
        self = profile
    }

    /// The profile that a JSON object tells of; nil when it tells of none.
    public init?(json text: String) {
        guard let value = JSON.value(of: text), value["version"]?.count == 1, let tasks = value["tasks"]?.elements else {
            return nil
        }
        let read = tasks.compactMap(Task.init)
        guard read.count == tasks.count else { return nil }
        self.init(read)
    }
}

extension TaskProfile.Task {
    fileprivate init?(_ value: JSON.Value) {
        guard let name = value["name"]?.text, let points = value["points"]?.count, let isTask = value["isTask"]?.isTrue,
            let launches = value["launches"]?.count, let time = value["nanoseconds"]?.count, time >= 0,
            let times = value["nanosecondsOfPoints"]?.elements, let requirements = value["requirements"]?.elements
        else { return nil }
        self.init(
            name: name, pointCount: points, isTask: isTask, launchCount: launches, nanoseconds: time,
            nanosecondsOfPoints: times.compactMap(\.count), requirements: requirements.compactMap(TaskProfile.Requirement.init))
        guard nanosecondsOfPoints.isEmpty || nanosecondsOfPoints.count == points, nanosecondsOfPoints.allSatisfy({ $0 >= 0 }),
            self.requirements.count == requirements.count
        else { return nil }
    }
}

extension TaskProfile.Requirement {
    fileprivate init?(_ value: JSON.Value) {
        guard let region = value["region"]?.text, let fields = value["fields"]?.elements, let use = value["use"]?.text,
            let isShared = value["isShared"]?.isTrue, let bytes = value["bytes"]?.count,
            let largest = value["largestBytes"]?.count,
            let whole = value["regionBytes"]?.count
        else { return nil }
        self.init(
            region: region, fields: fields.compactMap(\.text), use: use, isShared: isShared, byteCount: bytes,
            largestByteCount: largest, regionByteCount: whole)
    }
}

extension CohortError {
    /// A file that a run reads or writes, and cannot.
    static func runFile(_ file: String, _ what: String, fix: String) -> CohortError {
        CohortError(
            .runFile, "file '\(file)' \(what)",
            rule: "a run reads profiles that a run has written, and writes profiles and reports where it may", fix: fix)
    }
}
