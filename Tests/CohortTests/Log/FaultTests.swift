import Cohort
import CohortWitness
import Foundation
import TestSupport
import Testing

/// Faults planted in logs of runs that went well: the checker finds each, and calls it by its name.
@Suite struct FaultTests {
    /// A kind of fault.
    struct Fault: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let problem: Finding.Problem
        var world = World.twoWorkers
        let plant: @Sendable (inout LogEditor) throws -> Void
    }

    @Test(arguments: faults) func found(fault: Fault) async throws {
        let path = try await LoggedProgram.run(fault.world)
        var editor = try LogEditor(path: path)
        try fault.plant(&editor)
        try editor.write(to: path)
        let findings = try LoggedProgram.check(path).findings
        #expect(findings.contains { $0.problem == fault.problem }, "\(findings)")
    }

    /// Every kind of finding has a fault that shows it.
    @Test func complete() {
        #expect(Set(Self.faults.map(\.problem)) == Set(Finding.Problem.allCases))
        #expect(Self.faults.count >= 20)
    }

    static let faults: [Fault] = ordering + running + structure + instances

    // MARK: Order

    private static let ordering: [Fault] = [
        Fault(testDescription: "a reader does not wait for the writer", problem: .race) {
            try $0.dropEdges(into: "transfer", 0)
        },
        Fault(testDescription: "a writer does not wait for readers", problem: .race) {
            let readers = Set($0.operations("addUp").prefix(LoggedProgram.pieces) + $0.operations("transfer"))
            $0.drop("edge") { readers.contains($0[3]) && $0[1] == 1 }
        },
        Fault(testDescription: "a writer does not wait for a writer", problem: .race) {
            try $0.dropEdges(into: "heightenTwice", 1)
        },
        Fault(testDescription: "a fold does not wait for a fold", problem: .race) { try $0.dropEdges(into: "fold", 2) },
        Fault(testDescription: "a reader does not wait for a fold", problem: .race) { try $0.dropEdges(into: "values", 0) },
        Fault(testDescription: "a child does not wait for its sibling", problem: .race) { editor in
            let children = editor.operations("heighten")
            // The second of two in a context of their own.
            let child = try #require(children.last { one in children.count { $0 >> 40 == one >> 40 } == 2 })
            editor.drop("edge") { $0[0] == child }
        },
        Fault(testDescription: "the code does not wait for a region that a task makes", problem: .race) { editor in
            let task = try #require(editor.operations("bring").first)
            editor.drop("wait") { $0[2] == task }
        },
        Fault(testDescription: "an edge is turned round", problem: .backwards) { editor in
            let later = try #require(editor.operations("transfer").first)
            let edge = try #require(editor.places("edge") { $0[0] == later }.first)
            editor.records[edge].words.swapAt(0, 3)
        },
        Fault(testDescription: "a task does not wait for its argument", problem: .value) { editor in
            let sum = try #require(editor.operations("addUp").last)
            editor.drop("edge") { $0[3] == sum }
        },
        Fault(testDescription: "an accumulator is not folded", problem: .unfolded) { editor in
            let task = try #require(editor.operations("pour").first)
            editor.drop("edge") { $0[3] == task && $0[1] == 0 }
        },
        Fault(testDescription: "an accumulator is folded twice", problem: .foldedTwice) { editor in
            let task = try #require(editor.operations("pour").first)
            let other = try #require(editor.operations("fold").last)
            editor.records.append(LogEditor.Record(kind: "edge", words: [other, 0, 1, task]))
        },
    ]

    // MARK: Runs

    private static let running: [Fault] = [
        Fault(testDescription: "a task begins too early", problem: .outOfOrder) { editor in
            let writer = try #require(editor.operations("putAll").first)
            let begin = editor.records[try editor.run(of: writer)].words[2]
            editor.records[try editor.run(of: editor.operations("transfer")[0])].words[2] = begin
        },
        Fault(testDescription: "two atomic tasks run at once", problem: .together) { editor in
            let tasks = editor.operations("heighten").filter { editor.isAtomic($0) }
            let first = editor.records[try editor.run(of: tasks[0])].words
            let second = try editor.run(of: tasks[1])
            editor.records[second].words[2] = first[2]
            editor.records[second].words[3] = max(first[3], first[2] + 1)
            editor.records[try editor.run(of: tasks[0])].words[3] = max(first[3], first[2] + 1)
        },
        Fault(testDescription: "a task never runs", problem: .neverRan) { editor in
            editor.records.remove(at: try editor.run(of: editor.operations("addUp")[1]))
        },
        Fault(testDescription: "a task runs twice", problem: .ranTwice) { editor in
            editor.records.append(editor.records[try editor.run(of: editor.operations("addUp")[1])])
        },
        Fault(testDescription: "a task runs though what it needs failed", problem: .afterFailure) { editor in
            let spoiled = try #require(editor.places("run") { $0[4] == 2 }.first)
            editor.records[spoiled].words[4] = 0
        },
        Fault(testDescription: "a task is kept from running by nothing", problem: .unfounded) { editor in
            editor.records[try editor.run(of: editor.operations("putAll")[0])].words[4] = 2
        },
    ]

    // MARK: Launches and partitions

    private static let structure: [Fault] = [
        Fault(testDescription: "a launch loses a point", problem: .lostPoint) { editor in
            let operation = try #require(editor.operations("putAll").first)
            editor.drop("point") { $0[0] == operation }
        },
        Fault(testDescription: "a point is launched twice", problem: .repeatedPoint) { editor in
            let operation = try #require(editor.operations("putAll").first)
            var twin = editor.records[try #require(editor.places("point") { $0[0] == operation }.first)]
            twin.words[0] = editor.operations("putAll").max()! + (1 << 30)
            editor.records.append(twin)
        },
        Fault(testDescription: "a piece leaves the region", problem: .outside) { editor in
            let whole = try #require(editor.places("piece") { $0[4] == 7 }.first)
            let piece = try #require(editor.places("piece") { $0[0] != editor.records[whole].words[0] && $0.count == 5 }.first)
            editor.records[piece].words[4] = 8
        },
        Fault(testDescription: "a task uses a piece that is none", problem: .noPiece) { editor in
            let launch = try #require(editor.launches("transfer").first)
            editor.records[try #require(editor.places("requirement") { $0[0] == launch }.first)].words[4] = 9
        },
        Fault(testDescription: "a child has more privileges than its parent", problem: .privilege) { editor in
            let launch = try #require(editor.launches("heightenTwice").first)
            editor.records[try #require(editor.places("requirement") { $0[0] == launch }.first)].words[5] = 1
        },
    ]

    // MARK: Instances

    private static let instances: [Fault] = [
        Fault(testDescription: "a copy is not made", problem: .stale, world: .sixMemoriesSimulated) { editor in
            editor.records.remove(at: try editor.neededCopy())
        },
        Fault(testDescription: "a copy is of what nobody wrote", problem: .stale, world: .sixMemoriesSimulated) { editor in
            let copy = try editor.neededCopy()
            editor.records[copy].words[1] = try editor.newInstance(like: editor.records[copy].words[1])
        },
        Fault(testDescription: "a copy comes too late", problem: .stale, world: .sixMemoriesSimulated) { editor in
            editor.records[try editor.neededCopy()].words[6] = .max >> 1
        },
        Fault(testDescription: "a copy lacks points", problem: .stale, world: .sixMemoriesSimulated) { editor in
            let copy = try editor.neededCopy { $0[11] > $0[10] }
            editor.records[copy].words[11] = editor.records[copy].words[10]
        },
        Fault(testDescription: "a copy is of a field that is not there", problem: .noRoom, world: .sixMemoriesSimulated) {
            editor in
            editor.records[try editor.neededCopy()].words[9] = 3
        },
        Fault(testDescription: "a task works in an instance of another region", problem: .noRoom, world: .sixMemoriesSimulated) {
            editor in
            let placed = try #require(editor.places("placed").first)
            let region = editor.records[try #require(editor.places("instance").first)].words[1]
            let other = try #require(editor.places("instance") { $0[1] != region }.first)
            editor.records[placed].words[2] = editor.records[other].words[0]
        },
        Fault(
            testDescription: "an instance is used after its memory was given back", problem: .gone, world: .sixMemoriesSimulated
        ) {
            editor in
            let instance = editor.records[try #require(editor.places("placed").last)].words[2]
            editor.drop("gone") { $0[0] == instance }
            editor.records.append(LogEditor.Record(kind: "gone", words: [instance, 1]))
        },
        Fault(testDescription: "an instance is kept when its region has ended", problem: .leak, world: .sixMemoriesSimulated) {
            editor in
            let region = editor.records[try #require(editor.places("ended").first)].words[0]
            let instance = editor.records[try #require(editor.places("instance") { $0[1] == region }.first)].words[0]
            editor.drop("gone") { $0[0] == instance }
        },
        Fault(testDescription: "a task has no instance", problem: .unplaced, world: .sixMemoriesSimulated) { editor in
            let operation = try #require(editor.operations("putAll").first)
            editor.drop("placed") { $0[0] == operation }
        },
    ]
}

extension LogEditor {
    mutating func drop(_ kind: String, where isWanted: ([UInt64]) -> Bool) {
        records.removeAll { $0.kind == kind && isWanted($0.words) }
    }

    /// Drops what the operation of a name, counted from 0 in the order of the program, follows for its data.
    mutating func dropEdges(into name: String, _ number: Int) throws {
        let operation = operations(name)[number]
        drop("edge") { $0[0] == operation && $0[1] == 1 }
    }

    /// The place of a copy for a task that reads.
    func neededCopy(where isWanted: ([UInt64]) -> Bool = { _ in true }) throws -> Int {
        let readers = Set(operations("addUp") + operations("transfer") + operations("heighten"))
        let runs = Dictionary(uniqueKeysWithValues: places("run").map { (records[$0].words[0], records[$0].words[2]) })
        // What comes after its task's begin takes the results home.
        return try #require(
            places("copy") { readers.contains($0[0]) && $0[6] <= runs[$0[0], default: 0] && isWanted($0) }.first)
    }

    /// The number of a new instance like another one, into which nobody has put anything.
    mutating func newInstance(like number: UInt64) throws -> UInt64 {
        var twin = records[try #require(places("instance") { $0[0] == number }.first)]
        twin.words[0] = number + 1000
        records.append(twin)
        return twin.words[0]
    }

    /// The place of the record that tells when an operation ran.
    func run(of operation: UInt64) throws -> Int { try #require(places("run") { $0[0] == operation }.first) }

    /// Whether an operation is of a launch that uses data atomically.
    func isAtomic(_ operation: UInt64) -> Bool {
        guard let point = places("point", where: { $0[0] == operation }).first else { return false }
        let launch = records[point].words[1]
        return !places("requirement") { $0[0] == launch && $0[6] == 1 }.isEmpty
    }
}
