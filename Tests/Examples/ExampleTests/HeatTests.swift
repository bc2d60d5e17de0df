import Cohort
import Testing

@testable import heat

@Suite struct HeatTests {
    static let plates = [(1, 1, 3), (7, 3, 6), (16, 4, 9), (10, 4, 5), (3, 8, 4)]

    @Test("Tiles compute what plain loops do, bit for bit", arguments: plates, World.allCases)
    func agrees(_ plate: (size: Int, tiles: Int, steps: Int), _ world: World) async throws {
        try await withCohort(world.options) { (_: Context) async throws in
            let tiled = TiledPlate(size: plate.size, tiles: plate.tiles)
            tiled.warm()
            let change = try await tiled.run(steps: plate.steps).value
            let plain = PlainPlate(size: plate.size, steps: plate.steps)
            #expect(change == plain.change)
            #expect(try await tiled.temperatures(afterSteps: plate.steps) == plain.temperatures)
        }
    }

    @Test("Without a step nothing changes")
    func noStep() async throws {
        try await withCohort { (_: Context) async throws in
            let tiled = TiledPlate(size: 4, tiles: 2)
            tiled.warm()
            #expect(try await tiled.run(steps: 0).value == 0)
            #expect(try await tiled.temperatures(afterSteps: 0) == PlainPlate(size: 4, steps: 0).temperatures)
        }
    }
}
