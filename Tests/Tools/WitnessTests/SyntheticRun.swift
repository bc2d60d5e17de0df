import CohortWitness
import Foundation

/// A run told by hand: regions, partitions, launches, edges, in the order of a program with one context.
struct SyntheticRun {
    struct Region {
        let number: Int
        /// The partition that is the whole.
        let root: Int
    }

    struct Use {
        let region: Region
        let partition: Int
        var piece = -1
        let privilege: Log.Privilege
        var reduction = ""
        var coherence = Log.Coherence.exclusive
        var accumulates = false
        var table: [Int] = []
        var fields = [0]

        /// The whole region.
        init(_ privilege: Log.Privilege, _ region: Region, fields: [Int] = [0], reduction: String = "") {
            (self.region, partition, piece) = (region, region.root, 0)
            (self.privilege, self.fields, self.reduction) = (privilege, fields, reduction)
        }

        /// Each point's own piece, or those of a table.
        init(
            _ privilege: Log.Privilege, _ region: Region, _ partition: Int, table: [Int] = [], fields: [Int] = [0],
            reduction: String = ""
        ) {
            (self.region, self.partition, piece, self.table) = (region, partition, table.isEmpty ? -1 : -2, table)
            (self.privilege, self.fields, self.reduction) = (privilege, fields, reduction)
        }
    }

    var log = SyntheticLog()
    /// The context of the program itself.
    let main: Int

    init() {
        main = log.number()
        log.record("context", ["context": main, "operation": 0, "name": log.text("main")])
    }

    mutating func region(_ name: String, _ box: Box, fields: [String] = ["value"]) -> Region {
        let number = log.number()
        let root = partition(of: 0, [[box]], name: "")
        log.record(
            "region",
            [
                "region": number, "partition": root, "dimension": box.dimension, "name": log.text(name),
                "file": log.text("Program.swift"), "line": 7,
            ])
        for (index, field) in fields.enumerated() {
            log.record("field", ["region": number, "field": index, "name": log.text(field), "bytes": 8])
        }
        return Region(number: number, root: root)
    }

    /// A partition of a piece of another into pieces, each some boxes.
    mutating func partition(of parent: Int, piece: Int = 0, _ pieces: [[Box]], name: String = "tiles") -> Int {
        let number = log.number()
        log.record(
            "partition",
            ["partition": number, "parent": parent, "piece": piece, "pieces": pieces.count, "name": log.text(name)])
        for (index, boxes) in pieces.enumerated() {
            let dimension = boxes.first?.dimension ?? 1
            log.record(
                "piece", ["partition": number, "piece": index, "dimension": dimension], boxes.flatMap { $0.low + $0.high })
        }
        return number
    }

    /// A context that an operation runs.
    mutating func context(of operation: Int, _ name: String) -> Int {
        let number = log.number()
        log.record("context", ["context": number, "operation": operation, "name": log.text(name)])
        return number
    }

    /// An index launch; returns the operations of its points.
    mutating func launch(
        _ name: String, kind: String = "task", in context: Int? = nil, points: Int = 1, passes: Bool = false,
        at time: Int = 0, _ uses: Use...
    ) -> [Int] {
        let number = log.number()
        log.record(
            "launch",
            [
                "launch": number, "context": context ?? main, "kind": log.text(kind), "name": log.text(name),
                "file": log.text("Program.swift"), "line": 10 + number, "points": points, "passes": passes ? 1 : 0, "time": time,
            ])
        for (index, use) in uses.enumerated() { require(number, index, use) }
        return (0 ..< points).map { point in
            let operation = log.number()
            log.record("point", ["operation": operation, "launch": number, "point": point])
            return operation
        }
    }

    private mutating func require(_ launch: Int, _ index: Int, _ use: Use) {
        log.record(
            "requirement",
            [
                "launch": launch, "index": index, "region": use.region.number, "partition": use.partition, "piece": use.piece,
                "privilege": use.privilege.rawValue, "coherence": use.coherence.rawValue, "reduction": log.text(use.reduction),
                "accumulates": use.accumulates ? 1 : 0,
            ], use.fields)
        if !use.table.isEmpty { log.record("table", ["launch": launch, "index": index], use.table) }
    }

    /// Something that does nothing, such as a fence.
    mutating func event(_ kind: String, in context: Int? = nil) -> Int {
        let operation = log.number()
        log.record("event", ["operation": operation, "context": context ?? main, "kind": log.text(kind)])
        return operation
    }

    /// The analysis found that `later` follows `earlier`.
    mutating func edge(_ earlier: Int, _ later: Int, isData: Bool = true) {
        log.record("edge", ["later": later, "earlier": earlier, "data": isData ? 1 : 0], [earlier])
    }

    /// Memory for field 0 of some points.
    mutating func instance(_ number: Int, of region: Region, _ box: Box, in memory: String = "memory") {
        log.record(
            "instance",
            [
                "instance": number, "region": region.number, "memory": log.text(memory), "dimension": box.dimension,
                "fields": 1,
            ], box.low + box.high + [0])
    }

    /// An operation ran.
    mutating func ran(_ operation: Int, _ time: Range<Int>, worker: Int = 0) {
        log.record("run", ["operation": operation, "worker": worker, "begin": time.lowerBound, "end": time.upperBound])
    }

    /// An operation ran, and worked in an instance by its first requirement.
    mutating func ran(_ operation: Int, in instance: Int, _ time: Range<Int>) {
        log.record("placed", ["operation": operation, "requirement": 0, "instance": instance], [0])
        ran(operation, time)
    }

    /// A copy of field 0 of the points from 0 to 9, or to another.
    mutating func copy(
        for operation: Int, of region: Region, _ source: Int, _ target: Int, _ time: Range<Int>, upTo last: Int = 9
    ) {
        log.record(
            "copy",
            [
                "operation": operation, "source": source, "target": target, "region": region.number, "begin": time.lowerBound,
                "end": time.upperBound, "dimension": 1, "fields": 1,
            ], [0, 0, last])
    }

    /// Writes the log into a file, and hands over its name.
    @discardableResult
    func withFile<Result>(_ body: (String) throws -> Result) throws -> Result {
        try withTemporaryFile(log.bytes, body)
    }

    /// What the reader makes of it.
    func read() throws -> Log { try withFile { try Log(LogFile(path: $0)) } }
}

/// Calls `body` with the name of a file that has these bytes and is gone afterwards.
@discardableResult
func withTemporaryFile<Result>(_ bytes: Data, _ body: (String) throws -> Result) throws -> Result {
    let file = FileManager.default.temporaryDirectory.appending(path: "witness-\(UUID().uuidString).log")
    try bytes.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try body(file.path)
}
