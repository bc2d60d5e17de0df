import Testing

@testable import CohortLife

/// The queues of ready tasks, without tasks, threads or mappers.
@Suite struct ReadyTableTests {
    private typealias Table = ReadyTable<String>

    private func table(_ tasks: [(name: String, queue: Int, priority: Int)], isStealable: Bool = true) -> Table {
        var table = Table(processors: 3)
        for task in tasks {
            table.add(Table.Entry(task.name, priority: task.priority, isStealable: isStealable), to: task.queue)
        }
        return table
    }

    private func ask(_ table: inout Table, _ answer: (String) -> Table.Answer) -> (asked: [String], taken: [String]) {
        guard let question = table.nextQuestion(whenRoom: { _ in true }) else { return ([], []) }
        let names = question.entries.map(\.item)
        return (names, table.settle(question, names.map(answer)))
    }

    @Test func theMostUrgentFirst() {
        var table = table([("a", 1, 0), ("b", 1, 2), ("c", 1, 0), ("d", 1, 2), ("e", 1, -1)])
        #expect(ask(&table) { _ in .leave }.asked == ["b", "d", "a", "c", "e"])
    }

    /// Who was left is asked about again when anything changes, and not before.
    @Test func left() {
        var table = table([("a", 1, 0), ("b", 1, 0)])
        #expect(ask(&table) { $0 == "a" ? .take : .leave }.taken == ["a"])
        #expect(ask(&table) { _ in .take }.asked == [])
        table.change()
        #expect(ask(&table) { _ in .take }.taken == ["b"])
    }

    /// What changes while a mapper thinks is not lost.
    @Test func changeMeanwhile() throws {
        var table = table([("a", 1, 0)])
        let asked = table.nextQuestion(whenRoom: { _ in true })
        let question = try #require(asked)
        table.change()
        #expect(table.settle(question, [.leave]) == [])
        #expect(ask(&table) { _ in .take }.taken == ["a"])
    }

    @Test func nobodyIsAskedWithoutRoom() {
        var table = table([("a", 1, 0), ("b", 2, 0)])
        let asked = [table.nextQuestion(whenRoom: { $0 == 2 }), table.nextQuestion(whenRoom: { $0 == 2 })]
        #expect(asked.map { $0?.entries.map(\.item) } == [["b"], nil])
    }

    /// A task that is sent in a circle rests where it was before.
    @Test func noCircles() {
        var table = table([("a", 1, 0)])
        var path: [Int] = []
        for _ in 0 ..< 10 {
            guard let question = table.nextQuestion(whenRoom: { _ in true }) else { break }
            path.append(question.queue)
            _ = table.settle(question, [.send(queue: question.queue % 3 + 1)])
        }
        #expect(path == [1, 2, 3])
        table.change()
        #expect(ask(&table) { _ in .take }.taken == ["a"])
    }

    /// Before tasks fail, all are asked about once; a new task makes that void.
    @Test func lastCall() {
        var table = table([("a", 1, 0)])
        #expect(ask(&table) { _ in .leave }.asked == ["a"])
        let first = table.makeLastCall()
        #expect(ask(&table) { _ in .leave }.asked == ["a"])
        let second = table.makeLastCall()
        table.add(Table.Entry("b", priority: 0, isStealable: false), to: 2)
        let third = table.makeLastCall()
        #expect([first, second, third] == [true, false, true])
        let left = table.takeAll()
        #expect(left == ["a", "b"])
        let fourth = table.makeLastCall()
        #expect(!fourth)
    }

    /// A task that is put back after others had their last call has one too.
    @Test func lastCallOfWhatIsPutBack() {
        var table = table([("a", 1, 0)])
        let first = table.makeLastCall()
        #expect(ask(&table) { _ in .take }.taken == ["a"])
        table.putBack(Table.Entry("b", priority: 0, isStealable: false), to: 2, wasLastCall: false)
        let second = table.makeLastCall()
        #expect(ask(&table) { _ in .take }.taken == ["b"])
        table.putBack(Table.Entry("b", priority: 0, isStealable: false), to: 2, wasLastCall: true)
        let third = table.makeLastCall()
        #expect([first, second, third] == [true, true, false])
    }

    /// A victim that refused is asked again only when it has other tasks.
    @Test func refusals() {
        var table = table([("a", 1, 0), ("b", 1, 0)])
        _ = ask(&table) { _ in .leave }
        #expect(steal(&table, 2, permitted: []) == ["a", "b"])
        table.change()
        #expect(steal(&table, 2, permitted: [0]) == [])
        // Another thief was not refused.
        #expect(steal(&table, 3, permitted: []) == ["a", "b"])
        table.add(Table.Entry("c", priority: 0, isStealable: true), to: 1)
        #expect(steal(&table, 2, permitted: [1]) == ["a", "b", "c"])
        let asked = table.nextQuestion(whenRoom: { $0 == 2 })
        #expect(asked?.entries.map(\.item) == ["b"])
    }

    /// A task is stolen once before something changes, or processors without work would pass it round.
    @Test func noRounds() {
        var table = table([("a", 1, 0)])
        #expect(steal(&table, 2, permitted: [0]) == ["a"])
        let before = table.nextTheft(whenIdle: { $0 == 3 })
        table.change()
        let after = table.nextTheft(whenIdle: { $0 == 3 })
        #expect([before?.victims, after?.victims] == [nil, [2]])
    }

    @Test func onlyWhatMayBeStolen() {
        var table = table([("a", 1, 0)], isStealable: false)
        #expect(steal(&table, 2, permitted: [0]) == [])
        table.add(Table.Entry("b", priority: 0, isStealable: true), to: 0)
        #expect(steal(&table, 2, permitted: [0]) == [])
    }

    /// Lets a processor that has nothing to do ask queue 1 for tasks; what it asked for.
    private func steal(_ table: inout Table, _ thief: Int, permitted: Set<Int>) -> [String] {
        guard let theft = table.nextTheft(whenIdle: { $0 == thief }), theft.victims == [1],
            let loot = table.loot(of: 1, for: thief)
        else { return [] }
        table.settle(loot, permitted: permitted)
        return loot.entries.map(\.item)
    }
}
