// Proposals of steps that are about other steps.

extension Generator {
    /// A step in the launching task's own body.
    mutating func inlineStep(_ names: some Names) -> Operation? {
        let (target, fields, held) = names.target(nil, &dice)
        let use = dice.pick([Use.read, .readWrite, .discard])
        guard held.permits(use) else { return nil }
        let argument = Argument(target, [dice.pick(fields)], use)
        return Operation(label(), .inline(argument, within: dice.hits(2) ? stepsWithin(argument, names) : []))
    }

    /// The same without steps meanwhile, whose refusals nobody would look at.
    mutating func inlineAlone() -> Operation? {
        var operation = inlineStep(MainNames(program))
        operation?.inner = []
        return operation
    }

    /// Steps launched while data are mapped; they need not be about these.
    private mutating func stepsWithin(_ argument: Argument, _ names: some Names) -> [Operation] {
        let around = names.scopes(oracle)
        let itself = Operation(0, .inline(argument, within: []))
        guard around.allSatisfy({ oracle.refusal(of: itself, in: $0) == nil }) else { return [] }
        let outer = known
        defer { known = outer }
        var within: [Operation] = []
        for _ in 0 ..< dice.among(1 ... 3) {
            guard let child = dice.hits(3) ? fillStep(names) : dice.hits(3) ? copyStep(names) : launchStep(names) else {
                continue
            }
            // By the main task whatever is written here counts: then the whole is tried.
            guard around.allSatisfy({ oracle.refusal(of: child, in: $0) == nil }) else { continue }
            if names.depth == 0, oracle.trial(Operation(0, .inline(argument, within: within + [child]))) != nil { continue }
            within.append(child)
            known.remember(child)
        }
        return within
    }

    /// Two or three launches that share nothing that would order them.
    mutating func epochStep() -> Operation? {
        var members: [Operation] = []
        for _ in 0 ..< dice.among(2 ... 3) {
            let points = dice.hits(2) ? nil : dice.among(1 ... 2)
            guard let argument = argument(MainNames(program), points), argument.coherence == .exclusive else { continue }
            var launch = Launch(points: points, [argument])
            let shared = sharedRegions
            shareWriter(&launch)
            let member = Operation(label(), .launch(together(launch)))
            if oracle.refusal(of: Operation(0, .epoch(members + [member])), in: oracle.main) == nil {
                members.append(member)
            } else {
                sharedRegions = shared
            }
        }
        return members.isEmpty ? nil : Operation(label(), .epoch(members))
    }

    /// The launch, by points that may run at the same time as each other.
    private mutating func together(_ launch: Launch) -> Launch {
        var launch = launch
        launch.usesForEach = launch.points != nil && (dice.hits(3) || needsForEach(launch.arguments))
        launch.company.isGang = true
        return launch
    }

    /// Makes a launch one that keeps some company.
    mutating func accompany(_ launch: inout Launch) {
        // What a task launches may take results of tasks that need the same reservation: `launch.deadlock`, in some orders only.
        if launch.children == nil, dice.hits(6) {
            launch.company.holds = dice.below(2)
            launch.company.sharesHold = dice.hits(2)
        }
        // The same for gangs, of which one runs at a time.
        if launch.points != nil, launch.isSelfContained, dice.hits(5) {
            launch.company.isGang = true
            if oracle.refusal(of: Operation(0, .launch(launch)), in: oracle.main)?.code == .epochOrder {
                launch.company.isGang = false
            }
        }
    }

    /// A task that writes data which it shares, and one that reads it after a barrier; the first is added here.
    mutating func handOver() -> Operation? {
        guard !sharesReads, let producer = launchStep(MainNames(program)), case .launch(var launch) = producer.action,
            producer.condition == nil, launch.children == nil, launch.arguments.count == 1, launch.points == nil,
            launch.arguments[0].use == .discard || launch.arguments[0].use == .readWrite
        else { return nil }
        let region = oracle.held(by: launch.arguments[0], 0, in: oracle.main).region
        guard launch.arguments[0].coherence != .exclusive || !sharedRegions.contains(region) else { return nil }
        barriers += 1
        launch.arguments[0].coherence = .simultaneous
        launch.company.arrivesAt = barriers
        guard accept(Operation(producer.label, .launch(launch))) else { return nil }
        sharedRegions.insert(region)
        var consumer = Launch([launch.arguments[0]])
        consumer.arguments[0].use = .read
        consumer.company.awaits = barriers
        return Operation(label(), .launch(consumer))
    }

    /// A task that passes on what it does not hold.
    mutating func overstep() -> Operation? {
        guard var operation = launchStep(MainNames(program)), case .launch(var launch) = operation.action else { return nil }
        let index = dice.below(launch.arguments.count)
        var argument = launch.arguments[index]
        argument.target = Target(.argument(index))
        argument.use = dice.pick([.read, .readWrite, .discard, .reduce(.sum), .reduce(.maximum)])
        if case .reduce = argument.use { argument.fields = argument.fields.filter { RandomProgram.kind($0).isNumber } }
        argument.fields = Array(argument.fields.prefix(1))
        guard !argument.fields.isEmpty else { return nil }
        argument.coherence = .exclusive
        launch.company = Launch.Company()
        launch.children = [Operation(label(), .launch(Launch([argument])))]
        operation.action = .launch(launch)
        operation.condition = nil
        return oracle.refusal(of: operation, in: oracle.main) == nil ? operation : nil
    }
}
