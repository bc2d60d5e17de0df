import Cohort
import CohortGeometry

// Regions and partitions of a program, asked of the runtime.

extension Scene {
    /// Makes a partition by its operator.
    func make(_ shape: PartitionShape) throws -> Parts {
        switch shape.parent.map({ partitions[$0.partition]![$0.color] }) ?? areas[shape.region]! {
        case .line(let region): .line(try onLine(shape, region) ?? make(shape, region))
        case .plane(let region):
            if case .grid(let size, let origin) = shape.making {
                grid(region, size, origin, columns: columns(shape))
            } else {
                .plane(try onPlane(shape, region) ?? make(shape, region))
            }
        }
    }

    private func grid(_ region: Region<Cells, 2>, _ size: Spot, _ origin: Spot?, columns: Int) -> Parts {
        let tiles =
            origin.map { region.blocked(by: size.x, size.y, origin: Point($0.x, $0.y)) } ?? region.blocked(by: size.x, size.y)
        return .grid(tiles, columns: columns)
    }

    /// How many colours a row of a grid has.
    private func columns(_ shape: PartitionShape) -> Int {
        guard case .grid(let size, let origin) = shape.making else { return 1 }
        let spots = shape.parent.map { program.partitions[$0.partition].pieces[$0.color] } ?? program.regions[shape.region].spots
        return spots.grid(of: size, from: origin).columns
    }

    /// What is written alike in all dimensions.
    private func make<let N: Int>(_ shape: PartitionShape, _ region: Region<Cells, N>) throws -> Partition<Cells, N> {
        switch shape.making {
        case .explicit(let pieces): return region.partitioned(pieces: Domains.domains(pieces, dimension: N))
        case .clipped(let pieces): return region.partitioned(pieces: Domains.domains(pieces, dimension: N), clipped: true)
        case .mapped(let pieces, let count):
            return region.partitioned(pieces: pieces.mapValues { Domains.domain($0, dimension: N) }, colors: 0 ..< count)
        case .function(let rule):
            return region.partitioned(by: { rule.color(of: Spot($0)) }, colors: 0 ..< rule.count)
        case .equal(let count): return region.partitioned(.equal, into: count)
        case .weights(let weights): return region.partitioned(weights: weights)
        case .byField(let count): return region.partitioned(by: \.p, colors: 0 ..< count)
        case .preimage(let target, let isRange): return preimage(partitions[target]!, region, isRange, shape.isChecked)
        case .union(let one, let other): return parts(one).union(parts(other))
        case .intersection(let one, let other): return parts(one).intersection(parts(other))
        case .difference(let one, let other): return parts(one).subtracting(parts(other))
        case .unionOf(let one): return region.partitioned(unionOf: parts(one))
        case .within(let one): return region.partitioned(intersecting: parts(one) as Partition<Cells, N>)
        case .shares:
            // our bug: these came with the region.
            preconditionFailure("the shares of an output are made twice")
        case .crossed(let one, let color, let other):
            return (parts(one) as Partition<Cells, N>).crossed(with: parts(other) as Partition<Cells, N>)[color]
        case .pending(let fillings): return try pending(fillings, region)
        case .applied(let one): return (parts(one) as Partition<Cells, N>).applied(to: region)
        case .blocked, .grid, .restricted, .image, .imageOfRegion:
            // our bug: these were made already.
            preconditionFailure("an operator for some dimensions was asked of another one")
        }
    }

    private func onLine(_ shape: PartitionShape, _ region: Region<Cells, 1>) -> Partition<Cells, 1>? {
        let checked = shape.isChecked
        switch shape.making {
        case .blocked(let size, nil): return region.blocked(by: size)
        case .blocked(let size, let origin?): return region.blocked(by: size, origin: Point(origin))
        case .restricted(let count, let stride, let low, let high):
            return region.partitioned(restricting: 0 ..< count, stride: stride.x, extent: low.x ... high.x)
        case .image(let source, let isRange):
            switch partitions[source]! {
            case .line(let parts):
                return isRange
                    ? region.partitioned(rangesOf: parts.r, checked: checked)
                    : region.partitioned(imageOf: parts.p, checked: checked)
            case .plane(let parts), .grid(let parts, _):
                return isRange
                    ? region.partitioned(rangesOf: parts.r, checked: checked)
                    : region.partitioned(imageOf: parts.p, checked: checked)
            }
        case .imageOfRegion(let source, let isRange):
            switch areas[source]! {
            case .line(let area):
                return isRange
                    ? region.partitioned(rangesOf: area.r, checked: checked)
                    : region.partitioned(imageOf: area.p, checked: checked)
            case .plane(let area):
                return isRange
                    ? region.partitioned(rangesOf: area.r, checked: checked)
                    : region.partitioned(imageOf: area.p, checked: checked)
            }
        default: return nil
        }
    }

    private func onPlane(_ shape: PartitionShape, _ region: Region<Cells, 2>) -> Partition<Cells, 2>? {
        let checked = shape.isChecked
        switch shape.making {
        case .restricted(let count, let stride, let low, let high):
            return region.partitioned(
                restricting: Domains.line(count), transform: [[stride.x], [stride.y]],
                extent: Rect<2>(lo: Point(low.x, low.y), hi: Point(high.x, high.y)))
        case .image(let source, _):
            switch partitions[source]! {
            case .line(let parts): return region.partitioned(imageOf: parts.q, checked: checked)
            case .plane(let parts), .grid(let parts, _): return region.partitioned(imageOf: parts.q, checked: checked)
            }
        case .imageOfRegion(let source, _):
            switch areas[source]! {
            case .line(let area): return region.partitioned(imageOf: area.q, checked: checked)
            case .plane(let area): return region.partitioned(imageOf: area.q, checked: checked)
            }
        default: return nil
        }
    }

    private func preimage<let N: Int>(
        _ target: Parts, _ region: Region<Cells, N>, _ isRange: Bool, _ checked: Bool
    ) -> Partition<Cells, N> {
        switch target {
        case .line(let target):
            isRange
                ? region.partitioned(preimageOf: target, throughRanges: \.r, checked: checked)
                : region.partitioned(preimageOf: target, through: \.p, checked: checked)
        case .plane(let target), .grid(let target, _): region.partitioned(preimageOf: target, through: \.q, checked: checked)
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
