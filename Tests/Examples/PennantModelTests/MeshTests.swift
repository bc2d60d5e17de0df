import Testing

@testable import PennantModel

@Suite struct MeshTests {
    static func mesh(_ shape: String, _ parameters: String) throws -> Mesh {
        try Mesh(Deck(text: Array("meshtype \(shape)\nmeshparams \(parameters)\ncstop 1\n".utf8), path: "test.pnt"))
    }

    static func edges(_ mesh: Mesh, where included: (Int) -> Bool = { _ in true }) -> Int {
        var edges: Set<[Int32]> = []
        for side in 0 ..< mesh.sideCount where included(side) {
            edges.insert([mesh.sidePoint1[side], mesh.sidePoint2[side]].sorted())
        }
        return edges.count
    }

    static let shapes = ["rect", "pie", "hex"]
    static let sizes = (1 ... 5).flatMap { x in (1 ... 5).map { y in (x, y) } }

    @Test("Every small mesh has the counts of the formulas and linked sides", arguments: shapes)
    func smallMeshes(_ shape: String) throws {
        for (x, y) in Self.sizes where shape != "hex" || x > 1 && y > 1 {
            let mesh = try Self.mesh(shape, "\(x) \(y)")
            let counts =
                switch shape {
                case "rect": ((x + 1) * (y + 1), 4 * x * y)
                case "pie": ((x + 1) * y + 1, 4 * x * y - x)
                default: (2 * x * y + 2, 6 * x * y - 2 * x - 2 * y + 2)
                }
            #expect(mesh.zoneCount == x * y)
            #expect(mesh.pointCount == counts.0)
            #expect(mesh.sideCount == counts.1)
            #expect(mesh.edgeCount == Self.edges(mesh))
            for side in 0 ..< mesh.sideCount {
                let next = Int(mesh.nextSide[side])
                #expect(mesh.sides(of: Int(mesh.sideZone[side])).contains(side))
                #expect(mesh.sidePoint2[side] == mesh.sidePoint1[next])
                #expect(Int(mesh.previousSide[next]) == side)
                #expect(mesh.sideZone[next] == mesh.sideZone[side])
            }
        }
    }

    @Test(
        "Zones tile the domain: areas are positive and add up",
        arguments: [
            ("rect", "7 5 1.5 2", 3.0), ("hex", "7 5 1.5 2", 3.0), ("hex", "2 2", 1.0), ("pie", "90 5 90 2", .pi),
        ])
    func tiling(_ shape: String, _ parameters: String, _ area: Double) throws {
        let mesh = try Self.mesh(shape, parameters)
        var sum = 0.0
        for zone in 0 ..< mesh.zoneCount { sum += try ZoneGeometry(zone, mesh, mesh.points).area }
        #expect(abs(sum - area) < (shape == "pie" ? 1e-3 : 1e-12) * area)
    }

    @Test("The large polygon mesh has the published counts; edges count once per rank of the published run on four")
    func nohpoly() throws {
        let mesh = try Mesh(bundled("nohpoly"))
        #expect(mesh.pointCount == 126_004)
        #expect(mesh.sideCount == 377_004)
        #expect(mesh.edgeCount == 189_004)
        let grid = mesh.pieceGrid(4)
        #expect(grid == PieceGrid(x: 2, y: 2))
        let colors = mesh.colors(grid)
        let perRank = (0 ..< 4).map { rank in Self.edges(mesh) { colors[Int(mesh.sideZone[$0])] == rank } }
        #expect(perRank.reduce(0, +) == 190_005)
    }

    @Test(
        "Pieces are as square as their number allows",
        arguments: [
            ("45 45", 4, 2, 2), ("9 9", 1, 1, 1), ("10 90", 4, 1, 4), ("2 20", 4, 1, 4), ("90 10", 4, 4, 1),
            ("45 45", 6, 2, 3), ("45 45", 7, 1, 7), ("480 540", 2, 1, 2), ("540 480", 2, 2, 1), ("160 1440", 4, 1, 4),
        ])
    func pieceGrid(_ parameters: String, _ pieces: Int, _ x: Int, _ y: Int) throws {
        let grid = try Self.mesh("rect", parameters).pieceGrid(pieces)
        #expect(grid == PieceGrid(x: x, y: y))
    }

    @Test("Rows are the default while a piece has sixteen of them", arguments: [(1, 1, 1), (2, 1, 2), (3, 1, 3), (4, 2, 2)])
    func rows(_ pieces: Int, _ x: Int, _ y: Int) throws {
        let mesh = try Self.mesh("rect", "50 50")
        #expect(mesh.pieceGrid(pieces, cut: nil) == PieceGrid(x: x, y: y))
        #expect(mesh.pieceGrid(pieces, cut: .rows) == PieceGrid(x: 1, y: pieces))
        #expect(mesh.pieceGrid(pieces, cut: .blocks) == mesh.pieceGrid(pieces))
    }

    @Test("Every zone has one colour of the grid, and blocks differ by at most one row or column")
    func colors() throws {
        for (x, y) in Self.sizes {
            let mesh = try Self.mesh("rect", "\(x) \(y)")
            for pieces in 1 ... 8 {
                let grid = mesh.pieceGrid(pieces)
                #expect(grid.count == pieces)
                let colors = mesh.colors(grid)
                #expect(colors.count == mesh.zoneCount)
                #expect(colors.allSatisfy { $0 >= 0 && $0 < pieces })
            }
        }
        #expect(try Self.mesh("rect", "5 3").colors(PieceGrid(x: 2, y: 2)) == [0, 0, 1, 1, 1, 2, 2, 3, 3, 3, 2, 2, 3, 3, 3])
    }

    @Test("The published four-piece output is the serial one in the order of the pieces", arguments: ["sedov", "sedovsmall"])
    func pieceOrder(_ name: String) throws {
        let mesh = try Mesh(bundled(name))
        let path = try #require(Decks.referencePath(named: name))
        let serial = try XYFile.read(path).density, pieces = try XYFile.read(path + "4").density
        let colors = mesh.colors(mesh.pieceGrid(4))
        let order = (0 ..< mesh.zoneCount).sorted { (colors[$0], $0) < (colors[$1], $1) }
        let reordered = order.map { serial[$0] }
        #expect(zip(reordered, pieces).allSatisfy { abs($0 - $1) <= 1e-8 * abs($1) })
    }
}
