import CohortWitness
import Foundation
import Testing

@Suite struct ReaderTests {
    /// A region in two tiles, a task on each, one that reads all, and a fence.
    private static func run() -> SyntheticRun {
        var run = SyntheticRun()
        let grid = run.region("grid", Box(low: [0, -2], high: [9, 2]), fields: ["old", "new"])
        run.log.endBlock()
        let tiles = run.partition(
            of: grid.root,
            [[Box(low: [0, -2], high: [4, 2])], [Box(low: [5, -2], high: [9, 2]), Box(low: [0, -2], high: [0, 2])]])
        let writers = run.launch("set", points: 2, .init(.readWrite, grid, tiles, fields: [1]))
        let fence = run.event("fence")
        run.log.endBlock()
        let reader = run.launch("sum", .init(.read, grid, tiles, table: [1], fields: [0, 1]))[0]
        for writer in writers { run.edge(writer, reader) }
        run.edge(fence, reader, isData: false)
        run.log.record("run", ["operation": reader, "worker": 3, "begin": 10, "end": 20, "outcome": 1])
        return run
    }

    @Test func saysWhatWasWritten() throws {
        let log = try Self.run().read()
        let region = try #require(log.regions.values.first)
        #expect(region.name == "grid" && region.dimension == 2 && region.place?.description == "Program.swift:7")
        #expect(region.fields.mapValues(\.name) == [0: "old", 1: "new"])
        let tiles = try #require(log.partitions.values.first { $0.parent == region.partition })
        #expect(tiles.count == 2 && tiles.name == "tiles" && log.root(of: tiles.number) == region.partition)
        #expect(tiles.pieces.mapValues(\.volume) == [0: 25, 1: 30])
        let sum = try #require(log.launches.values.first { $0.name == "sum" })
        #expect(sum.kind == "task" && sum.count == 1 && sum.context == log.contexts.keys.first)
        let use = try #require(sum.requirements.first)
        #expect(use.privilege == .read && use.fields == [0, 1] && use.piece(of: 0) == 1)
        #expect(log.area(of: use, point: 0)?.volume == 30 && use.piece(of: 1) == nil)
        let reader = try #require(sum.points[0])
        #expect(log.operations[reader] == .point(launch: sum.number, point: 0) && log.context(of: reader) == sum.context)
        #expect(log.edges.filter(\.isData).count == 2 && log.edges.allSatisfy { $0.later == reader })
        #expect(log.runs[reader]?.outcome == .failed && log.runs[reader]?.worker == 3)
    }

    @Test func readsMemoryAndCopies() throws {
        var run = SyntheticRun()
        let grid = run.region("grid", Box(low: [0], high: [9]))
        let reader = run.launch("sum", .init(.read, grid))[0]
        for number in [1, 2] {
            run.log.record(
                "instance",
                ["instance": number, "region": grid.number, "memory": run.log.text("framebuffer"), "dimension": 1, "fields": 1],
                [0, 9, 0])
        }
        run.log.record(
            "copy",
            [
                "operation": reader, "source": 1, "target": 2, "region": grid.number, "begin": 4, "end": 6, "dimension": 1,
                "fields": 1,
            ], [0, 0, 3, 6, 9])
        run.log.record("placed", ["operation": reader, "requirement": 0, "instance": 2], [0])
        run.log.record("gone", ["instance": 1])
        let log = try run.read()
        #expect(log.instances[1]?.isGone == true && log.instances[2]?.isGone == false)
        #expect(log.instances[2]?.memory == "framebuffer" && log.instances[2]?.box == Box(low: [0], high: [9]))
        #expect(log.copies.first?.area.volume == 8 && log.copies.first?.fields == [0] && log.copies.first?.target == 2)
        #expect(log.placements.first?.instance == 2 && log.placements.first?.fields == [0])
    }

    @Test func takesZeroForWordsThatAnOlderLogLacks() throws {
        var run = SyntheticRun()
        run.log.kinds = LogPage.kinds.map { kind in
            // One edge a record.
            let words = kind.name == "edge" ? ["later", "earlier", "spoils"] : kind.words
            return LogPage.Kind(
                number: kind.number, name: kind.name, words: words.filter { !["passes", "line", "data"].contains($0) })
        }
        let grid = run.region("grid", Box(low: [0], high: [9]))
        let first = run.launch("first", passes: true, .init(.write, grid))[0]
        let second = run.launch("second", .init(.read, grid))[0]
        run.edge(first, second)
        let log = try run.read()
        #expect(log.launches.values.allSatisfy { !$0.passes && $0.place?.line == 0 && $0.requirements.count == 1 })
        #expect(log.edges.map { [$0.earlier, $0.later] } == [[first, second]] && log.edges.allSatisfy { !$0.isData })
    }

    @Test func skipsKindsOfANewerLog() throws {
        var run = SyntheticRun()
        run.log.kinds.append(LogPage.Kind(number: 77, name: "weather", words: ["temperature", "names…"]))
        run.log.record("weather", ["temperature": 20], [1, 2, 3])
        run.log.raw(kind: 78, [5])
        let first = run.launch("first")[0]
        try run.withFile { path in
            let file = try LogFile(path: path)
            #expect(file.unknownRecords == 1)
            #expect(try Log(file).operations[first] != nil)
        }
    }

    @Test func leavesOutTheBlockThatWasCut() throws {
        let bytes = Self.run().log.bytes
        let whole = try withTemporaryFile(bytes) { try LogFile(path: $0) }
        #expect(whole.cutBytes == 0)
        // The file's last block is the first that was written: the context and the region.
        let cut = try withTemporaryFile(bytes.dropLast(11)) { try LogFile(path: $0) }
        #expect(cut.cutBytes > 0)
        let log = try Log(cut)
        #expect(log.regions.isEmpty && log.contexts.isEmpty && log.launches.count == 2)
    }

    @Test func everyShorterFileIsReadOrRefused() throws {
        let bytes = Self.run().log.bytes
        for count in stride(from: 0, to: bytes.count, by: 13) {
            try withTemporaryFile(bytes.prefix(count)) { path in
                do { _ = try Log(LogFile(path: path)) } catch { #expect(error is LogError) }
            }
        }
    }

    @Test func damagedWordsStopNothing() throws {
        let bytes = Self.run().log.bytes
        for at in stride(from: 0, to: bytes.count, by: 8) {
            for value: UInt8 in [0xFF, 0x01] {
                var damaged = bytes
                damaged[at + 7] ^= value
                damaged[at] ^= value
                try withTemporaryFile(damaged) { path in
                    do { _ = try Log(LogFile(path: path)) } catch { #expect(error is LogError) }
                }
            }
        }
    }

    @Test func refusesWhatIsNoLog() throws {
        #expect(throws: LogError.unreadable(file: "/nowhere/a.log", reason: "No such file or directory")) {
            try LogFile(path: "/nowhere/a.log")
        }
        #expect(throws: LogError.unreadable(file: "/", reason: "not a file")) { try LogFile(path: "/") }
        for text in ["", "COHORT", "#!/bin/sh\necho garbage\n"] {
            try withTemporaryFile(Data(text.utf8)) { path in
                #expect(throws: LogError.foreign(file: path)) { try LogFile(path: path) }
            }
        }
    }

    @Test func namesTheVersionThatItDoesNotKnow() throws {
        var run = SyntheticRun()
        run.log.version = 2
        try run.withFile { path in
            #expect(throws: LogError.newer(file: path, version: 2, known: 1)) { try LogFile(path: path) }
        }
    }

    @Test func namesTheByteOfTheDamage() throws {
        var log = SyntheticLog()
        log.kinds = [LogPage.Kind(number: 3, name: "run", words: ["outcome"])]
        let first = log.bytes.count + 16
        log.record("run", ["outcome": 9])
        try withTemporaryFile(log.bytes) { path in
            let error = #expect(throws: LogError.self) { try Log(LogFile(path: path)) }
            #expect(error == .damaged(file: path, byte: first, finding: "run: there is no outcome 9"))
        }
        var bytes = log.bytes
        bytes[first + 2] = 200
        try withTemporaryFile(bytes) { path in
            let error = #expect(throws: LogError.self) { try LogFile(path: path) }
            #expect(error?.description.contains("damaged at byte \(first): a record of 200 words") == true)
        }
    }
}
