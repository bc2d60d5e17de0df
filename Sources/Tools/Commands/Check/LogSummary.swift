import CohortWitness

/// How much of what a log holds, in a few lines.
struct LogSummary: CustomStringConvertible {
    let description: String

    init(_ file: LogFile, _ log: Log) {
        let fields = log.regions.values.reduce(0) { $0 + $1.fields.count }
        let divisions = log.partitions.values.count { $0.parent != 0 }
        let points = log.launches.values.reduce(0) { $0 + $1.points.count }
        let data = log.edges.count(where: \.isData)
        var lines = [
            "\(file.path):",
            "  \(log.regions.count, "region") of \(fields, "field"), \(divisions, "partition")",
            "  \(log.launches.count, "launch", "launches") of \(points, "point") in \(log.contexts.count, "context")",
            "  \(log.operations.count - points, "event"), \(log.edges.count, "edge") of which \(data) for data",
            "  \(log.runs.count, "run"), \(log.instances.count, "instance"), \(log.copies.count, "copy", "copies")",
        ]
        if file.unknownRecords > 0 { lines.append("  \(file.unknownRecords, "record") of kinds that it does not describe") }
        if file.cutBytes > 0 { lines.append("  the last \(file.cutBytes, "byte") are an unfinished block, and left out") }
        description = lines.joined(separator: "\n")
    }
}

extension DefaultStringInterpolation {
    /// Writes a number with the word for what it counts.
    fileprivate mutating func appendInterpolation(_ count: Int, _ one: String, _ many: String? = nil) {
        appendInterpolation("\(count) \(count == 1 ? one : many ?? one + "s")")
    }
}
