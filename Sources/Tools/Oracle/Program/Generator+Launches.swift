// Proposals of launches and fills; whether they are legal is for the oracle to say.

extension Generator {
    mutating func fillStep(_ names: some Names) -> Operation? {
        let points = dice.hits(3) ? names.points(&dice) : nil
        let (target, fields, held) = names.target(points, &dice)
        guard held.permits(.discard) else { return nil }
        var some = [dice.pick(fields)]
        let kind = RandomProgram.kind(some[0])
        if dice.hits(3) { some += fields.filter { $0 != some[0] && RandomProgram.kind($0) == kind } }
        var source = Fill.Source.bits(bits(some[0]))
        if kind == .floating, dice.hits(3), !known.singles.isEmpty { source = .result(dice.pick(known.singles)) }
        return Operation(label(), .fill(Fill(over(points, [Argument(target, some, .discard)], names), source)), if: condition())
    }

    mutating func launchStep(_ names: some Names) -> Operation? {
        let points = dice.hits(3) ? nil : names.points(&dice)
        var arguments: [Argument] = []
        for _ in 0 ..< dice.pick([1, 1, 2, 2, 3]) {
            if let argument = argument(names, points) { arguments.append(argument) }
        }
        guard !arguments.isEmpty else { return nil }
        var launch = Launch(points: points, arguments)
        launch.usesForEach = points != nil && (dice.hits(3) || needsForEach(arguments))
        for _ in 0 ..< dice.pick([0, 0, 1, 2]) { launch.values.append(value(points)) }
        if names.depth == 0 { shareWriter(&launch) }
        let condition = condition()
        if names.depth < 3, dice.hits(names.depth == 0 ? 4 : 3) {
            launch.isInner = dice.hits(2)
            launch.awaitsChildren = dice.hits(2)
            launch.children = children(of: launch, names)
        }
        if names.depth == 0 { accompany(&launch) }
        return Operation(label(), .launch(launch), if: condition)
    }

    mutating func argument(_ names: some Names, _ points: Int?) -> Argument? {
        let (target, fields, held) = names.target(points, &dice)
        var uses: [Use] = [.read, .read, .readWrite, .readWrite, .write, .discard]
        for fold in Fold.allCases { uses.append(.reduce(fold)) }
        if case .reduce = held { uses.append(held) }
        var some = [dice.pick(fields)]
        let kind = RandomProgram.kind(some[0])
        uses.removeAll { !held.permits($0) || (!kind.isNumber && $0.fold != nil) }
        guard !uses.isEmpty else { return nil }
        let use = dice.pick(uses)
        for field in fields where !some.contains(field) && dice.hits(3) {
            if use.fold != nil, RandomProgram.kind(field) != kind { continue }
            some.append(field)
        }
        var argument = Argument(target, some, use)
        if use == .read, sharesReads, dice.hits(3) { argument.coherence = dice.pick([.atomic, .simultaneous, .relaxed]) }
        return argument
    }

    private mutating func value(_ points: Int?) -> Value {
        switch dice.below(5) {
        case 0: if !known.singles.isEmpty { return .result(dice.pick(known.singles)) }
        case 1: if let map = mapped(points) { return map }
        case 2:
            if !known.maps.isEmpty {
                let map = dice.pick(known.maps)
                return .element(map.label, dice.below(map.points))
            }
        case 3: if points != nil { return .perPoint(dice.next() & 0xFFFF) }
        default: break
        }
        return .constant(Numbers.floating(dice.next()))
    }

    /// The results of a launch of as many points, or of any launch under other points.
    private mutating func mapped(_ points: Int?) -> Value? {
        guard let points, !known.maps.isEmpty else { return nil }
        let map = dice.pick(known.maps)
        let rule = dice.pick([ProjectionRule.identity, .identity, .shifted(dice.among(1 ... 3)), .reversed, .halved])
        let isWithin = (0 ..< points).allSatisfy { (0 ..< map.points).contains(rule.color($0, of: map.points)) }
        return isWithin && (map.points == points || rule != .identity) ? .map(map.label, rule) : nil
    }

    mutating func condition() -> Condition? {
        guard !known.singles.isEmpty, dice.hits(6) else { return nil }
        return condition(depth: 0)
    }

    private mutating func condition(depth: Int) -> Condition {
        switch depth < 2 ? dice.below(6) : 5 {
        case 0: .not(condition(depth: depth + 1))
        case 1: .and(condition(depth: depth + 1), condition(depth: depth + 1))
        case 2: .or(condition(depth: depth + 1), condition(depth: depth + 1))
        default: .lucky(dice.pick(known.singles))
        }
    }

    /// Gives a launch by the main task that only writes one region coherence, once a region: a single task, or one that writes each
    /// of its pieces once.
    mutating func shareWriter(_ launch: inout Launch) {
        guard !sharesReads, launch.arguments.count == 1, launch.arguments[0].use.writes else { return }
        if launch.points != nil {
            guard case .each = launch.arguments[0].target.choice else { return }
        }
        let region = oracle.pieces(of: launch.arguments[0].target.base, in: oracle.main).region
        if sharedRegions.insert(region).inserted { launch.arguments[0].coherence = dice.pick([.atomic, .simultaneous]) }
    }

    /// The steps of a task that launches others, legal for the pieces of every point; none when the launch itself is refused.
    private mutating func children(of launch: Launch, _ names: some Names) -> [Operation] {
        let around = names.scopes(oracle)
        let itself = Operation(0, .launch(launch))
        guard around.allSatisfy({ oracle.refusal(of: itself, in: $0) == nil }) else { return [] }
        let outer = known
        defer { known = outer }
        let inner = HeldNames(
            arguments: launch.arguments, rules: (0 ..< 2).map { _ in Self.rule(&dice) }, depth: names.depth + 1,
            scopes: around.flatMap { oracle.scopes(within: launch, $0) })
        var children = overwrites(launch)
        for _ in 0 ..< dice.among(1 ... 4) {
            guard let child = childStep(inner) else { continue }
            guard inner.scopes.allSatisfy({ oracle.refusal(of: child, in: $0) == nil }) else { continue }
            children.append(child)
            known.remember(child)
        }
        return children
    }

    private mutating func childStep(_ names: HeldNames) -> Operation? {
        switch dice.below(10) {
        case 0: fillStep(names)
        case 1: resultStep()
        case 2, 3: copyStep(names)
        case 4: dice.hits(3) ? Operation(label(), .fence) : inlineStep(names)
        default: launchStep(names)
        }
    }

    /// What is discarded is undefined until it is written: steps that do so first.
    private mutating func overwrites(_ launch: Launch) -> [Operation] {
        launch.arguments.enumerated().compactMap { index, argument in
            guard argument.use == .discard else { return nil }
            return Operation(label(), .launch(Launch([Argument(Target(.argument(index)), argument.fields, .discard)])))
        }
    }
}

extension Oracle {
    /// What the tasks of a legal launch can name.
    func scopes(within launch: Launch, _ scope: Scope) -> [Scope] {
        (0 ..< (launch.points ?? 1)).map { point in
            Scope(held: launch.arguments.map { held(by: $0, point, in: scope) })
        }
    }
}
