import Cohort
import Testing

@testable import stencil

@Suite struct StencilTests {
    static let shapes = [
        Shape(width: 12, height: 12, tilesAcross: 4, tilesDown: 4),
        Shape(width: 5, height: 5, tilesAcross: 1, tilesDown: 1),
        Shape(width: 9, height: 30, tilesAcross: 5, tilesDown: 3),
        Shape(width: 37, height: 11, tilesAcross: 1, tilesDown: 7),
        Shape(width: 61, height: 43, tilesAcross: 8, tilesDown: 2),
    ]

    @Test("Legion's variant holds exactly", arguments: shapes, World.allCases)
    func constant(_ shape: Shape, _ world: World) async throws {
        try await withCohort(world.options) { (cohort: Context) async throws in
            _ = try await ConstantRun(shape: shape, timedSteps: 5, prunedSteps: 2, initial: 1000).run(cohort)
        }
    }

    @Test("The kernels' own check holds exactly", arguments: shapes, World.allCases)
    func slope(_ shape: Shape, _ world: World) async throws {
        try await withCohort(world.options) { (cohort: Context) async throws in
            _ = try await SlopeRun(shape: shape, iterations: 4).run(cohort)
        }
    }

    @Test("Tiles cut the interior, halos grow them, and the border has owners", arguments: shapes)
    func partitions(_ shape: Shape) async throws {
        try await withCohort { (_: Context) async throws in
            let grid = Grid(shape)
            #expect(grid.tiles.isDisjoint && !grid.tiles.isComplete)
            #expect(grid.owned.isDisjoint && grid.owned.isComplete)
            #expect(grid.halos.isDisjoint == (grid.halos.count == 1))
            let volume = (0 ..< grid.tiles.count).reduce(0) { $0 + grid.tiles.domain($1).volume }
            #expect(volume == shape.innerVolume)
        }
    }

    @Test("A single stale point of a halo is noticed")
    func staleHalo() async throws {
        try await withCohort { (_: Context) async throws in
            let grid = Grid(Self.shapes[0])
            stencil.slope(&grid.owned.input)
            grid.owned.output.fill(0)
            grid.cells.partitioned(pieces: [Rect<2>(4 ..< 5, 4 ..< 5)])[0].input.fill(0)
            grid.step()
            let wrong = countWrong(grid.tiles.input, grid.tiles.output, base: 1, slope: 1, result: 2).sum()
            // The point itself, and the eight whose star it is in.
            #expect(try await wrong.value == 9)
        }
    }

    @Test("Grids too small for their tiles are refused")
    func problems() {
        #expect(Shape(width: 12, height: 12, tilesAcross: 8, tilesDown: 8).problem == nil)
        #expect(Shape(width: 12, height: 12, tilesAcross: 9, tilesDown: 1).problem != nil)
        #expect(Shape(width: 4, height: 12, tilesAcross: 1, tilesDown: 1).problem != nil)
        #expect(Shape(width: 12, height: 12, tilesAcross: 0, tilesDown: 1).problem != nil)
    }
}
