import Testing

@testable import CohortMachine

@Suite struct ProcessorSetTests {
    @Test(arguments: [
        ("", [], ""), ("0", [0], "0"), (" 0-3,8\n", [0, 1, 2, 3, 8], "0-3,8"), ("5,4,4,6", [4, 5, 6], "4-6"),
        ("63-65,128", [63, 64, 65, 128], "63-65,128"), ("0-9:2/4", [0, 1, 4, 5, 8, 9], "0-1,4-5,8-9"), ("7-7", [7], "7"),
    ])
    func listsAreReadAndWritten(list: String, numbers: [Int], canonical: String) throws {
        let set = try #require(ProcessorSet(list: list))
        #expect(set.map(\.rawValue) == numbers)
        #expect(set.description == canonical)
        #expect(set.count == numbers.count)
        #expect(set.first?.rawValue == numbers.first)
    }

    @Test(arguments: ["a", "3-1", "-1", "1-", "1--2", "1-2-3", "1:2", "1-4:1/0", "99999999999", "1048576", "0x3", "1-2:1/2:3"])
    func otherTextIsRefused(list: String) {
        #expect(ProcessorSet(list: list) == nil)
    }

    @Test func everySubsetOfASmallMachineSurvivesTheListForm() {
        for bits in 0 ..< 1 << 10 {
            let set = ProcessorSet((0 ..< 10).filter { bits >> $0 & 1 == 1 }.map(Machine.Processor.ID.init(rawValue:)))
            #expect(ProcessorSet(list: set.description) == set)
        }
    }

    @Test func membershipAndIntersection() {
        let set: ProcessorSet = [1, 64, 200]
        #expect(set.contains(64) && !set.contains(63) && !set.contains(4000) && !set.contains(.init(rawValue: -1)))
        #expect(set.intersection([64, 65]) == [64])
        #expect(set.intersection([2]).isEmpty && set.intersection([2]) == ProcessorSet())
        #expect(ProcessorSet([.init(rawValue: -5)]).isEmpty)
        #expect(ProcessorSet(mask: [0b1010, 1 << 63, 0]) == [1, 3, 127])
    }
}
