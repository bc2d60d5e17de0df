extension LogBuilder {
    /// Takes one record; those of kinds that this reader does not know say nothing to it.
    mutating func take(_ record: LogRecord) throws(LogError) {
        switch record.shape.name {
        case "region": takeRegion(record)
        case "field": takeField(record)
        case "partition": takePartition(record)
        case "piece": try takePiece(record)
        case "context": takeContext(record)
        case "launch": takeLaunch(record)
        case "requirement": try takeRequirement(record)
        case "table": tables[RequirementName(launch: record["launch"], index: record["index"])] = record.rest
        case "point": takePoint(record)
        case "event": takeEvent(record)
        case "edge": takeEdge(record)
        case "wait": takeWait(record)
        case "value":
            log.values.append(Log.Value(operation: record["operation"], producer: record["producer"]))
        case "run": try takeRun(record)
        case "instance": try takeInstance(record)
        case "placed": takePlacement(record)
        case "copy": try takeCopy(record)
        case "ended": ended[record["region"]] = record["time"]
        case "gone": gone[record["instance"]] = record["time"]
        default: break
        }
    }

    private mutating func takeRegion(_ record: LogRecord) {
        log.regions[record["region"]] = Log.Region(
            number: record["region"], partition: record["partition"], dimension: record["dimension"], name: text(record, "name"),
            place: place(record))
    }

    private mutating func takeField(_ record: LogRecord) {
        let field = Log.Field(number: record["field"], name: text(record, "name"), bytes: record["bytes"])
        fields[record["region"], default: []].append(field)
    }

    private mutating func takePartition(_ record: LogRecord) {
        log.partitions[record["partition"]] = Log.Partition(
            number: record["partition"], parent: record["parent"], piece: record["piece"], count: record["pieces"],
            name: text(record, "name"), place: place(record))
    }

    private mutating func takePiece(_ record: LogRecord) throws(LogError) {
        let area = Area(union: try boxes(record, record.rest))
        let piece = Piece(number: record["piece"], dimension: record["dimension"], byte: record.byte, area: area)
        pieces[record["partition"], default: []].append(piece)
    }

    private mutating func takeContext(_ record: LogRecord) {
        log.contexts[record["context"]] = Log.Context(
            number: record["context"], operation: record["operation"], name: text(record, "name"))
    }

    private mutating func takeLaunch(_ record: LogRecord) {
        log.launches[record["launch"]] = Log.Launch(
            number: record["launch"], context: record["context"], kind: text(record, "kind"), name: text(record, "name"),
            place: place(record), count: record["points"], passes: record["passes"] != 0,
            time: record["time"] == 0 ? nil : record["time"])
    }

    private mutating func takeRequirement(_ record: LogRecord) throws(LogError) {
        let piece = record["piece"]
        guard piece >= -2 else { throw damage(record, "there is no piece \(piece)") }
        let requirement = Log.Requirement(
            index: record["index"], region: record["region"], partition: record["partition"],
            pieces: piece == -1 ? .own : piece == -2 ? .table([]) : .one(piece), privilege: try choice(record, "privilege"),
            coherence: try choice(record, "coherence"), reduction: text(record, "reduction"),
            accumulates: record["accumulates"] != 0, fields: record.rest)
        requirements[record["launch"], default: []].append(requirement)
    }

    private mutating func takePoint(_ record: LogRecord) {
        log.operations[record["operation"]] = .point(launch: record["launch"], point: record["point"])
    }

    private mutating func takeEvent(_ record: LogRecord) {
        log.operations[record["operation"]] = .event(context: record["context"], kind: text(record, "kind"))
    }

    private mutating func takeWait(_ record: LogRecord) {
        log.waits.append(
            Log.Wait(context: record["context"], position: record["position"], operation: record["operation"]))
    }

    private mutating func takeEdge(_ record: LogRecord) {
        // Older logs have a record for each edge.
        for earlier in record.shape.rest == "earlier" ? record.rest : [record["earlier"]] {
            log.edges.append(
                Log.Edge(later: record["later"], earlier: earlier, isData: record["data"] != 0, spoils: record["spoils"] != 0))
        }
    }
}

extension LogBuilder {
    private mutating func takeRun(_ record: LogRecord) throws(LogError) {
        let run = Log.Run(
            operation: record["operation"], worker: record["worker"], begin: record["begin"], end: record["end"],
            outcome: try choice(record, "outcome"))
        if log.runs.updateValue(run, forKey: run.operation) != nil { log.ranTwice.append(run.operation) }
    }

    private mutating func takeInstance(_ record: LogRecord) throws(LogError) {
        let corners = 2 * min(64, max(0, record["dimension"]))
        guard let box = try boxes(record, record.rest.prefix(corners)).first else { throw damage(record, "it has no corners") }
        log.instances[record["instance"]] = Log.Instance(
            number: record["instance"], region: record["region"], memory: text(record, "memory"),
            reduction: text(record, "reduction"), box: box,
            fields: Array(record.rest.dropFirst(corners).prefix(max(0, record["fields"]))))
    }

    private mutating func takePlacement(_ record: LogRecord) {
        log.placements.append(
            Log.Placement(
                operation: record["operation"], requirement: record["requirement"], instance: record["instance"],
                fields: record.rest))
    }

    private mutating func takeCopy(_ record: LogRecord) throws(LogError) {
        let fields = max(0, record["fields"])
        log.copies.append(
            Log.Copy(
                operation: record["operation"], source: record["source"], target: record["target"], region: record["region"],
                reduction: text(record, "reduction"), begin: record["begin"], end: record["end"],
                fields: Array(record.rest.prefix(fields)), area: Area(union: try boxes(record, record.rest.dropFirst(fields)))))
    }
}
