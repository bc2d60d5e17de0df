import CohortDiagnostics
import CohortMachine

extension ClockReport {
    /// The report in a file.
    ///
    /// - Throws: `run.file` when it cannot be read, or holds no report.
    public init(file: String) throws(CohortError) {
        guard let text = SystemFiles.text(at: file) else {
            throw .runFile(file, "cannot be read", fix: "write a report there by `--cohort-clock-report \(file)`")
        }
        guard let report = Self(json: text) else {
            throw .runFile(file, "holds no report of a clock", fix: "write one there by `--cohort-clock-report \(file)`")
        }
        self = report
    }

    /// The report that a JSON object tells of; nil when it tells of none.
    public init?(json text: String) {
        guard let value = JSON.value(of: text), value["version"]?.count == 1, let elapsed = value["nanoseconds"]?.count,
            let processors = value["processors"]?.elements?.all(Processor.init),
            let channels = value["channels"]?.elements?.all(Channel.init),
            let memories = value["memories"]?.elements?.all(Memory.init), let tasks = value["tasks"]?.elements?.all(Task.init)
        else { return nil }
        self.init(elapsed: .nanoseconds(elapsed), processors: processors, channels: channels, memories: memories, tasks: tasks)
    }
}

extension [JSON.Value] {
    /// What each stands for; nil if one stands for nothing.
    fileprivate func all<Part>(_ make: (JSON.Value) -> Part?) -> [Part]? {
        let parts = compactMap(make)
        return parts.count == count ? parts : nil
    }
}

extension ClockReport.Processor {
    fileprivate init?(_ value: JSON.Value) {
        guard let name = value["name"]?.text, let busy = value["busy"]?.count, let tasks = value["tasks"]?.count else {
            return nil
        }
        self.init(name: name, busy: .nanoseconds(busy), taskCount: tasks)
    }
}

extension ClockReport.Channel {
    fileprivate init?(_ value: JSON.Value) {
        guard let source = value["from"]?.text, let target = value["to"]?.text, let busy = value["busy"]?.count,
            let bytes = value["bytes"]?.count, let copies = value["copies"]?.count
        else { return nil }
        self.init(source: source, target: target, busy: .nanoseconds(busy), byteCount: bytes, copyCount: copies)
    }
}

extension ClockReport.Memory {
    fileprivate init?(_ value: JSON.Value) {
        guard let name = value["name"]?.text, let peak = value["peakBytes"]?.count else { return nil }
        self.init(name: name, peakByteCount: peak)
    }
}

extension ClockReport.Task {
    fileprivate init?(_ value: JSON.Value) {
        guard let name = value["name"]?.text, let time = value["nanoseconds"]?.count, let count = value["count"]?.count else {
            return nil
        }
        self.init(name: name, time: .nanoseconds(time), count: count)
    }
}
