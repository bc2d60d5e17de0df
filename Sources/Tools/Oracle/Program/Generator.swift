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
    var sharedRegions: Set<Int> = []
    var barriers = 0
    var arrays = 0

    struct Known {
        var singles: [Int] = []
        var maps: [(label: Int, points: Int)] = []
    }

    init(seed: UInt64) {
        dice = Dice(seed)
        sharesReads = dice.hits(2)
        program = RandomProgram(seed: seed)
        for region in 0 ..< dice.pick([1, 2, 2, 3]) {
            program.regions.append(Self.region(program, &dice))
            if case .output(let counts) = program.regions[region].birth {
                program.partitions.append(PartitionShape(of: region, nil, .shares(counts), in: program))
            }
            for _ in 0 ..< dice.among(2 ... 4) { program.partitions.append(Self.partition(of: region, program, &dice)) }
        }
        oracle = Oracle(program)
    }

    mutating func label() -> Int {
        nextLabel += 1
        return nextLabel - 1
    }

    // MARK: The whole

    mutating func make() -> RandomProgram {
        initialise()
        for _ in 0 ..< dice.among(3 ... 14) { keep { $0.step() } }
        addRepeatedParts()
        probeTheDestroyed()
        if dice.hits(2) { probe() }  // a second one would meet what the first spoiled
        return program
    }

    /// Gives most fields contents.
    private mutating func initialise() {
        for region in program.regions.indices {
            for field in RandomProgram.fieldNames.indices where !dice.hits(12) {
                if program.regions[region].firstFields.contains(field)
                    || (RegionShape.pointerFields.contains(field) && dice.hits(2))
                {
                    continue
                }
                if RandomProgram.kind(field).isBits, dice.hits(12), let attach = attachStep(Target(.region(region)), field),
                    accept(attach)
                {
                    continue
                }
                let operation: Operation
                let partitions = program.partitions.indices.filter { program.partitions[$0].region == region }
                if dice.hits(3) {
                    let partition = dice.pick(partitions)
                    let points = program.partitions[partition].pieces.count
                    let target = Target(.partition(partition), .each(.identity))
                    var launch = Launch(points: points, [Argument(target, [field], .discard)])
                    launch.usesForEach = needsForEach(launch.arguments)
                    operation = Operation(label(), .launch(launch))
                    _ = accept(operation)
                    if oracle.memory.written[region][field].count == program.regions[region].spots.count { continue }
                }
                _ = accept(Operation(label(), .fill(Fill(Target(.region(region)), [field], .bits(bits(field))))))
            }
        }
    }

    mutating func bits(_ field: Int) -> UInt64 { RandomProgram.kind(field).element(dice.next(), reach: dice.next()) }

    /// Adds the first legal one of a few proposals.
    mutating func keep(_ propose: (inout Generator) -> Operation?) {
        for _ in 0 ..< 12 {
            if let operation = propose(&self), accept(operation) { return }
        }
    }

    mutating func accept(_ operation: Operation) -> Bool {
        var next = oracle
        next.memory = Memory(oracle.memory)  // a step may fail half-way
        guard (try? next.perform(operation)) != nil else { return false }
        oracle = next
        program.operations.append(operation)
        known.remember(operation)
        return true
    }

    /// Adds a step that is refused, or fails.
    private mutating func probe() {
        for _ in 0 ..< 20 {
            guard let operation = misuse(), let refusal = oracle.trial(operation), !refusal.isUncertain else { continue }
            program.probes.append(operation)
            return
        }
    }

    private mutating func misuse() -> Operation? {
        switch dice.below(8) {
        case 0: copyStep(MainNames(program))
        case 1: inlineAlone()
        case 2: overstep()
        case 3: dice.hits(4) ? misusedColumn() : divideStep()
        case 4: dice.hits(2) ? restrictionStep() : attachedAgain()
        default: launchStep(MainNames(program))
        }
    }

    /// Adds uses of what was destroyed; they spoil nothing.
    private mutating func probeTheDestroyed() {
        for region in program.regions.indices where oracle.memory.endings[region] == .destroyed {
            let target = Target(.region(region))
            let use = dice.pick([Use.read, .readWrite, .discard, .reduce(.sum)])
            let operation = Operation(label(), .launch(Launch([Argument(target, [dice.below(2)], use)])))
            program.probes.append(operation)
        }
    }

    private mutating func step() -> Operation? {
        switch dice.below(24) {
        case 15: columnStep()
        case 0, 1: fillStep(MainNames(program))
        case 2: resultStep()
        case 3, 4, 5, 6, 7: copyStep(MainNames(program))
        case 8: inlineStep(MainNames(program))
        case 9: dice.hits(2) ? Operation(label(), .fence) : endStep()
        case 10: epochStep()
        case 11: handOver()
        case 12: attachStep()
        case 13: restrictionStep()
        case 14: dice.hits(2) ? detachStep() : restrictionStep()
        default: launchStep(MainNames(program))
        }
    }

    /// A step that only looks at results.
    mutating func resultStep() -> Operation? {
        if dice.hits(2), !known.singles.isEmpty { return Operation(label(), .wait(dice.pick(known.singles))) }
        guard !known.maps.isEmpty else { return nil }
        return Operation(label(), .reduceMap(dice.pick(known.maps).label, dice.pick(Fold.allCases)))
    }

    /// The end of a region, unless it is the last.
    private mutating func endStep() -> Operation? {
        guard program.regions.count - oracle.memory.endings.count > 1 else { return nil }
        let region = dice.below(program.regions.count)
        return Operation(label(), dice.hits(2) ? .destroy(region) : .drop(region))
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
        case .column(let step): if case .read = step.kind { singles.append(operation.label) }
        case .inline(_, let within):
            singles.append(operation.label)
            for child in within { remember(child) }
        case .epoch(let members): for member in members { remember(member) }
        case .again(let part): for step in part.steps { remember(step) }
        case .fill, .copy, .wait, .fence, .destroy, .drop, .attach, .detach, .acquire, .release, .divide: break
        }
    }
}
