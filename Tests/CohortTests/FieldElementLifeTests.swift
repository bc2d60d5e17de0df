import Cohort
import Testing

/// Whatever a program does, each element that was made is ended, once.
@Suite struct FieldElementLifeTests {
    private func parcels(_ census: Census, _ count: Int = 8) -> Region<Shelf, 1> {
        let shelf = Region<Shelf, 1>(0 ..< count)
        shelf.parcel.set((0 ..< count).map { Parcel("\($0)", [], Life(census)) })
        return shelf
    }

    @Test(arguments: World.allCases) func endWithRegion(world: World) async throws {
        let census = Census()
        try await world.run { () async throws in
            let shelf = self.parcels(census)
            let other = Region<Shelf, 1>(0 ..< 8)
            other.parcel.copy(from: shelf.parcel)
            other.other.fill(Parcel("one", [], Life(census)))
            #expect(try await other.other.values().count == 8)
            // Instances that are not valid any more keep elements until they are used again.
            #expect(census.alive == 9 || world.isMapped)
            shelf.destroy()
            _ = try await executionFence().value
            #expect(census.alive == 9 || world.isMapped)
            other.parcel.fill(Parcel())
            #expect(try await other.parcel.values()[7] == Parcel())
            #expect(census.alive == 1 || world.isMapped)
            other.destroy()
            _ = try await executionFence().value
            #expect(census.alive == 0)
        }
    }

    /// Regions that are not destroyed end with their handles, those that are held with the program.
    @Test(arguments: World.allCases) func endWithProgram(world: World) async throws {
        let census = Census()
        try await world.run { () async throws in
            for _ in 0 ..< 3 { _ = self.parcels(census) }
            let held = self.parcels(census)
            held.other.fill(Parcel("never looked at", [], Life(census)))
            _ = try await held.parcel.values()
        }
        #expect(census.alive == 0)
    }

    /// A task that fails leaves values, old and new.
    @Test(arguments: World.allCases) func endAfterFailure(world: World) async throws {
        let census = Census()
        try await world.run { () async throws in
            let shelf = self.parcels(census)
            let share = self.parcels(census)
            await expectError(.taskFailed) { try await failHalfway(&shelf.parcel, share.parcel).value }
            #expect(census.alive == 12 || world.isMapped)
            await expectError(.taskFailed) { try await shelf.parcel.values() }
            shelf.parcel.fill(Parcel("whole again"))
            #expect(try await shelf.parcel.values()[0].label == "whole again")
            failHalfway(&shelf.parcel, share.parcel)
            await expectError(.taskFailed) { try await shelf.parcel.values() }
        }
        #expect(census.alive == 0)
    }

    /// Private accumulators end with their fold, or without one.
    @Test(arguments: World.allCases) func endOfAccumulators(world: World) async throws {
        let census = Census()
        try await world.run { () async throws in
            let shelf = self.parcels(census)
            let share = self.parcels(census)
            let pieces = share.partitioned(restricting: 0 ..< 2, stride: 4, extent: 0 ... 3)
            forEach(pieces.colors) { i in packAll(&shelf.parcel, pieces[i].parcel) }
            #expect(try await shelf.parcel.values().map(\.label) == (0 ..< 8).map { "\($0)\($0)" })
            #expect(census.alive == 8 || world.isMapped)
            await expectError(.taskFailed) { try await packAndFail(&shelf.parcel, share.parcel).value }
            share.destroy()
            shelf.destroy()
            _ = try await executionFence().value
            #expect(census.alive == 0)
        }
    }

    /// A child's regions go to its parent, or end with it.
    @Test(arguments: World.allCases) func endOfChildren(world: World) async throws {
        let census = Census()
        try await world.run { () async throws in
            let made = try await makeParcels(census, 5).value
            #expect(try await made.parcel.values().count == 5)
            #expect(census.alive == 5 || world.isMapped)
        }
        #expect(census.alive == 0)
    }
}

@Task func makeParcels(_ census: Census, _ count: Int) async -> Region<Shelf, 1> {
    let (kept, dropped) = (Region<Shelf, 1>(0 ..< count), Region<Shelf, 1>(0 ..< count))
    kept.parcel.set((0 ..< count).map { Parcel("\($0)", [], Life(census)) })
    dropped.parcel.copy(from: kept.parcel)
    return kept
}
