import Cohort
import Testing

/// Mappers that are told of instances that have gone.
@Suite struct CollectionTests {
    private func mapper(_ notes: Notes<CollectedInstance>, _ interests: MapperInterests, wantsInstances: Bool) -> FollowingMapper
    {
        FollowingMapper(interests: interests, wantsInstances: wantsInstances, collected: { notes.add($0) })
    }

    private func fillMemory() async throws {
        for round in 0 ..< 3 {
            let one = Region<Line, 1>(0 ..< 10_000, named: "one"), two = Region<Line, 1>(0 ..< 10_000, named: "two")
            one.a.fill(round)
            two.a.fill(round)
            for _ in 0 ..< 2 {
                add(&one.a, 1)
                add(&two.a, 1)
            }
            #expect(try await total(one.a).value == 10_000 * (round + 2))
            one.destroy()
            two.destroy()
            try await executionFence().value
        }
    }

    /// Each instance that the mapper was shown once, with the reason.
    @Test func evictedAndDropped() async throws {
        let notes = Notes<CollectedInstance>()
        try await mapped(mapper(notes, .collections, wantsInstances: true), "memory 100000B, disk 1GiB", orders: [.sequential]) {
            () async throws in try await self.fillMemory()
        }
        let evicted = notes.all.filter { $0.reason == .evicted }, dropped = notes.all.filter { $0.reason == .dropped }
        #expect(evicted.count >= 6 && dropped.count >= 6)
        #expect(Set(notes.all.map(\.id)).count == notes.all.count)
        #expect(
            evicted.allSatisfy {
                $0.memory.name == "system" && $0.byteCount.bytes >= 80_000 && ["one", "two"].contains($0.region)
            })
        #expect(dropped.contains { $0.memory.name == "disk" })
    }

    /// Who has not been shown an instance, or does not want to know, is told nothing.
    @Test func nobodyElse() async throws {
        let notes = Notes<CollectedInstance>()
        for (interests, wantsInstances) in [(MapperInterests.collections, false), ([], true)] {
            try await mapped(mapper(notes, interests, wantsInstances: wantsInstances), "memory 100000B, disk 1GiB") {
                () async throws in try await self.fillMemory()
            }
        }
        #expect(notes.all.isEmpty)
    }
}
