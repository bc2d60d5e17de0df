import Cohort
import CohortGeometry

// Regions of a program, made by the runtime, with the data that they have from the start.

extension Area {
    /// Index spaces, for regions to share.
    enum Space {
        case line(IndexSpace<1>)
        case plane(IndexSpace<2>)

        init(_ shape: RegionShape) {
            let domain = Domains.domain(shape.spots, dimension: shape.dimension)
            self = shape.dimension == 1 ? .line(IndexSpace(domain)) : .plane(IndexSpace(domain))
        }

        func region(named name: String) -> Area {
            switch self {
            case .line(let space): .line(Region(over: space, named: name))
            case .plane(let space): .plane(Region(over: space, named: name))
            }
        }
    }

    /// A region, and if it is an output the partition that comes with it.
    static func born(_ shape: RegionShape, _ number: Int, _ spaces: inout [Int: Space]) async throws -> (Area, Parts?) {
        let name = "region\(number)"
        switch shape.birth {
        case .here, .written:
            let space = spaces[shape.twin ?? number] ?? Space(shape)
            spaces[number] = space
            let area = space.region(named: name)
            area.writeFirst(shape)
            return (area, nil)
        case .returned:
            let area: Area =
                shape.dimension == 1
                ? .line(try await returned(shape, name).value) : .plane(try await returned(shape, name).value)
            return (area, nil)
        case .output(let counts): return try await output(shape, counts, name)
        }
    }

    /// Made, and written, by a task.
    private static func returned<let N: Int>(_ shape: RegionShape, _ name: String) -> Future<Region<Cells, N>> {
        let builder = LaunchBuilder("make", nil, file: #fileID, line: #line)
        builder.runAsynchronously { frame in
            let region = Region<Cells, N>(over: IndexSpace(Domains.domain(shape.spots, dimension: N)), named: name)
            if let line = region as? Region<Cells, 1> { Area.line(line).writeFirst(shape) }
            if let plane = region as? Region<Cells, 2> { Area.plane(plane).writeFirst(shape) }
            frame.finish(with: region)
        }
        return builder.single()
    }

    private static func output(_ shape: RegionShape, _ counts: [Int], _ name: String) async throws -> (Area, Parts?) {
        let builder = LaunchBuilder("return", nil, file: #fileID, line: #line)
        builder.over(Domains.line(counts.count))
        let shares = RegionShape.shares(counts, shape.dimension)
        builder.run { frame in
            frame.finish(with: Output<Cells, 1>(shares[frame.pointIndex].map { Cells(of: shape, at: $0) }))
        }
        let map: FutureMap<Output<Cells, 1>> = builder.index()
        if shape.dimension == 1 {
            let made = try await map.region(named: name)
            return (.line(made.region), .line(made.pieces))
        }
        let made = try await map.rows(named: name)
        return (.plane(made.region), .plane(made.pieces))
    }

    private func writeFirst(_ shape: RegionShape) {
        let fields = shape.firstFields
        if fields.isEmpty { return }
        let builder = LaunchBuilder("point", nil, file: #fileID, line: #line)
        builder.fields(argument, .discard, keys: fields.map { Cells.keys[$0] })
        let columns = fields.map { FrameView.Column(dimension: shape.dimension, kind: RandomProgram.kind($0)) }
        builder.run { frame in
            let view = FrameView(frame, columns)
            for (column, field) in fields.enumerated() { view.discard(column) { shape.element(field, $0) ?? 0 } }
        }
        let _: Future<Void> = builder.single()
    }
}

extension Cells {
    /// The first elements at a point.
    fileprivate init(of shape: RegionShape, at spot: Spot) {
        func element<E: FrameView.Element>(_ field: Int) -> E { E(bits: shape.element(field, spot) ?? 0) }
        self.init(
            a: element(0), b: element(1), x: element(2), y: element(3), p: element(4), q: element(5), r: element(6),
            s: element(7))
    }
}
