/// Makes programs from seeds. Each step is proposed at random and kept if the oracle finds it legal.
struct Generator {
    var dice: Dice
    var program: RandomProgram
    var oracle: Oracle
    /// Results that later steps may use: of single tasks, and of index launches with their number of points.
    var known = Known()
    private var nextLabel = 1
    /// Whether readers are coherent in this program; otherwise one writer of each region may be. Never both: two coherent uses
    /// have no order, and what one reads of the other would depend on the schedule.
    let sharesReads: Bool
    /// The regions that have had their coherent writer.
    private var sharedRegions: Set<Int> = []

    struct Known {
        var singles: [Int] = []
        var maps: [(label: Int, points: Int)] = []
    }

    init(seed: UInt64) {
        dice = Dice(seed)
        sharesReads = dice.hits(2)
        program = RandomProgram(seed: seed)
        for region in 0 ..< dice.among(1 ... 2) {
            program.regions.append(Self.region(&dice))
            for _ in 0 ..< dice.among(2 ... 4) { program.partitions.append(Self.partition(of: region, program, &dice)) }
        }
        oracle = Oracle(program)
    }

    mutating func label() -> Int {
        nextLabel += 1
        return nextLabel - 1
    }

    private static func region(_ dice: inout Dice) -> RegionShape {
        let isPlane = dice.hits(2)
        var spots: Spots = []
        let rows = isPlane ? dice.among(1 ... 7) : dice.among(1 ... 40)
        for x in 0 ..< rows { for y in 0 ..< (isPlane ? dice.among(7 ... 7) : 1) { spots.append(Spot(x, y)) } }
        if dice.hits(3) {
            let sparse = spots.filter { _ in !dice.hits(3) }
            if !sparse.isEmpty { spots = sparse }
        }
        return RegionShape(dimension: isPlane ? 2 : 1, spots)
    }

    private static func partition(of region: Int, _ program: RandomProgram, _ dice: inout Dice) -> PartitionShape {
        let rule = rule(&dice)
        let above = program.partitions.indices.filter { program.partitions[$0].region == region }
        if !above.isEmpty, dice.hits(3) {
            let partition = dice.pick(above)
            let color = dice.below(program.partitions[partition].pieces.count)
            let pieces = rule.pieces(of: program.partitions[partition].pieces[color])
            return PartitionShape(of: region, PieceName(partition, color), pieces)
        }
        return PartitionShape(of: region, nil, rule.pieces(of: program.regions[region].spots))
    }

    static func rule(_ dice: inout Dice) -> Rule {
        Rule(dice.pick([.blocks, .blocks] + Rule.Kind.allCases), dice.among(1 ... 5), salt: dice.next() & 0xFFFF)
    }

    // MARK: The whole

    mutating func make() -> RandomProgram {
        initialise()
        for _ in 0 ..< dice.among(3 ... 14) { keep { $0.step() } }
        if dice.hits(2) { probe() }  // a second one would meet what the first spoiled
        return program
    }

    /// Gives most fields contents.
    private mutating func initialise() {
        for region in program.regions.indices {
            for field in RandomProgram.fieldNames.indices where !dice.hits(12) {
                let operation: Operation
                let partitions = program.partitions.indices.filter { program.partitions[$0].region == region }
                if dice.hits(3) {
                    let partition = dice.pick(partitions)
                    let points = program.partitions[partition].pieces.count
                    let target = Target(.partition(partition), .each(.identity))
                    operation = Operation(label(), .launch(Launch(points: points, [Argument(target, [field], .discard)])))
                    _ = accept(operation)
                    if oracle.memory.written[region][field].count == program.regions[region].spots.count { continue }
                }
                _ = accept(Operation(label(), .fill(Target(.region(region)), field: field, .bits(bits(field)))))
            }
        }
    }

    mutating func bits(_ field: Int) -> UInt64 {
        RandomProgram.isFloating(field) ? Numbers.floating(dice.next()).bitPattern : Numbers.integer(dice.next())
    }

    /// Adds the first legal one of a few proposals.
    private mutating func keep(_ propose: (inout Generator) -> Operation?) {
        for _ in 0 ..< 12 {
            if let operation = propose(&self), accept(operation) { return }
        }
    }

    /// Gives a launch by the main task that only writes one region coherence, once a region.
    mutating func shareWriter(_ launch: inout Launch) {
        guard !sharesReads, launch.points == nil, launch.arguments.count == 1, launch.arguments[0].use.writes else { return }
        let region: Int
        switch launch.arguments[0].target.base {
        case .region(let number): region = number
        case .partition(let number): region = program.partitions[number].region
        case .argument, .ruled: return
        }
        if sharedRegions.insert(region).inserted { launch.arguments[0].coherence = dice.pick([.atomic, .simultaneous]) }
    }

    private mutating func accept(_ operation: Operation) -> Bool {
        guard oracle.refusal(of: operation, in: oracle.main) == nil, (try? oracle.perform(operation)) != nil else { return false }
        program.operations.append(operation)
        known.remember(operation)
        return true
    }

    /// Adds a launch that is refused.
    private mutating func probe() {
        for _ in 0 ..< 20 {
            guard let operation = launchStep(MainNames(program)), case .launch = operation.action else { continue }
            guard let refusal = oracle.refusal(of: operation, in: oracle.main), !refusal.isWarning else { continue }
            program.probes.append(operation)
            return
        }
    }

    private mutating func step() -> Operation? {
        switch dice.below(10) {
        case 0, 1: fillStep(MainNames(program))
        case 2: resultStep()
        default: launchStep(MainNames(program))
        }
    }

    /// A step that only looks at results.
    mutating func resultStep() -> Operation? {
        if dice.hits(2), !known.singles.isEmpty { return Operation(label(), .wait(dice.pick(known.singles))) }
        guard !known.maps.isEmpty else { return nil }
        return Operation(label(), .reduceMap(dice.pick(known.maps).label, dice.pick(Fold.allCases)))
    }
}

extension Generator.Known {
    mutating func remember(_ operation: Operation) {
        switch operation.action {
        case .launch(let launch):
            if let points = launch.points {
                maps.append((operation.label, points))
            } else {
                singles.append(operation.label)
            }
        case .reduceMap: singles.append(operation.label)
        case .fill, .wait: break
        }
    }
}
