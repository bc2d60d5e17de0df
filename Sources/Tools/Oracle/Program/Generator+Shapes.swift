// Proposals of regions and partitions.

extension Generator {
    static func region(_ program: RandomProgram, _ dice: inout Dice) -> RegionShape {
        let pointers: UInt64? = dice.hits(4) ? nil : dice.next() & 0xFFFF_FFFF
        if !program.regions.isEmpty, dice.hits(3) {
            let twin = dice.below(program.regions.count)
            var shape = program.regions[twin]
            if shape.birth == .here {
                shape.twin = shape.twin ?? twin
                shape.pointers = pointers
                return shape
            }
        }
        if dice.hits(8) { return output(&dice) }
        let isPlane = dice.hits(2)
        let low = dice.hits(5) ? -dice.among(1 ... 9) : 0
        let rows = isPlane ? dice.among(1 ... 7) : dice.among(1 ... 40)
        var spots: Spots = []
        for x in 0 ..< rows { for y in 0 ..< (isPlane ? 7 : 1) { spots.append(Spot(x + low, isPlane ? y + low / 2 : 0)) } }
        if dice.hits(2) {
            let sparse = dice.hits(2) ? spots.filter { _ in !dice.hits(3) } : rectangles(isPlane ? 2 : 1, &dice)
            if !sparse.isEmpty { spots = sparse }
        }
        var shape = RegionShape(dimension: isPlane ? 2 : 1, spots)
        shape.pointers = pointers
        if dice.hits(6) { shape.birth = .returned }
        return shape
    }

    /// What a few tasks return.
    private static func output(_ dice: inout Dice) -> RegionShape {
        let isPlane = dice.hits(2)
        let counts = (0 ..< dice.among(1 ... 5)).map { _ in dice.below(isPlane ? 7 : 12) } + [dice.among(1 ... 5)]
        var shape = RegionShape(dimension: isPlane ? 2 : 1, Array(RegionShape.shares(counts, isPlane ? 2 : 1).joined()))
        shape.birth = .output(counts)
        shape.pointers = dice.next() & 0xFFFF_FFFF
        return shape
    }

    /// The points of a few rectangles, which may overlap.
    private static func rectangles(_ dimension: Int, _ dice: inout Dice) -> Spots {
        var spots: Set<Spot> = []
        for _ in 0 ..< dice.among(1 ... 4) {
            let corner = dimension == 1 ? Spot(dice.below(36)) : Spot(dice.below(6), dice.below(6))
            let height = dimension == 1 ? dice.among(1 ... 9) : dice.among(1 ... 4)
            let width = dimension == 1 ? 1 : dice.among(1 ... 4)
            for x in 0 ..< height { for y in 0 ..< width { spots.insert(Spot(corner.x + x, corner.y + y)) } }
        }
        return spots.sorted()
    }

    static func rule(_ dice: inout Dice) -> Rule {
        Rule(dice.pick([.blocks, .blocks] + Rule.Kind.allCases), dice.among(1 ... 5), salt: dice.next() & 0xFFFF)
    }

    static func partition(of region: Int, _ program: RandomProgram, _ dice: inout Dice) -> PartitionShape {
        for _ in 0 ..< 3 where !dice.hits(4) {
            guard var shape = dice.hits(2) ? dependent(region, program, &dice) : independent(region, program, &dice) else {
                continue
            }
            shape.isChecked = dice.hits(2) && program.isCheckable(shape)
            if program.leadsOutside(shape) { shape.isChecked = false }
            return shape
        }
        let rule = rule(&dice)
        let (parent, spots) = divided(region, program, &dice)
        return PartitionShape(of: region, parent, rule.pieces(of: spots))
    }

    /// What is divided: a region, or a piece of an earlier partition.
    private static func divided(_ region: Int, _ program: RandomProgram, _ dice: inout Dice) -> (PieceName?, Spots) {
        let above = partitions(of: region, program)
        guard !above.isEmpty, dice.hits(3) else { return (nil, program.regions[region].spots) }
        let partition = dice.pick(above)
        let color = dice.below(program.partitions[partition].pieces.count)
        return (PieceName(partition, color), program.partitions[partition].pieces[color])
    }

    private static func partitions(of region: Int, _ program: RandomProgram) -> [Int] {
        program.partitions.indices.filter { program.partitions[$0].region == region && !program.partitions[$0].pieces.isEmpty }
    }

    /// Without those whose colours are no line: others made of them, colour by colour, would have these colours too.
    private static func lines(_ some: [Int], _ program: RandomProgram) -> [Int] {
        some.filter { if case .grid = program.partitions[$0].making { false } else { true } }
    }

    /// Operators that look at the points alone.
    private static func independent(_ region: Int, _ program: RandomProgram, _ dice: inout Dice) -> PartitionShape? {
        let (parent, spots) = divided(region, program, &dice)
        let count = dice.among(1 ... 5)
        let making: Making
        switch dice.below(7) {
        case 0: making = .equal(count)
        case 1: making = .weights((0 ..< count).map { _ in dice.below(4) } + [1])
        case 2:
            guard program.regions[region].dimension == 1 else { return grid(region, parent, spots, program, &dice) }
            guard let low = spots.first?.x, let high = spots.last?.x else { return nil }
            let size = (high - low) / 4 + dice.among(1 ... 3)
            making = .blocked(size, origin: dice.hits(2) ? nil : low - dice.below(size))
        case 3:
            let low = Spot(dice.among(-2 ... 3), program.regions[region].dimension == 1 ? 0 : dice.among(-2 ... 3))
            let high = Spot(low.x + dice.below(9), program.regions[region].dimension == 1 ? 0 : low.y + dice.below(5))
            let stride = Spot(dice.among(0 ... 6), program.regions[region].dimension == 1 ? 0 : dice.among(0 ... 2))
            making = .restricted(count, stride: stride, low: low, high: high)
        case 4:
            let pieces = rule(&dice).pieces(of: spots)
            making = .mapped(
                Dictionary(uniqueKeysWithValues: pieces.enumerated().filter { _ in !dice.hits(4) }.map { ($0, $1) }),
                count: pieces.count)
        case 5: making = .function(Rule(dice.pick([.dealt, .thinned]), count, salt: dice.next() & 0xFFFF))
        default: making = .clipped(rule(&dice).pieces(of: program.regions[region].spots))
        }
        return PartitionShape(of: region, parent, making, in: program)
    }

    private static func grid(
        _ region: Int, _ parent: PieceName?, _ spots: Spots, _ program: RandomProgram, _ dice: inout Dice
    ) -> PartitionShape? {
        guard let top = spots.map(\.x).min(), let left = spots.map(\.y).min() else { return nil }
        let size = Spot(dice.among(2 ... 5), dice.among(2 ... 5))
        let origin = dice.hits(2) ? nil : Spot(top - dice.below(size.x), left - dice.below(size.y))
        return PartitionShape(of: region, parent, .grid(size, origin: origin), in: program)
    }

    /// Operators on data and on other partitions.
    private static func dependent(_ region: Int, _ program: RandomProgram, _ dice: inout Dice) -> PartitionShape? {
        let own = lines(partitions(of: region, program), program)
        guard let making = making(region, own, program, &dice) else { return nil }
        if case .crossed(let outer, let color, _) = making {
            return PartitionShape(of: region, PieceName(outer, color), making, in: program)
        }
        switch making {
        case .union, .intersection, .difference, .applied, .pending:
            return PartitionShape(of: region, nil, making, in: program)
        default: return PartitionShape(of: region, divided(region, program, &dice).0, making, in: program)
        }
    }

    private static func making(
        _ region: Int, _ own: [Int], _ program: RandomProgram, _ dice: inout Dice
    ) -> Making? {
        let all = lines(Array(program.partitions.indices), program)
        let twins = all.filter { index in
            let other = program.partitions[index].region
            return other != region && (program.regions[other].twin ?? other) == (program.regions[region].twin ?? region)
        }
        let line = program.regions[region].dimension == 1
        switch dice.below(10) {
        case 0:
            return program.regions[region].pointers == nil ? nil : .byField(dice.among(1 ... 5))
        case 1, 2:
            let sources = all.filter { program.regions[program.partitions[$0].region].pointers != nil }
            return sources.isEmpty ? nil : .image(dice.pick(sources), isRange: line && dice.hits(3))
        case 3:
            let sources = program.regions.indices.filter { program.regions[$0].pointers != nil }
            return sources.isEmpty ? nil : .imageOfRegion(dice.pick(sources), isRange: line && dice.hits(3))
        case 4, 5:
            guard program.regions[region].pointers != nil, !all.isEmpty else { return nil }
            let target = dice.pick(all)
            let isLine = program.regions[program.partitions[target].region].dimension == 1
            return .preimage(target, isRange: isLine && dice.hits(3))
        case 6: return twins.isEmpty ? nil : .applied(dice.pick(twins))
        case 7 where !own.isEmpty: return dice.hits(2) ? .unionOf(dice.pick(own)) : .within(dice.pick(own + twins))
        case 8 where !own.isEmpty: return pending(own, program, &dice)
        default:
            guard !own.isEmpty else { return nil }
            let (one, other) = (dice.pick(own), dice.pick(own))
            return dice.pick([
                .union(one, other), .intersection(one, other), .difference(one, other),
                .crossed(one, color: dice.below(program.partitions[one].pieces.count), with: other),
            ])
        }
    }

    private static func pending(_ own: [Int], _ program: RandomProgram, _ dice: inout Dice) -> Making {
        func piece() -> PieceName {
            let partition = dice.pick(own)
            return PieceName(partition, dice.below(program.partitions[partition].pieces.count))
        }
        func some() -> [PieceName] { (0 ..< dice.among(1 ... 3)).map { _ in piece() } }
        return .pending(
            (0 ..< dice.among(1 ... 4)).map { _ in
                switch dice.below(4) {
                case 0: .union(some())
                case 1: .intersection(some())
                case 2: .difference(piece(), some())
                default: .unionOf(dice.pick(own))
                }
            })
    }
}
