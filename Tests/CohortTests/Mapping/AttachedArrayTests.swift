import Cohort
import CohortLife
import CohortLocking
import Testing

/// Arrays outside that are instances of their region, among those that the runtime makes.
@Suite struct AttachedArrayTests {
    /// An array in one place, for tests that ask where tasks find it.
    private final class Fixed: Sendable {
        nonisolated(unsafe) let memory: UnsafeMutableBufferPointer<Int>

        init(_ elements: [Int]) {
            memory = .allocate(capacity: elements.count)
            _ = memory.initialize(from: elements)
        }

        deinit { memory.deallocate() }

        var address: UInt { UInt(bitPattern: memory.baseAddress) }
        var elements: [Int] { Array(memory) }
    }

    /// Tasks in the memories of their names, operations where the data are, and a note of each copy.
    private func mapper(_ copies: Notes<String>, _ memories: [String: MachineModel.Memory.ID]) -> FollowingMapper {
        FollowingMapper(
            memories: memories,
            options: { _ in
                var options = TaskOptions()
                options.reports = .copies
                return options
            },
            operation: { operation in
                var mapping = OperationMapping(
                    operation.requirements.map { RequirementMapping(in: $0.memoryOfData?.id ?? 0) })
                mapping.reports = .copies
                return mapping
            },
            told: { report in
                for copy in report.copies { copies.add("\(report.name) \(copy.source.id)→\(copy.target.id)") }
            })
    }

    /// A task in main memory works on the array itself, whatever else its region has.
    @Test func tasksWorkOnTheArray() async throws {
        let copies = Notes<String>()
        try await mapped(mapper(copies, [:])) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            let array = Fixed([1, 2, 3, 4, 5, 6, 7, 8])
            let attachment = line.a.attach(array.memory)
            #expect(attachment.isInPlace)
            add(&line.a, 1)
            #expect(try await whereabouts(&line.a).value == array.address)
            let halves = line.partitioned(.equal, into: 2)
            #expect(try await whereabouts(&halves[1].a).value == array.address + 32)
            try await line.a.updating { a in a[0] = 10 }
            #expect(try await total(line.a).value == 52 && array.elements.reduce(0, +) == 52)
            try await attachment.detach()
            line.a.fill(0)
            #expect(try await whereabouts(&line.a).value != array.address)
            #expect(array.elements.reduce(0, +) == 52)
        }
        #expect(copies.all == [])
    }

    /// What a task writes elsewhere is in the array when it is over, and what the program writes there is seen elsewhere.
    @Test func tasksElsewhere() async throws {
        let copies = Notes<String>()
        try await mapped(mapper(copies, ["add": 1, "total": 2]), orders: [.sequential]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            let array = ExternalArray(Array(repeating: 1, count: 8))
            let attachment = line.a.attach(array)
            for round in 1 ... 2 {
                try await add(&line.a, 1).value
                #expect(array.elements == Array(repeating: round + 1, count: 8))
            }
            array[0] = 10
            #expect(try await total(line.a).value == 31)
            array[0] = 20
            #expect(try await total(line.a).value == 41)
            try await attachment.detach()
        }
        #expect(copies.all == ["add 0→1", "add 1→0", "add 0→1", "add 1→0", "total 0→2", "total 0→2"])
    }

    /// Between acquire and release the data stay where they are used, and the array gets them at the end.
    @Test func acquired() async throws {
        let copies = Notes<String>()
        try await mapped(mapper(copies, ["add": 1]), orders: [.sequential]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            let array = ExternalArray(Array(repeating: 0, count: 8))
            let attachment = line.a.attach(array)
            line.a.acquire()
            for round in 1 ... 4 { add(&line.a, round) }
            #expect(array.elements == Array(repeating: 0, count: 8))
            try await line.a.release().value
            #expect(array.elements == Array(repeating: 10, count: 8))
            try await add(&line.a, 1).value
            #expect(array.elements == Array(repeating: 11, count: 8))
            try await attachment.detach()
        }
        #expect(copies.all == ["add 0→1", "release 1→0", "add 0→1", "add 1→0"])
    }

    /// The same of a part; the other part is as it was.
    @Test func partlyAcquired() async throws {
        let copies = Notes<String>()
        try await mapped(mapper(copies, ["add": 1]), orders: [.sequential]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            let halves = line.partitioned(.equal, into: 2)
            let array = ExternalArray(Array(repeating: 0, count: 8))
            let attachment = line.a.attach(array)
            halves[0].a.acquire()
            for _ in 0 ..< 2 { add(&halves.a, 1) }
            add(&line.a, 1)
            #expect(array.elements == [0, 0, 0, 0, 3, 3, 3, 3])
            halves[0].a.release()
            #expect(try await line.a.values() == Array(repeating: 3, count: 8) && array.elements == Array(repeating: 3, count: 8))
            try await attachment.detach()
        }
        // The first half once, the second one around each task.
        #expect(copies.all.filter { $0 == "add 0→1" }.count == 4 && copies.all.filter { $0 == "add 1→0" }.count == 3)
        #expect(copies.all.filter { $0.hasPrefix("release") } == ["release 1→0"])
    }

    /// Where a mapper puts the release is where it works, and the array has the data all the same.
    @Test(arguments: [0, 1, 2]) func releasedFrom(memory: Int) async throws {
        let asked = Notes<OperationToMap.Kind>()
        let mapper = FollowingMapper(
            memories: ["add": 1],
            operation: { operation in
                asked.add(operation.kind)
                return OperationMapping(operation.requirements.map { _ in RequirementMapping(in: .init(rawValue: memory)) })
            })
        try await mapped(mapper) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            let array = ExternalArray(Array(repeating: 0, count: 8))
            let attachment = line.a.attach(array)
            line.a.acquire()
            add(&line.a, 1)
            try await line.a.release().value
            #expect(array.elements == Array(repeating: 1, count: 8))
            array[0] = 5
            #expect(try await total(line.a).value == 12)
            try await attachment.detach()
        }
        #expect(Set(asked.all) == [.release])
    }

    /// Restrictions follow from the program's text: no predicate keeps them, and no failure loses them.
    @Test(arguments: World.allCases) func restrictionsComeBack(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            let array = ExternalArray(Array(repeating: 0, count: 8))
            let attachment = line.a.attach(array)
            predicated(Future(false)) { line.a.acquire() }
            add(&line.a, 1)
            predicated(Future(false)) { line.a.release() }
            _ = try await executionFence().value
            #expect(array.elements == Array(repeating: 1, count: 8))
            line.a.acquire()
            breakLine(&line.a)
            await expectError(.taskFailed) { try await line.a.release().value }
            try await put(&line.a, 3).value
            #expect(array.elements == Array(repeating: 3, count: 8))
            await expectError(.taskFailed) { try await breakLine(&line.a).value }
            try await put(&line.a, 4).value
            #expect(array.elements == Array(repeating: 4, count: 8))
            try await attachment.detach()
        }
    }

    /// A task that fails elsewhere leaves the array as it was.
    @Test func failuresElsewhere() async throws {
        try await mapped(FollowingMapper(memories: ["spoil": 1])) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            let array = ExternalArray(Array(repeating: 1, count: 8))
            let attachment = line.a.attach(array)
            await expectError(.taskFailed) { try await spoil(&line.a).value }
            #expect(array.elements == Array(repeating: 1, count: 8))
            await expectError(.taskFailed) { try await total(line.a).value }
            await expectError(.taskFailed) { try await attachment.detach() }
        }
    }

    /// Tasks in any order share the array, which needs no acquire.
    @Test(arguments: World.allCases) func simultaneous(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            let array = ExternalArray(Array(repeating: 1, count: 8))
            let attachment = line.a.attach(array)
            for _ in 0 ..< 3 {
                touch(&line.a.simultaneous)
                touch(&line.a.simultaneous)
                add(&line.a.atomic, 2)
            }
            if world != .oneWorker, world != .sequential {
                mustEpoch {
                    touch(&line.a.simultaneous)
                    touch(&line.a.simultaneous)
                }
            }
            _ = try await executionFence().value
            #expect(array.elements == Array(repeating: 7, count: 8))
            add(&line.a, 1)
            #expect(try await line.a.values() == Array(repeating: 8, count: 8))
            try await attachment.detach()
        }
    }

    /// That is also so where the memory that all processors reach is not the main one, whoever holds the data.
    @Test(arguments: [0, 1, 3, 4]) func simultaneousChildren(parent: Int) async throws {
        let machine = "nodes 2, cpus 2, gpus 1, framebuffer 1MiB"
        let shared = try MachineModel(machine).sharedMemory.id
        #expect(shared != 0)
        let mapper = FollowingMapper(
            memories: ["shareAndShare": .init(rawValue: parent), "add": 1],
            task: { [shared] task in
                guard task.requirements[0].isShared else { return nil }
                return TaskMapping([RequirementMapping(in: shared)])
            })
        try await mapped(mapper, machine) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            let array = Fixed(Array(repeating: 1, count: 8))
            let attachment = line.a.attach(array.memory)
            #expect(try await whereabouts(&line.a.simultaneous).value == array.address)
            try await shareAndShare(&line.a).value
            #expect(array.elements == Array(repeating: 9, count: 8))
            line.a.acquire()
            add(&line.a, 1)
            #expect(try await whereabouts(&line.a.simultaneous).value == array.address)
            #expect(array.elements == Array(repeating: 10, count: 8))
            line.a.release()
            try await attachment.detach()
        }
    }

    /// A detach gives the array all that it should have, also of data that were acquired, or leaves it as it is.
    @Test(arguments: [true, false]) func detached(flushes: Bool) async throws {
        try await mapped(FollowingMapper(memories: ["add": 1])) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            let array = ExternalArray(Array(repeating: 1, count: 8))
            let first = line.a.attach(array)
            add(&line.a, 1)
            try await first.detach(flush: flushes)
            #expect(array.elements == Array(repeating: 2, count: 8))
            await expectError(.uninitialized) { try await total(line.a).value }
            let second = line.a.attach(array)
            line.a.acquire()
            add(&line.a, 1)
            try await second.detach(flush: flushes)
            #expect(array.elements == Array(repeating: flushes ? 3 : 2, count: 8))
            line.a.fill(7)
            add(&line.a, 1)
            #expect(try await total(line.a).value == 64)
            #expect(array.elements == Array(repeating: flushes ? 3 : 2, count: 8))
        }
    }

    /// A field that was used before may be attached, and only its new data count.
    @Test(arguments: World.allCases) func attachedLater(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            for round in 1 ... 3 {
                line.a.fill(100)
                add(&line.a, 1)
                let array = ExternalArray(Array(0 ..< 8))
                let attachment = line.a.attach(array)
                // In one memory the field has a column of its own by now.
                #expect(attachment.isInPlace == world.isMapped)
                #expect(try await total(line.a).value == 28)
                add(&line.a, round)
                try await attachment.detach()
                #expect(array.elements == (0 ..< 8).map { $0 + round })
            }
        }
    }

    /// Tasks with children, here and there, and the program's code in between.
    @Test(arguments: [(0, 1, 2), (1, 0, 2), (1, 2, 0), (2, 1, 1), (0, 0, 1)] as [(Int, Int, Int)])
    func parentsAndChildren(parent: Int, add: Int, total: Int) async throws {
        func memory(_ number: Int) -> MachineModel.Memory.ID { .init(rawValue: number) }
        let memories = ["shareWithChildren": memory(parent), "add": memory(add), "total": memory(total)]
        try await mapped(FollowingMapper(memories: memories)) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            let array = ExternalArray(Array(repeating: 0, count: 8))
            let attachment = line.a.attach(array)
            let seen = try await shareWithChildren(&line.a).value
            #expect(seen == [10, 81, 10, 21, 162, 21, 32, 247, 33])
            #expect(array.elements == [30, 30, 30, 33, 33, 33, 33, 33])
            array[0] = 0
            line.a.acquire()
            _ = try await shareWithChildren(&line.a).value
            try await line.a.release().value
            #expect(array.elements == [30, 60, 60, 66, 66, 66, 66, 66])
            try await attachment.detach()
        }
    }

    /// What makes room leaves the array alone, acquired or not, and it takes none.
    @Test func evictions() async throws {
        try await mapped(DefaultMapper(), "memory 100000B, disk 1GiB") { () async throws in
            let line = Region<Line, 1>(0 ..< 40_000, named: "line")
            let array = Fixed(Array(repeating: 1, count: 40_000))
            let attachment = line.a.attach(array.memory)
            let others = (0 ..< 4).map { _ in Region<Line, 1>(0 ..< 8_000) }
            for other in others { other.a.fill(0) }
            for isAcquired in [false, true] {
                if isAcquired { line.a.acquire() }
                for other in others {
                    add(&other.a, 1)
                    #expect(try await whereabouts(&line.a).value == array.address)
                }
                if isAcquired { line.a.release() }
            }
            for other in others { #expect(try await total(other.a).value == 16_000) }
            let usage = TaskContext.current?.runtime.instances?.usage ?? []
            #expect(usage.count == 2 && usage[0].peak <= 100_000 && usage[1].peak >= 192_000)
            let vast = Region<Line, 1>(0 ..< 100_000, named: "vast")
            await expectError(.outOfMemory, naming: ["'vast'"]) { try await put(&vast.a, 1).value }
            try await attachment.detach()
        }
    }

    /// A mapper sees the array among the instances, may name it, and is told when it has gone.
    @Test func mappersSeeIt() async throws {
        let named = Notes<InstanceToMap>(), gone = Notes<CollectedInstance>()
        let mapper = FollowingMapper(
            interests: .collections, wantsInstances: true, memories: ["add": 1],
            task: { task in
                guard task.name == "whereabouts" else { return nil }
                let seen = task.requirements[0].instances.filter(\.isComplete)
                for one in seen { named.add(one) }
                return TaskMapping([RequirementMapping(in: 0, instances: seen.map(\.id))])
            },
            collected: { gone.add($0) })
        try await mapped(mapper, orders: [.sequential]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8, named: "line")
            let array = Fixed(Array(repeating: 1, count: 8))
            let attachment = line.a.attach(array.memory)
            add(&line.a, 1)
            #expect(try await whereabouts(&line.a).value == array.address)
            try await attachment.detach()
        }
        #expect(named.all.count == 1 && named.all[0].memory.id == 0 && named.all[0].fields == ["a"] && named.all[0].high == [7])
        #expect(gone.all.filter { $0.id == named.all.first?.id }.map(\.reason) == [.dropped])
    }

    /// Regions, fields and programs end while the array is still attached: it keeps its data and its memory.
    @Test(arguments: World.allCases) func endsWhileAttached(world: World) async throws {
        let array = ExternalArray(Array(repeating: 0, count: 8))
        for round in 1 ... 3 {
            try await world.run { () async throws in
                let line = Region<Line, 1>(0 ..< 8)
                let attachment = line.a.attach(array)
                add(&line.a, 1)
                if round == 2 {
                    _ = try await executionFence().value
                    line.destroy()
                }
                if round == 3 { try await attachment.detach() }
            }
            #expect(array.elements == Array(repeating: round, count: 8))
        }
    }

    /// A field that is freed while an array is attached leaves the array to the program, and its place to others.
    @Test(arguments: World.allCases) func freedField(world: World) async throws {
        try await world.run { () async throws in
            let columns = DynamicFields.Layout("table", [])
            let table = Region<DynamicFields, 1>(over: try Domain(Rect(0 ..< 8)), fields: columns)
            let array = ExternalArray(Array(repeating: 1, count: 8))
            for round in 1 ... 2 {
                try columns.add("id", of: Int.self)
                var id = table.field("id", as: Int.self)
                _ = id.attach(array)
                add(&id, 1)
                try columns.free("id")
                _ = try await executionFence().value
                #expect(array.elements == Array(repeating: 1 + round, count: 8))
                try columns.add("name", of: UInt8.self)
                let name = table.field("name", as: UInt8.self)
                name.fill(UInt8(round))
                #expect(try await name.values() == Array(repeating: UInt8(round), count: 8))
                try columns.free("name")
            }
            #expect(array.elements == Array(repeating: 3, count: 8))
        }
    }

    /// A region without points.
    @Test(arguments: World.allCases) func nothing(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 0)
            let attachment = line.a.attach(ExternalArray<Int>([]))
            add(&line.a, 1)
            line.a.acquire()
            line.a.release()
            try await attachment.detach()
        }
    }
}

/// Where its first element lies.
@Task func whereabouts(_ x: inout Field<Int, 1>) -> UInt {
    var address: UInt = 0
    for p in x.domain where address == 0 { address = withUnsafeMutablePointer(to: &x[p]) { UInt(bitPattern: $0) } }
    return address
}

/// Has children that use its data in any order, and looks at what they did.
@Task func shareAndShare(_ x: inout Field<Int, 1>) async throws {
    let field = x.region
    var region = field
    for round in 1 ... 2 {
        touch(&region.simultaneous)
        add(&region.atomic, 1)
        add(&region.atomic, 1)
        try await executionFence().value
        if x[0] != 4 * round - 1 { throw Broken() }
        for p in x.domain { x[p] += 2 }
    }
}

/// Overwrites all, and fails then.
@Task func spoil(_ x: inout Discard<Int, 1>) throws {
    for p in x.domain { x[p] = -1 }
    throw Broken()
}
