/// One setting: its name in flags, variables, files and messages, and where its value is kept.
struct Setting: Sendable {
    /// The kind of value, what is allowed, and where it goes.
    enum Form: Sendable {
        case count(WritableKeyPath<MachineSettings, Int?> & Sendable, ClosedRange<Int>)
        case size(WritableKeyPath<MachineSettings, ByteCount?> & Sendable, least: Int)
        case bandwidth(WritableKeyPath<MachineSettings, Bandwidth?> & Sendable)
        case time(WritableKeyPath<MachineSettings, Duration?> & Sendable)
    }

    let name: String
    let form: Form
    /// What it is, for `--help`.
    let meaning: String
    /// Whether this computer has a say.
    let isMeasured: Bool

    init(_ name: String, _ form: Form, _ meaning: String, isMeasured: Bool = false) {
        (self.name, self.form, self.meaning, self.isMeasured) = (name, form, meaning, isMeasured)
    }

    /// `--cohort-node-memory`.
    var flag: String { Self.flagPrefix + name }
    /// `COHORT_NODE_MEMORY`.
    var variable: String { Self.variablePrefix + name.uppercased().replacing("-", with: "_") }

    static let flagPrefix = "--cohort-"
    static let variablePrefix = "COHORT_"

    static func named(_ name: some StringProtocol) -> Setting? { all.first { $0.name == name } }
}

extension Setting {
    /// All settings, in the order in which they are shown. This table is the only place where names and ranges are.
    static let all: [Setting] = [
        .init("nodes", .count(\.nodes, 1 ... 64), "NUMA nodes", isMeasured: true),
        .init("distance", .count(\.distance, 10 ... 254), "distance of nodes; 10 is none"),
        .init("cpus", .count(\.cpus, 1 ... 4096), "CPU workers; also --workers", isMeasured: true),
        .init("utility", .count(\.utility, 0 ... 4096), "processors for the runtime itself"),
        .init("io", .count(\.io, 0 ... 4096), "processors for tasks that wait"),
        .init("openmp", .count(\.openMP, 0 ... 256), "OpenMP groups"),
        .init("openmp-threads", .count(\.openMPThreads, 1 ... 4096), "threads of each OpenMP group"),
        .init("gpus", .count(\.gpus, 0 ... 64), "GPUs"),
        .init("gpu-speed", .count(\.gpuSpeed, 1 ... 1_000_000), "CPU workers that a GPU computes like"),
        .init("python", .count(\.python, 0 ... 1), "Python processors"),
        .init("memory", .size(\.memory, least: 1), "main memory", isMeasured: true),
        .init("node-memory", .size(\.nodeMemory, least: 1), "memory of each node", isMeasured: true),
        .init("registered", .size(\.registered, least: 0), "registered memory"),
        .init("zero-copy", .size(\.zeroCopy, least: 0), "zero-copy memory"),
        .init("framebuffer", .size(\.framebuffer, least: 1), "memory of each GPU"),
        .init("disk", .size(\.disk, least: 0), "disk memory"),
        .init("file", .size(\.file, least: 0), "file memory"),
        .init("bandwidth", .bandwidth(\.bandwidth), "processor to near main memory"),
        .init("latency", .time(\.latency), "likewise"),
        .init("link-bandwidth", .bandwidth(\.linkBandwidth), "main memory to devices"),
        .init("link-latency", .time(\.linkLatency), "likewise"),
        .init("framebuffer-bandwidth", .bandwidth(\.framebufferBandwidth), "GPU to its framebuffer"),
        .init("framebuffer-latency", .time(\.framebufferLatency), "likewise"),
        .init("disk-bandwidth", .bandwidth(\.diskBandwidth), "main memory to disks"),
        .init("disk-latency", .time(\.diskLatency), "likewise"),
    ]
}

extension MachineSettings {
    /// The names of all settings, each with an example of a value and what it means; for help texts.
    public static var explanations: [(name: String, value: String, meaning: String)] {
        Setting.all.map { ($0.name, $0.form.placeholder, $0.meaning) }
    }

    /// The value of a setting as descriptions are written; nothing when it is not said.
    func text(of setting: Setting) -> String? {
        switch setting.form {
        case .count(let path, _): self[keyPath: path].map(String.init)
        case .size(let path, _): self[keyPath: path]?.description
        case .bandwidth(let path): self[keyPath: path]?.description
        case .time(let path): self[keyPath: path]?.text
        }
    }

    /// Takes over the other's value, if there is none here.
    mutating func fill(_ setting: Setting, from other: MachineSettings) {
        func take<Value>(_ path: WritableKeyPath<MachineSettings, Value?>) {
            self[keyPath: path] = self[keyPath: path] ?? other[keyPath: path]
        }
        switch setting.form {
        case .count(let path, _): take(path)
        case .size(let path, _): take(path)
        case .bandwidth(let path): take(path)
        case .time(let path): take(path)
        }
    }
}

extension Setting.Form {
    fileprivate var placeholder: String {
        switch self {
        case .count: "N"
        case .size: "SIZE"
        case .bandwidth: "BYTES/s"
        case .time: "TIME"
        }
    }
}
