import Cohort
import CohortGeometry

// Regions and partitions of a program, asked of the runtime.

extension Area {
    /// The regions of a program, with the pointers that they have from the start.
    static func all(of program: RandomProgram) -> [Area] {
        var spaces: [Int: Space] = [:]
        var areas: [Area] = []
        for (number, shape) in program.regions.enumerated() {
            let space = spaces[shape.twin ?? number] ?? Space(shape)
            spaces[number] = space
            areas.append(space.region(named: "region\(number)"))
            if shape.pointers != nil { areas[number].writePointers(shape) }
        }
        return areas
    }

    private enum Space {
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

    private func writePointers(_ shape: RegionShape) {
        let builder = LaunchBuilder("point", nil, file: #fileID, line: #line)
        let fields = Array(RegionShape.pointerFields)
        builder.fields(argument, .discard, keys: fields.map { Cells.keys[$0] })
        let columns = fields.map { FrameView.Column(dimension: shape.dimension, kind: RandomProgram.kind($0)) }
        builder.run { frame in
            let view = FrameView(frame, columns)
            for (column, field) in fields.enumerated() { view.discard(column) { shape.pointer(field, $0) ?? 0 } }
        }
        let _: Future<Void> = builder.single()
    }
}

extension Scene {
    /// Makes a partition by its operator.
    func make(_ shape: PartitionShape) throws -> Parts {
        switch shape.parent.map({ partitions[$0.partition]![$0.color] }) ?? areas[shape.region]! {
        case .line(let region): .line(try onLine(shape.making, region) ?? make(shape.making, region))
        case .plane(let region): .plane(try onPlane(shape.making, region) ?? make(shape.making, region))
        }
    }

    /// What is written alike in all dimensions.
    private func make<let N: Int>(_ making: Making, _ region: Region<Cells, N>) throws -> Partition<Cells, N> {
        switch making {
        case .explicit(let pieces): return region.partitioned(pieces: Domains.domains(pieces, dimension: N))
        case .clipped(let pieces): return region.partitioned(pieces: Domains.domains(pieces, dimension: N), clipped: true)
        case .mapped(let pieces, let count):
            return region.partitioned(pieces: pieces.mapValues { Domains.domain($0, dimension: N) }, colors: 0 ..< count)
        case .function(let rule):
            return region.partitioned(by: { rule.color(of: Spot($0)) }, colors: 0 ..< rule.count)
        case .equal(let count): return region.partitioned(.equal, into: count)
        case .weights(let weights): return region.partitioned(weights: weights)
        case .byField(let count): return region.partitioned(by: \.p, colors: 0 ..< count)
        case .preimage(let target, let isRange): return preimage(partitions[target]!, region, isRange)
        case .union(let one, let other): return parts(one).union(parts(other))
        case .intersection(let one, let other): return parts(one).intersection(parts(other))
        case .difference(let one, let other): return parts(one).subtracting(parts(other))
        case .unionOf(let one): return region.partitioned(unionOf: parts(one))
        case .within(let one): return region.partitioned(intersecting: parts(one) as Partition<Cells, N>)
        case .crossed(let one, let color, let other):
            return (parts(one) as Partition<Cells, N>).crossed(with: parts(other) as Partition<Cells, N>)[color]
        case .pending(let fillings): return try pending(fillings, region)
        case .applied(let one): return (parts(one) as Partition<Cells, N>).applied(to: region)
        case .blocked, .restricted, .image, .imageOfRegion:
            // our bug: these were made already.
            preconditionFailure("an operator for some dimensions was asked of another one")
        }
    }

    private func onLine(_ making: Making, _ region: Region<Cells, 1>) -> Partition<Cells, 1>? {
        switch making {
        case .blocked(let size, nil): return region.blocked(by: size)
        case .blocked(let size, let origin?): return region.blocked(by: size, origin: Point(origin))
        case .restricted(let count, let stride, let low, let high):
            return region.partitioned(restricting: 0 ..< count, stride: stride.x, extent: low.x ... high.x)
        case .image(let source, let isRange):
            switch partitions[source]! {
            case .line(let parts): return isRange ? region.partitioned(rangesOf: parts.r) : region.partitioned(imageOf: parts.p)
            case .plane(let parts): return isRange ? region.partitioned(rangesOf: parts.r) : region.partitioned(imageOf: parts.p)
            }
        case .imageOfRegion(let source, let isRange):
            switch areas[source]! {
            case .line(let area): return isRange ? region.partitioned(rangesOf: area.r) : region.partitioned(imageOf: area.p)
            case .plane(let area): return isRange ? region.partitioned(rangesOf: area.r) : region.partitioned(imageOf: area.p)
            }
        default: return nil
        }
    }

    private func onPlane(_ making: Making, _ region: Region<Cells, 2>) -> Partition<Cells, 2>? {
        switch making {
        case .restricted(let count, let stride, let low, let high):
            return region.partitioned(
                restricting: Domains.line(count), transform: [[stride.x], [stride.y]],
                extent: Rect<2>(lo: Point(low.x, low.y), hi: Point(high.x, high.y)))
        case .image(let source, _):
            switch partitions[source]! {
            case .line(let parts): return region.partitioned(imageOf: parts.q)
            case .plane(let parts): return region.partitioned(imageOf: parts.q)
            }
        case .imageOfRegion(let source, _):
            switch areas[source]! {
            case .line(let area): return region.partitioned(imageOf: area.q)
            case .plane(let area): return region.partitioned(imageOf: area.q)
            }
        default: return nil
        }
    }

    private func preimage<let N: Int>(_ target: Parts, _ region: Region<Cells, N>, _ isRange: Bool) -> Partition<Cells, N> {
        switch target {
        case .line(let target):
            isRange
                ? region.partitioned(preimageOf: target, throughRanges: \.r)
                : region.partitioned(preimageOf: target, through: \.p)
        case .plane(let target): region.partitioned(preimageOf: target, through: \.q)
        }
    }

    private func pending<let N: Int>(
        _ fillings: [Making.Filling], _ region: Region<Cells, N>
    ) throws -> Partition<Cells, N> {
        let pending = try region.pendingPartition(colors: 0 ..< fillings.count)
        let piece = { (name: PieceName) -> Region<Cells, N> in (self.parts(name.partition) as Partition<Cells, N>)[name.color] }
        for (color, filling) in fillings.enumerated().reversed() {
            switch filling {
            case .union(let pieces): try pending[color].fill(unionOf: pieces.map(piece))
            case .intersection(let pieces): try pending[color].fill(intersectionOf: pieces.map(piece))
            case .difference(let one, let others): try pending[color].fill(with: piece(one), subtracting: others.map(piece))
            case .unionOf(let partition): try pending[color].fill(unionOf: parts(partition) as Partition<Cells, N>)
            }
        }
        return try pending.partition()
    }

    /// An earlier partition, in the dimension that it is known to have.
    private func parts<let N: Int>(_ number: Int) -> Partition<Cells, N> {
        // our bug: operands have the dimension of the result.
        partitions[number]!.argument as! Partition<Cells, N>
    }
}
