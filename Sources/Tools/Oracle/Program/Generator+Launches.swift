// Proposals of launches and fills; whether they are legal is for the oracle to say.

extension Generator {
    mutating func fillStep(_ names: some Names) -> Operation? {
        let isIndexed = dice.hits(3)
        let (target, fields, held) = names.target(isIndexed ? names.points(&dice) : nil, &dice)
        guard held.permits(.discard) else { return nil }
        if case .each(let projection) = target.choice, projection != .identity { return nil }
        let field = dice.pick(fields)
        var source = FillSource.bits(bits(field))
        if RandomProgram.isFloating(field), dice.hits(3), !known.singles.isEmpty { source = .result(dice.pick(known.singles)) }
        return Operation(label(), .fill(target, field: field, source), if: condition())
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
        if names.depth < 2, dice.hits(4) {
            launch.awaitsChildren = dice.hits(2)
            launch.children = children(of: launch, names)
        }
        return Operation(label(), .launch(launch), if: condition)
    }

    private func needsForEach(_ arguments: [Argument]) -> Bool {
        arguments.contains {
            if case .each(let projection) = $0.target.choice { projection != .identity } else { false }
        }
    }

    private mutating func argument(_ names: some Names, _ points: Int?) -> Argument? {
        let (target, fields, held) = names.target(points, &dice)
        var uses: [Use] = [.read, .read, .readWrite, .readWrite, .write, .discard]
        for fold in Fold.allCases { uses.append(.reduce(fold)) }
        if case .reduce = held { uses.append(held) }
        uses.removeAll { !held.permits($0) }
        let use = dice.pick(uses)
        var some = [dice.pick(fields)]
        let isFloating = RandomProgram.isFloating(some[0])
        for field in fields where !some.contains(field) && dice.hits(3) {
            if case .reduce = use, RandomProgram.isFloating(field) != isFloating { continue }
            some.append(field)
        }
        var argument = Argument(target, some, use)
        if use == .read, sharesReads, dice.hits(3) { argument.coherence = dice.pick([.atomic, .simultaneous, .relaxed]) }
        return argument
    }

    private mutating func value(_ points: Int?) -> Value {
        switch dice.below(4) {
        case 0: if !known.singles.isEmpty { return .result(dice.pick(known.singles)) }
        case 1:
            let fitting = known.maps.filter { $0.points == points }
            if !fitting.isEmpty { return .map(dice.pick(fitting).label) }
        case 2:
            if !known.maps.isEmpty {
                let map = dice.pick(known.maps)
                return .element(map.label, dice.below(map.points))
            }
        default: break
        }
        return .constant(Numbers.floating(dice.next()))
    }

    private mutating func condition() -> Condition? {
        guard !known.singles.isEmpty, dice.hits(6) else { return nil }
        return Condition(dice.pick(known.singles), isNegated: dice.hits(2))
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
        switch dice.below(8) {
        case 0: fillStep(names)
        case 1: resultStep()
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
            Scope(held: launch.arguments.map { held(by: $0.target, point, in: scope) })
        }
    }
}
