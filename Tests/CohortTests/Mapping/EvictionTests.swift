import Cohort
import CohortLife
import CohortLocking
import Testing

@Suite struct EvictionTests {
    /// Bytes each memory held at most.
    private var peaks: [Int] { TaskContext.current?.runtime.instances?.usage.map(\.peak) ?? [] }

    /// Regions that together need four times the memory, used again and again.
    @Test func fourTimesTheMemory() async throws {
        let capacity = 1 << 18
        try await mapped(DefaultMapper(), "memory 256KiB, disk 1GiB") { () async throws in
            let regions = (0 ..< 16).map { _ in Region<Line, 1>(0 ..< 1 << 13) }
            for (number, region) in regions.enumerated() { region.a.fill(number) }
            for round in 1 ... 3 {
                for region in regions { add(&region.a, round) }
            }
            for (number, region) in regions.enumerated() {
                #expect(try await region.a.values() == Array(repeating: number + 6, count: 1 << 13))
            }
            let peaks = self.peaks
            #expect(peaks[0] <= capacity && peaks[0] > capacity / 2 && peaks[1] >= 3 * capacity)
        }
    }

    /// T41: data that are only read, and are elsewhere too, need no copy to go.
    @Test func manyReadOnlyRegions() async throws {
        let capacity = 1 << 17
        try await mapped(PlannedMapper(memories: ["total": 1]), "nodes 2, cpus 2, node-memory 128KiB") { () async throws in
            for round in 0 ..< 2 {
                var sums: [Future<Int>] = []
                let regions = (0 ..< 100).map { _ in Region<Line, 1>(0 ..< 1 << 11) }
                for region in regions { region.a.fill(round + 1) }
                for region in regions { sums.append(total(region.a)) }
                for sum in sums { #expect(try await sum.value == (round + 1) << 11) }
            }
            let peaks = self.peaks
            #expect(peaks[1] <= capacity && peaks[1] > capacity / 2)
        }
    }

    /// What a mapper says of when an instance leaves is obeyed: the table says whether it stays when it was used before, or after, another one.
    @Test(
        arguments: [
            (.first, false, false), (.inTurn, false, true), (.last, true, true), (.never, true, true),
        ] as [(RequirementMapping.Leaving, Bool, Bool)])
    func turns(leaves: RequirementMapping.Leaving, staysWhenOlder: Bool, staysWhenNewer: Bool) async throws {
        let memories = Locked<[String]>([])
        let mapper = PlannedMapper(
            wantsInstances: true,
            answer: { task in
                if task.name == "total" {
                    memories.withLock { $0 = task.requirements[0].instances.filter(\.isComplete).map(\.memory.name) }
                }
                let isSpoken = task.requirements[0].region == "spoken"
                return TaskMapping(task.requirements.map { _ in RequirementMapping(in: 0, leaves: isSpoken ? leaves : nil) })
            })
        for (isOlder, stays) in [(true, staysWhenOlder), (false, staysWhenNewer)] {
            try await mapped(mapper, "memory 256KiB, disk 1GiB") { () async throws in
                let regions = (isOlder ? ["spoken", "other", "third"] : ["other", "spoken", "third"]).map { name in
                    Region<Line, 1>(0 ..< 13_000, named: name)
                }
                for region in regions { try await put(&region.a, 7).value }
                let spoken = regions[isOlder ? 0 : 1]
                #expect(try await total(spoken.a).value == 91_000)
                #expect(memories.withLock { $0 }.contains("system") == stays)
            }
        }
    }

    /// Instances that never leave take the room for good, and the error says so; their regions' ends free it.
    @Test func thatNeverLeave() async throws {
        let mapper = PlannedMapper(answer: { task in
            TaskMapping(task.requirements.map { _ in RequirementMapping(in: 0, leaves: .never) })
        })
        try await mapped(mapper, "memory 256KiB, disk 1GiB") { () async throws in
            let one = Region<Line, 1>(0 ..< 13_000, named: "one"), two = Region<Line, 1>(0 ..< 13_000, named: "two")
            try await put(&one.a, 1).value
            try await put(&two.a, 1).value
            let three = Region<Line, 1>(0 ..< 13_000, named: "three")
            await expectError(.outOfMemory, naming: ["'three'", "'one' 104000 bytes"]) { try await put(&three.a, 1).value }
            two.destroy()
            try await put(&three.a, 2).value
            #expect(try await total(three.a).value == 26_000)
        }
    }

    /// A memory without room and nothing that could leave: the error says who holds what.
    @Test func tooSmall() async throws {
        try await mapped(DefaultMapper(), "memory 100000B") { () async throws in
            let small = Region<Line, 1>(0 ..< 1000, named: "small"), large = Region<Line, 1>(0 ..< 12_000, named: "large")
            small.a.fill(1)
            try await add(&small.a, 1).value
            await expectError(.outOfMemory, naming: ["'put'", "96000 bytes", "'system'", "'large'", "'small' 8000 bytes"]) {
                try await put(&large.a, 1).value
            }
            #expect(try await small.a.values() == Array(repeating: 2, count: 1000))
            let vast = Region<Line, 1>(0 ..< 100_000, named: "vast")
            await expectError(.outOfMemory, naming: ["800000 bytes", "100000 bytes"]) { try await put(&vast.a, 1).value }
        }
    }

    /// One task that needs two instances of which only one finds room.
    @Test func tooSmallForOneTask() async throws {
        try await mapped(DefaultMapper(), "memory 100000B, disk 1GiB") { () async throws in
            let one = Region<Line, 1>(0 ..< 8000, named: "one"), two = Region<Line, 1>(0 ..< 8000, named: "two")
            one.a.fill(1)
            try await add(&one.a, 1).value
            two.a.fill(1)
            await expectError(.outOfMemory, naming: ["'copyField'", "64000 bytes", "in use"]) {
                try await copyField(one.a, &two.a).value
            }
            #expect(try await total(one.a).value == 16_000)
        }
    }

    /// Memory of regions that are gone is free again.
    @Test func endedRegionsGiveBack() async throws {
        try await mapped(DefaultMapper(), "memory 100000B") { () async throws in
            for round in 0 ..< 20 {
                let line = Region<Line, 1>(0 ..< 10_000)
                line.a.fill(round)
                try await add(&line.a, 1).value
                if round % 2 == 0 { line.destroy() }
                try await executionFence().value
            }
        }
    }

    /// Two tasks hold half of the memory each, and their children need more: an error, no hang.
    @Test func holdersThatWaitForEachOther() async throws {
        try await mapped(DefaultMapper(), "memory 100000B") { () async throws in
            let one = Region<Line, 1>(0 ..< 6000, named: "one"), two = Region<Line, 1>(0 ..< 6000, named: "two")
            let other = Region<Line, 1>(0 ..< 6000, named: "other")
            other.b.fill(1)
            let first = holdAndLaunch(&one.a, other.b), second = holdAndLaunch(&two.a, other.b)
            var failures = 0
            for task in [first, second] {
                do { try await task.value } catch let error as CohortError {
                    failures += 1
                    #expect(error.code == .outOfMemory)
                }
            }
            #expect(failures > 0)
        }
    }
}

/// Overwrites its data, and launches a task that needs as much again.
@Task func holdAndLaunch(_ x: inout Discard<Int, 1>, _ y: borrowing NoAccess<Int, 1>) async throws {
    for p in x.domain { x[p] = 1 }
    let mine = Region<Line, 1>(0 ..< 6000, named: "mine")
    try await put(&mine.a, 1).value
}
