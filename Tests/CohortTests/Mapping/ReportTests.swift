import Cohort
import CohortLocking
import Testing

/// What mappers are told of operations that are over.
@Suite struct ReportTests {
    /// What was asked for is there, and makes sense; what was not is not.
    @Test func contents() async throws {
        let reports = Notes<ProfilingReport>()
        let mapper = FollowingMapper(
            task: { task in
                var mapping = TaskMapping(
                    task.requirements.map { _ in RequirementMapping(in: task.name == "add" ? 1 : 0) },
                    on: task.name == "add" ? 1 : nil)
                mapping.reports = task.name == "add" ? .all : .processor
                return mapping
            },
            operation: { operation in
                var mapping = OperationMapping(operation.requirements.map { _ in RequirementMapping(in: 0) })
                mapping.reports = .times
                return mapping
            }, told: { reports.add($0) })
        try await mapped(mapper, orders: [.parallel]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8, named: "line")
            line.a.fill(1)
            add(&line.a, 1)
            #expect(try await total(line.a).value == 16)
        }
        #expect(reports.all.map(\.name) == ["fill", "add", "total"])
        let (fill, added, summed) = (reports.all[0], reports.all[1], reports.all[2])
        #expect(fill.operation == .fill && added.operation == nil && reports.all.allSatisfy { $0.outcome == .completed })
        let times = try #require(added.times)
        let moments = [times.ready, times.mapped, times.started, times.ended].compactMap { $0 }
        #expect(moments.count == 4 && moments == moments.sorted() && moments[0] > .zero)
        #expect(try #require(fill.times?.ended) <= times.ready)
        #expect(added.processor?.name == "cpu 1" && summed.processor == nil && summed.times == nil && fill.copies.isEmpty)
        let copy = try #require(added.copies.first)
        #expect(added.copies.count == 1 && copy.region == "line" && copy.field == "a" && copy.byteCount == .bytes(64))
        #expect(copy.source.name == "system" && copy.target.name == "node 0" && copy.domain.volume == 8)
        #expect(added.instances.map(\.memory.name) == ["node 0"] && added.instances[0].byteCount.bytes >= 64)
        #expect(summed.instances.isEmpty && summed.copies.isEmpty)
    }

    /// Once for each point, however it ends: it ran, failed, was not wanted, was not reached, could not be mapped.
    @Test(arguments: [RuntimeOptions.Order.parallel, .inline, .sequential]) func exactlyOnce(
        order: RuntimeOptions.Order
    ) async throws {
        let reports = Notes<ProfilingReport>()
        let mapper = FollowingMapper(
            options: { launch in
                var options = TaskOptions()
                options.reports = .all
                return options
            },
            task: { task in
                if task.name == "put" { return TaskMapping([]) }
                var mapping = TaskMapping(task.requirements.map { _ in RequirementMapping(in: 0) })
                mapping.reports = .times
                return mapping
            }, told: { reports.add($0) })
        try await mapped(mapper, orders: [order]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            line.b.fill(1)
            let quarters = line.partitioned(.equal, into: 4)
            add(&quarters.a, 1)
            predicated(isPositive(-1)) { add(&line.b, 2) }
            try await launchesOthers(&line.b).value
            await expectError(.taskFailed) { try await breakLine(&line.a).value }
            await expectError(.taskFailed) { try await total(line.a).value }
            await expectError(.mappingRequirements) { try await put(&line.b, 1).value }
        }
        let seen = reports.all.map { "\($0.name) \($0.point) \($0.outcome)" }.sorted()
        #expect(
            seen == [
                "add 0 completed", "add 0 completed", "add 0 notWanted", "add 1 completed", "add 2 completed", "add 3 completed",
                "breakLine 0 failed", "isPositive 0 completed", "launchesOthers 0 completed", "put 0 failed",
                "total 0 notReached",
            ])
        #expect(
            reports.all.allSatisfy {
                $0.times != nil && ($0.outcome == .completed) == ($0.times?.ended != nil) || $0.name == "breakLine"
            })
    }

    /// A launch whose slices are wrong, and an operation that waits for memory in vain.
    @Test func refusedAndStarved() async throws {
        let reports = Notes<ProfilingReport>()
        let mapper = FollowingMapper(
            options: { _ in
                var options = TaskOptions()
                options.reports = .times
                return options
            }, slices: { $0.name == "add" ? [] : nil }, told: { reports.add($0) })
        try await mapped(mapper, "memory 100000B") { () async throws in
            let line = Region<Line, 1>(0 ..< 8), large = Region<Line, 1>(0 ..< 20_000)
            line.a.fill(1)
            let halves = line.partitioned(.equal, into: 2)
            await expectError(.mappingSlices) { try await add(&halves.a, 1).wait() }
            await expectError(.outOfMemory) { try await put(&large.a, 1).value }
        }
        let seen = reports.all.map { "\($0.name) \($0.point) \($0.outcome)" }
        #expect(seen == Array(repeating: ["add 0 failed", "add 1 failed", "put 0 failed"], count: 3).flatMap { $0 })
    }
}

@Task func launchesOthers(_ x: inout Field<Int, 1>) async throws { add(&x.region, 1) }
