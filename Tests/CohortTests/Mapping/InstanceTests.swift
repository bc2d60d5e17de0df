import Cohort
import Testing

/// Reads and writes itself, and has children that work elsewhere in between.
@Task func shareWithChildren(_ x: inout Field<Int, 1>) async throws -> [Int] {
    var seen: [Int] = []
    let field = x.region
    var region = field
    for round in 0 ..< 3 {
        add(&region, 10)
        try await executionFence().value
        seen.append(x[3])
        x[3] += 1
        seen.append(try await total(field).value)
        let halves = field.partitioned(.equal, into: 2)
        add(&halves[1], round)
        try await executionFence().value
        seen.append(x[7])
    }
    return seen
}

/// Does nothing with its data but to have a child that shares them with children of its own.
@Task func shareWithParents(_ x: inout Field<Int, 1>) async throws -> [Int] {
    try await shareWithChildren(&x.region).value
}

@Task func setLater(_ x: inout Field<Int, 1>, _ index: Int, _ value: Int) async throws {
    if index == 1 { try await Task.sleep(for: .milliseconds(5)) }
    x[index] = value
}

@Task func waitForTwo(_ x: inout Field<Int, 1>) async throws -> Int {
    var region = x.region
    mustEpoch {
        setLater(&region.simultaneous, 0, 1)
        setLater(&region.simultaneous, 1, 2)
    }
    try await executionFence().value
    return x[0] + x[1]
}

@Task func lookAt(_ x: inout Field<Int, 1>, _ index: Int) -> Int { x[index] }

/// Counts to three, and adds up what a child of its own sees.
@Task func count(_ x: inout Field<Int, 1>, _ index: Int) async throws -> Int {
    var region = x.region
    var sum = 0
    for _ in 0 ..< 3 {
        x[index] += 1
        sum += try await lookAt(&region.simultaneous, index).value
    }
    return sum
}

@Task func countTwice(_ x: inout Field<Int, 1>) async throws -> [Int] {
    var region = x.region
    let (first, second) = mustEpoch { (count(&region.simultaneous, 0), count(&region.simultaneous, 1)) }
    let sums = [try await first.value, try await second.value]
    return sums + [x[0], x[1]]
}

@Suite struct InstanceTests {
    /// A task and its children work on the same data in different memories, in turns.
    @Test(arguments: [0, 1, 2]) func parentsAndChildren(memoryOfParent: Int) async throws {
        try await mapped(PlannedMapper(memories: ["shareWithChildren": .init(rawValue: memoryOfParent), "add": 1, "total": 2])) {
            () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(0)
            let seen = try await shareWithChildren(&line.a).value
            #expect(seen == [10, 81, 10, 21, 162, 21, 32, 247, 33])
            #expect(try await line.a.values() == [30, 30, 30, 33, 33, 33, 33, 33])
        }
    }

    /// Grandchildren work where the grandparent does, while the parent between them writes elsewhere.
    @Test(arguments: [(0, 1, 0), (1, 0, 1), (0, 1, 2), (1, 1, 0)] as [(Int, Int, Int)])
    func threeGenerations(outer: Int, parent: Int, child: Int) async throws {
        func memory(_ number: Int) -> MachineModel.Memory.ID { .init(rawValue: number) }
        let memories = [
            "shareWithParents": memory(outer), "shareWithChildren": memory(parent), "add": memory(child), "total": memory(child),
        ]
        try await mapped(PlannedMapper(memories: memories)) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(0)
            #expect(try await shareWithParents(&line.a).value == [10, 81, 10, 21, 162, 21, 32, 247, 33])
            #expect(try await line.a.values() == [30, 30, 30, 33, 33, 33, 33, 33])
        }
    }

    /// Two children share the data in main memory, and one of them still writes when the other is over: the parent has both results.
    @Test(arguments: [0, 1]) func sharingChildren(parent: Int) async throws {
        try await mapped(PlannedMapper(memories: ["waitForTwo": .init(rawValue: parent)]), orders: [.parallel]) {
            () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            for _ in 0 ..< 20 {
                line.a.fill(0)
                #expect(try await waitForTwo(&line.a).value == 3)
                #expect(try await line.a.values() == [1, 2, 0, 0, 0, 0, 0, 0])
            }
        }
    }

    /// Children that share the data have children of their own in the same instance, which stays theirs when one of these is over.
    @Test(arguments: [0, 1]) func sharingGrandchildren(parent: Int) async throws {
        try await mapped(PlannedMapper(memories: ["countTwice": .init(rawValue: parent)]), orders: [.parallel]) {
            () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            for _ in 0 ..< 20 {
                line.a.fill(0)
                #expect(try await countTwice(&line.a).value == [6, 6, 3, 3])
            }
        }
    }

    /// The program's own code maps a region while tasks that work elsewhere use it before and after.
    @Test func inlineMappings() async throws {
        try await mapped(PlannedMapper(memories: ["add": 1, "total": 1])) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(0)
            for round in 1 ... 3 {
                add(&line.a, 1)
                try await line.a.updating { a in for p in a.domain { a[p] += 10 } }
                #expect(try await total(line.a).value == 88 * round)
            }
        }
    }

    /// Whole regions, pieces and overlapping pieces, with rows longer than need be, on a plane and in space.
    @Test func extentsAndPaddings() async throws {
        let mapper = PlannedMapper(answer: { task in
            TaskMapping(
                task.requirements.enumerated().map { number, _ in
                    RequirementMapping(
                        in: .init(rawValue: (task.point + number) % 3), extent: task.point % 3 == 0 ? .region : .piece,
                        layout: [.padding(dimension: 1, after: task.point % 4)])
                })
        })
        try await mapped(mapper) { () async throws in
            let plane = Region<Sheet, 2>(0 ..< 12, -3 ..< 9)
            plane.old.fill(1)
            plane.new.fill(0)
            let blocks = plane.partitioned(.equal, into: 3, 3)
            let halos = plane.partitioned(restricting: (0 ..< 3, 0 ..< 3), stride: (4, 4), extent: (-1 ... 4, -4 ... 1))
            for _ in 0 ..< 3 {
                smooth(halos.old, &blocks.new)
                smooth(halos.new, &blocks.old)
            }
            let expected = Self.serial(steps: 6)
            #expect(try await plane.old.values() == expected)
        }
    }

    /// The halo that a task reads and the block that it writes lie in one instance, when the mapper wants it so.
    @Test func oneInstanceForATask() async throws {
        let reports = Notes<ProfilingReport>()
        let mapper = FollowingMapper(
            task: { task in
                let extent: RequirementMapping.Extent = task.point == 4 ? .piece : .task
                var mapping = TaskMapping(task.requirements.map { _ in RequirementMapping(in: 1, extent: extent) })
                mapping.reports = [.instances]
                return mapping
            }, told: { reports.add($0) })
        try await mapped(mapper, orders: [.parallel]) { () async throws in
            let plane = Region<Sheet, 2>(0 ..< 12, 0 ..< 12)
            plane.old.fill(1)
            plane.new.fill(0)
            let blocks = plane.partitioned(.equal, into: 3, 3)
            let halos = plane.partitioned(restricting: (0 ..< 3, 0 ..< 3), stride: (4, 4), extent: (-1 ... 4, -1 ... 4))
            for _ in 0 ..< 3 {
                smooth(halos.old, &blocks.new)
                smooth(halos.new, &blocks.old)
            }
            let expected = Self.serial(steps: 6)
            #expect(try await plane.old.values() == expected)
        }
        let counts = Dictionary(grouping: reports.all, by: \.point).mapValues { Set($0.map(\.instances.count)) }
        #expect(counts.count == 9 && counts[4] == [2] && counts.values.filter { $0 == [1] }.count == 8)
        let first = try #require(reports.all.first { $0.point == 0 })
        #expect(first.instances[0].byteCount.bytes >= 2 * 25 * 8)
    }

    private static func serial(steps: Int) -> [Int] {
        var old = Array(repeating: Array(repeating: 1, count: 12), count: 12)
        for _ in 0 ..< steps {
            var new = old
            for x in 0 ..< 12 {
                for y in 0 ..< 12 {
                    var sum = 0
                    for dx in -1 ... 1 {
                        for dy in -1 ... 1 where (0 ..< 12).contains(x + dx) && (0 ..< 12).contains(y + dy) {
                            sum += old[x + dx][y + dy]
                        }
                    }
                    new[x][y] = sum % 1009
                }
            }
            old = new
        }
        return old.flatMap { $0 }
    }
}

@FieldSpace struct Sheet {
    var old: Int
    var new: Int
}

/// The sum of nine neighbours, as far as there are any.
@Task func smooth(_ old: borrowing Field<Int, 2>, _ new: inout Discard<Int, 2>) {
    for p in new.domain {
        var sum = 0
        for dx in -1 ... 1 {
            for dy in -1 ... 1 {
                let q = Point(p[0] + dx, p[1] + dy)
                if old.domain.contains(q) { sum += old[q] }
            }
        }
        new[p] = sum % 1009
    }
}
