// Proposals of steps that are about other steps.

extension Generator {
    /// A step in the launching task's own body.
    mutating func inlineStep(_ names: some Names) -> Operation? {
        let (target, fields, held) = names.target(nil, &dice)
        let use = dice.pick([Use.read, .readWrite, .discard])
        guard held.permits(use) else { return nil }
        return Operation(label(), .inline(Argument(target, [dice.pick(fields)], use)))
    }

    /// Two or three launches that share nothing that would order them.
    mutating func epochStep() -> Operation? {
        var members: [Operation] = []
        for _ in 0 ..< dice.among(2 ... 3) {
            let points = dice.hits(2) ? nil : dice.among(1 ... 2)
            guard let argument = argument(MainNames(program), points), argument.coherence == .exclusive else { continue }
            let launch = Launch(points: points, [argument])
            let member = Operation(label(), .launch(together(launch)))
            if oracle.refusal(of: Operation(0, .epoch(members + [member])), in: oracle.main) == nil { members.append(member) }
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
        if launch.points != nil, launch.children == nil, dice.hits(5) {
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
