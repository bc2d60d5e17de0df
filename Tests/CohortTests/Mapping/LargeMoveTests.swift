import Cohort
import CohortLocking
import Testing

/// Copies so large that workers share them.
@Suite struct LargeMoveTests {
    private static let count = 1 << 17

    /// Tasks in two memories take turns; some of their data are more than bits.
    @Test(arguments: [1, 2, 4]) func results(workers: Int) async throws {
        let mapper = FollowingMapper(memories: ["add": 1, "total": 2, "shareWithChildren": 1, "exclaim": 1])
        try await mapped(mapper, workers: workers, orders: [.parallel, .sequential]) { () async throws in
            let line = Region<Line, 1>(0 ..< Self.count)
            line.a.fill(1)
            line.b.fill(2)
            for round in 1 ... 3 {
                add(&line.a, round)
                add(&line.b, round)
                #expect(try await total(line.a).value == Self.count * (1 + round * (round + 1) / 2))
            }
            #expect(try await total(line.b).value == Self.count * 8)
            _ = try await shareWithChildren(&line.a).value
            let half = Self.count / 2
            #expect(try await total(line.a).value == Self.count * 7 + Self.count * 30 + 3 + half * 3)
            let shelf = Region<Shelf, 1>(0 ..< Self.count / 2)
            shelf.label.fill("box")
            exclaim(&shelf.label)
            #expect(try await shelf.label.values().allSatisfy { $0 == "box!" })
        }
    }

    /// A plane whose rows are longer in one place than in the other.
    @Test func planes() async throws {
        let mapper = FollowingMapper(task: { task in
            TaskMapping(
                task.requirements.map { _ in
                    RequirementMapping(in: task.name == "smooth" ? 1 : 0, layout: [.padding(dimension: 1, after: 3)])
                })
        })
        try await mapped(mapper, orders: [.parallel]) { () async throws in
            let plane = Region<Sheet, 2>(0 ..< 300, 0 ..< 480)
            plane.old.fill(1)
            plane.new.fill(0)
            smooth(plane.old, &plane.new)
            let values = try await plane.new.values()
            #expect(values[0] == 4 && values[481] == 9 && values.reduce(0, +) == (3 * 300 - 2) * (3 * 480 - 2))
        }
    }

    /// While the data of one task are under way, its processor belongs to others: two tasks of one processor whose copies are as large as can be
    /// take turns, and both are told of.
    @Test func reportsOfSharedCopies() async throws {
        let reports = Notes<ProfilingReport>()
        let mapper = FollowingMapper(
            task: { task in
                var mapping = TaskMapping(
                    task.requirements.map { _ in RequirementMapping(in: task.name == "add" ? 1 : 0) }, on: 0)
                mapping.reports = [.copies, .times]
                return mapping
            }, told: { reports.add($0) })
        try await mapped(mapper, workers: 3, orders: [.parallel]) { () async throws in
            let line = Region<Line, 1>(0 ..< Self.count)
            line.a.fill(1)
            add(&line.a, 1)
            #expect(try await total(line.a).value == 2 * Self.count)
        }
        for report in reports.all {
            let times = try #require(report.times), copy = try #require(report.copies.first)
            #expect(report.copies.count == 1 && copy.byteCount == .bytes(8 * Self.count) && copy.duration > .zero)
            // The data come after the mapping and before the start.
            #expect(try #require(times.started) - #require(times.mapped) >= copy.duration)
        }
        #expect(reports.all.map(\.name) == ["add", "total"])
    }
}

@Task func exclaim(_ label: inout Field<String, 1>) { for p in label.domain { label[p] += "!" } }
