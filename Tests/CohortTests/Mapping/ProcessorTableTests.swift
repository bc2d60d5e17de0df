import Testing

@testable import CohortLife

@Suite struct ProcessorTableTests {
    /// Of those that wait for a processor the most urgent goes first, and among these the one that came first.
    @Test func theOrderOfThoseWhoWait() {
        let records = (0 ..< 6).map { _ in OperationRecord.make() }
        defer { for record in records { record.deallocate() } }
        let table = ProcessorTable(count: 2)
        #expect(table.enter(1, records[0], priority: 0))
        for (number, priority) in [0, 1, 1, -1, 0].enumerated() {
            #expect(!table.enter(1, records[number + 1], priority: priority))
        }
        #expect(table.enter(0, records[0], priority: 0))
        #expect((0 ..< 5).map { _ in table.leave(1) } == [2, 3, 1, 5, 4].map { records[$0] })
        #expect(table.leave(1) == nil && table.leave(0) == nil)
        #expect(table.enter(1, records[0], priority: 0))
    }
}
