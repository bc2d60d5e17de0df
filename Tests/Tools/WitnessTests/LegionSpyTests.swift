import CohortWitness
import Foundation
import Testing

/// What is written for Legion Spy, and what that says to it.
@Suite struct LegionSpyTests {
    /// Two tasks that write half of a line each, and one that reads all of it.
    private static func halves(lacking missing: Int? = nil) -> SyntheticRun {
        var run = SyntheticRun()
        let line = run.region("line", Box(low: [0], high: [9]), fields: ["height"])
        let halves = run.partition(of: line.root, [[Box(low: [0], high: [4])], [Box(low: [5], high: [9])]])
        let writers = run.launch("set", points: 2, .init(.discard, line, halves))
        let reader = run.launch("sum", .init(.read, line))[0]
        for (index, writer) in writers.enumerated() where index != missing { run.edge(writer, reader) }
        return run
    }

    private static func lines(_ run: SyntheticRun) throws -> [Substring] {
        let prefix = "[0 - 0] {3}{legion_spy}: "
        let lines = try run.read().legionSpyText.split(separator: "\n")
        #expect(lines.allSatisfy { $0.hasPrefix(prefix) })
        return lines.map { $0.dropFirst(prefix.count) }
    }

    @Test func regionsAndPieces() throws {
        let lines = try Self.lines(Self.halves())
        #expect(lines.contains("Index Space 1 0 "))
        #expect(lines.contains("Index Space Rect 1 1 0 9"))
        // The partition has number 4; it is disjoint, and complete.
        #expect(lines.contains("Index Partition 1 4 2 2 4 0 "))
        #expect(lines.contains("Index Subspace 4 3 0 1 1"))
        #expect(lines.contains("Index Space Rect 3 1 5 9"))
        #expect(lines.contains("Region 1 2 2 0 Program.swift:7"))
        #expect(lines.contains("Field Name 2 0 height"))
        #expect(lines.contains("Physical Instance 4 4 1 0 1 2 2"))
    }

    /// The program is task 1, the birth of the region 2, the context 3, the writers 4 and 5, the reader 6.
    @Test func operationsRequirementsAndOrder() throws {
        let lines = try Self.lines(Self.halves())
        #expect(lines.contains("Individual Task 3 0 6 'sum' (Program.swift:18)"))
        #expect(lines.contains("Operation Index 3 2 6"))
        #expect(lines.contains("Operation Provenance 6 Program.swift:18"))
        #expect(lines.contains("Logical Requirement 5 0 1 3 2 2 268435463 0 0 4"))
        #expect(lines.contains("Logical Requirement 6 0 1 1 2 2 1 0 0 4"))
        #expect(lines.contains("Mapping Decision 6 0 0 4"))
        #expect(lines.contains("Mapping Dependence 0 5 0 6 0 1 0"))
        #expect(lines.contains("Event Event 11 12"))
        #expect(lines.contains("Operation Events 6 12 14"))
    }

    @Test func aliasedAndIncompletePartitions() throws {
        var run = SyntheticRun()
        let line = run.region("line", Box(low: [0], high: [9]))
        _ = run.partition(of: line.root, [[Box(low: [0], high: [4])], [Box(low: [4], high: [8])], []], name: "near\nby")
        let lines = try Self.lines(run)
        #expect(lines.contains("Index Partition 1 4 1 1 4 0 "))
        #expect(lines.contains("Index Partition Name 4 near by"))
        #expect(lines.contains("Empty Index Space 4"))
    }

    @Test func whatTheCodeWaitedForComesFirst() throws {
        var run = SyntheticRun()
        let line = run.region("line", Box(low: [0], high: [9]))
        let first = run.launch("first", .init(.discard, line))[0]
        run.log.record("wait", ["context": run.main, "position": first + 1, "operation": first])
        _ = run.launch("second", .init(.read, line))
        let lines = try Self.lines(run)
        // Task 5 stands for the wait, 6 is the second.
        #expect(lines.contains("Mapping Dependence 0 4 0 5 0 1 0") && lines.contains("Mapping Dependence 0 5 0 6 0 1 0"))
    }

    /// A task that uses the same data by two arguments becomes two, one after the other.
    @Test func conflictingArgumentsAreTwins() throws {
        var run = SyntheticRun()
        let line = run.region("line", Box(low: [0], high: [9]))
        let fold = SyntheticRun.Use(.reduce, line, reduction: "sum")
        let both = run.launch("add", fold, fold)[0]
        let last = run.launch("sum", .init(.read, line))[0]
        run.edge(both, last)
        let lines = try Self.lines(run)
        #expect(lines.count { $0.hasPrefix("Logical Requirement 4 ") } == 1)
        #expect(lines.count { $0.hasPrefix("Logical Requirement 5 ") } == 1)
        for pair in ["4 0 5", "4 0 6", "5 0 6"] { #expect(lines.contains("Mapping Dependence 0 \(pair) 0 1 0")) }
    }

    // MARK: The tool itself

    @Test(.enabled(if: LegionSpy.isThere, "python3, or the file that LEGION_SPY names, is missing"))
    func acceptsWhatIsInOrder() throws {
        let answer = try LegionSpy.judge(Self.halves())
        #expect(answer.contains("No cycles detected") && answer.contains("Pass") && !answer.contains("ERROR"))
        #expect(!answer.contains("WARNING") && !answer.contains("FAIL"))
    }

    @Test(.enabled(if: LegionSpy.isThere), arguments: [0, 1])
    func namesTheEdgeThatIsMissing(writer: Int) throws {
        let answer = try LegionSpy.judge(Self.halves(lacking: writer))
        #expect(answer.contains("Missing mapping dependence on height"))
        #expect(answer.contains("Missing use precondition for field height"))
        #expect(answer.contains("'sum' (Program.swift:18)"))
    }

    @Test(.enabled(if: LegionSpy.isThere))
    func findsCycles() throws {
        var run = SyntheticRun()
        let first = run.launch("first")[0], second = run.launch("second")[0]
        run.edge(first, second)
        run.edge(second, first)
        #expect(try LegionSpy.judge(run).contains("CYCLE DETECTED"))
    }

    /// Two that take turns need no order; one that uses the data alone comes after both.
    @Test(.enabled(if: LegionSpy.isThere), arguments: [nil, 0, 1])
    func takingTurns(missing: Int?) throws {
        var run = SyntheticRun()
        let line = run.region("line", Box(low: [0], high: [9]))
        var use = SyntheticRun.Use(.readWrite, line)
        use.coherence = .atomic
        let both = run.launch("add", points: 2, use)
        let last = run.launch("sum", .init(.read, line))[0]
        for (index, one) in both.enumerated() where index != missing { run.edge(one, last) }
        let answer = try LegionSpy.judge(run)
        #expect(answer.contains("Missing use precondition") == (missing != nil))
    }

    /// Children of two tasks that share data are ordered among themselves only.
    @Test(.enabled(if: LegionSpy.isThere), arguments: [false, true])
    func childrenOfTasksThatShare(isOrdered: Bool) throws {
        var run = SyntheticRun()
        let line = run.region("line", Box(low: [0], high: [9]))
        var use = SyntheticRun.Use(.readWrite, line)
        use.coherence = .simultaneous
        for one in run.launch("turn", points: 2, use) {
            let context = run.context(of: one, "turn")
            let first = run.launch("first", in: context, .init(.readWrite, line))[0]
            let second = run.launch("second", in: context, .init(.readWrite, line))[0]
            if isOrdered { run.edge(first, second) }
        }
        #expect(try LegionSpy.judge(run).contains("ERROR") == !isOrdered)
    }

    /// Folds into memory of one's own need no order; what folds that into the data does.
    @Test(.enabled(if: LegionSpy.isThere), arguments: [false, true])
    func folds(isOrdered: Bool) throws {
        var run = SyntheticRun()
        let line = run.region("line", Box(low: [0], high: [9]))
        var use = SyntheticRun.Use(.reduce, line, reduction: "sum")
        use.accumulates = true
        _ = run.launch("add", points: 2, use)
        let folds = run.launch("fold", kind: "fold", points: 2, .init(.reduce, line, reduction: "sum"))
        if isOrdered { run.edge(folds[0], folds[1]) }
        #expect(try LegionSpy.judge(run).contains("ERROR") == !isOrdered)
    }

    // MARK: Copies

    /// What goes wrong with the data that a task needs.
    enum Fault: CaseIterable {
        case none, noCopy, fromElsewhere, late, twice, withoutReason
    }

    /// One task writes in instance 1; two others need that in instance 2, where a copy brings it for the first of them.
    private static func twoMemories(_ fault: Fault) -> SyntheticRun {
        var run = SyntheticRun()
        let line = run.region("line", Box(low: [0], high: [9]))
        for number in 1 ... 3 { run.instance(number, of: line, Box(low: [0], high: [9])) }
        let writer = run.launch("set", .init(.discard, line))[0]
        let readers = run.launch("sum", points: 2, .init(.read, line))
        for reader in readers { run.edge(writer, reader) }
        run.ran(writer, in: 1, 10 ..< 20)
        run.ran(readers[0], in: 2, 50 ..< 60)
        run.ran(readers[1], in: 2, fault == .late ? 35 ..< 60 : 55 ..< 60)
        if fault != .noCopy { run.copy(for: readers[0], of: line, fault == .fromElsewhere ? 3 : 1, 2, 30 ..< 40) }
        if fault == .twice { run.copy(for: readers[1], of: line, 1, 2, 42 ..< 44) }
        if fault == .withoutReason { run.copy(for: readers[0], of: line, 2, 1, 42 ..< 44) }
        return run
    }

    @Test func copiesHaveReaders() throws {
        let lines = try Self.lines(Self.twoMemories(.none))
        // The writer is task 3, the copy's reader 4, the two readers 5 and 6. Space 2 is what is copied.
        #expect(lines.contains("Individual Task 2 0 4 copy for 'sum' (Program.swift:16, point 0)"))
        #expect(lines.contains("Logical Requirement 4 0 1 2 2 2 1 0 0 6"))
        #expect(lines.contains("Copy Events 4 2 2 2 c d 0") && lines.contains("Copy Field d 0 3 0 5 0"))
        #expect(lines.contains("Operation Events 4 d e"))
        #expect(lines.contains("Mapping Dependence 0 3 0 4 0 1 0") && lines.contains("Mapping Dependence 0 4 0 5 0 1 0"))
        // The other reader began after the copy was over.
        #expect(lines.contains("Event Event d 12"))
    }

    @Test(.enabled(if: LegionSpy.isThere), arguments: Fault.allCases)
    func followsDataThroughInstances(fault: Fault) throws {
        let answer = try LegionSpy.judge(Self.twoMemories(fault))
        let complaint: String? =
            switch fault {
            case .none: nil
            case .noCopy, .fromElsewhere: "No dataflow path found"
            case .late: "Missing use precondition"
            case .twice, .withoutReason: "generated spurious Realm Copy"
            }
        #expect(answer.contains("ERROR") == (complaint != nil))
        if let complaint { #expect(answer.contains(complaint)) }
    }

    /// What a task left goes to another instance behind it, and from there to the next.
    @Test(.enabled(if: LegionSpy.isThere), arguments: [false, true])
    func copiesOfResults(isLogged: Bool) throws {
        var run = SyntheticRun()
        let line = run.region("line", Box(low: [0], high: [9]))
        for number in [1, 2] { run.instance(number, of: line, Box(low: [0], high: [9])) }
        let writer = run.launch("set", .init(.discard, line))[0]
        let reader = run.launch("sum", .init(.read, line))[0]
        run.edge(writer, reader)
        run.ran(writer, in: 1, 10 ..< 20)
        if isLogged { run.copy(for: writer, of: line, 1, 2, 22 ..< 24) }
        run.ran(reader, in: 2, 50 ..< 60)
        #expect(try LegionSpy.judge(run).contains("ERROR") == !isLogged)
    }

    /// A task that lends its data to others gets them back after each use, and may change them before the next.
    ///
    /// Of the two points that borrow them one is before the other, whichever the program names first.
    @Test(.enabled(if: LegionSpy.isThere), arguments: [Log.Privilege.readWrite, .read], [[0, 1], [1, 0]])
    func whatEnclosingTasksLend(privilege: Log.Privilege, order: [Int]) throws {
        var run = SyntheticRun()
        let line = run.region("line", Box(low: [0], high: [9]))
        for number in [1, 2] { run.instance(number, of: line, Box(low: [0], high: [9])) }
        let writer = run.launch("set", .init(.discard, line))[0]
        let lender = run.launch("lend", .init(privilege, line))[0]
        run.edge(writer, lender)
        let parts = run.partition(of: line.root, [[Box(low: [0], high: [4])], [Box(low: [0], high: [9])]])
        let readers = run.launch("sum", in: run.context(of: lender, "lend"), points: 2, .init(.read, line, parts))
        run.ran(writer, in: 1, 10 ..< 20)
        run.ran(lender, in: 1, 30 ..< 90)
        for (index, begin) in zip(order, [40, 60]) {
            run.copy(for: readers[index], of: line, 1, 2, begin ..< begin + 5, upTo: [4, 9][index])
            run.ran(readers[index], in: 2, begin + 6 ..< begin + 10)
        }
        let answer = try LegionSpy.judge(run)
        #expect(answer.contains("generated spurious Realm Copy") == (privilege == .read))
        #expect(answer.contains("ERROR") == (privilege == .read))
    }

    /// With an array its data are gone: who changes the region afterwards finds nothing there, and needs no copy.
    @Test(.enabled(if: LegionSpy.isThere), arguments: ["detach", "task"])
    func detachedDataAreGone(kind: String) throws {
        var run = SyntheticRun()
        let line = run.region("line", Box(low: [0], high: [9]))
        for number in [1, 2] { run.instance(number, of: line, Box(low: [0], high: [9])) }
        let attachment = run.launch("attach", kind: "attach", .init(.discard, line))[0]
        let detachment = run.launch(kind, kind: kind, .init(.readWrite, line))[0]
        let change = run.launch("change", .init(.readWrite, line))[0]
        run.edge(attachment, detachment)
        run.edge(detachment, change)
        run.ran(attachment, in: 1, 10 ..< 20)
        run.ran(change, in: 2, 40 ..< 50)
        let lines = try Self.lines(run)
        #expect(lines.contains("Discard Operation 2 4") == (kind == "detach"))
        #expect(try LegionSpy.judge(run).contains("ERROR: No dataflow path found") == (kind == "task"))
    }

    /// Data that nobody wrote are nowhere, and may be read all the same.
    @Test(.enabled(if: LegionSpy.isThere))
    func readingWhatNobodyWrote() throws {
        var run = SyntheticRun()
        let line = run.region("line", Box(low: [0], high: [9]))
        run.instance(1, of: line, Box(low: [0], high: [9]))
        run.ran(run.launch("sum", .init(.read, line))[0], in: 1, 10 ..< 20)
        #expect(try !LegionSpy.judge(run).contains("ERROR"))
    }
}

/// Legion's checker, where it is installed: the file that the variable `LEGION_SPY` names, run with python3.
enum LegionSpy {
    private static let path = ProcessInfo.processInfo.environment["LEGION_SPY"] ?? ""
    private static let python = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/python3" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    static var isThere: Bool { python != nil && FileManager.default.isReadableFile(atPath: path) }

    /// What it says of a run, asked for all it can check.
    static func judge(_ run: SyntheticRun) throws -> String {
        try withTemporaryFile(Data(run.read().legionSpyText.utf8)) { file in
            let process = Process()
            process.executableURL = python.map { URL(filePath: $0) }
            process.arguments = [path, "-lpc", file]
            let output = Pipe()
            process.standardOutput = output
            process.standardError = output
            try process.run()
            let answer = output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            let text = String(decoding: answer, as: UTF8.self)
            #expect(process.terminationStatus == 0, "\(text)")
            return text
        }
    }
}
