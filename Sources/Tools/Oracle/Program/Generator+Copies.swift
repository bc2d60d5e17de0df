// Proposals of copies.

extension Generator {
    mutating func copyStep(_ names: some Names) -> Operation? {
        let form = dice.pick([.direct] + Copy.Form.allCases)
        let points = dice.hits(2) ? nil : names.points(&dice)
        let to = names.target(points, &dice)
        let from = alike(to, names, points)
        guard let pairs = pairs(to.fields, from.fields, isDirect: form == .direct) else { return nil }
        let isNumber = RandomProgram.kind(pairs[0].to).isNumber
        let skips = form != .direct && dice.hits(2)
        // Products of large integers would overflow.
        let folds = Fold.allCases.filter { $0 != .product || RandomProgram.isFloating(pairs[0].to) }
        let use: Use = isNumber && pairs.count == 1 && dice.hits(3) ? .reduce(dice.pick(folds)) : overwriting(form, skips)
        guard to.held.permits(use), from.held.permits(.read) else { return nil }
        var arguments = [Argument(to.target, pairs.map(\.to), use), Argument(from.target, pairs.map(\.from), .read)]
        guard dimension(to.target, names) == dimension(from.target, names) || form != .direct else { return nil }
        if form == .gather || form == .both {
            guard let pointers = pointers(into: from.target, alike: to, names, points) else { return nil }
            arguments.append(pointers)
        }
        if form == .scatter || form == .both {
            guard let pointers = pointers(into: to.target, alike: from, names, points) else { return nil }
            arguments.append(pointers)
        }
        guard fits(form, arguments, names) else { return nil }
        var copy = Copy(form, over(points, arguments, names))
        copy.skips = skips
        return Operation(label(), .copy(copy), if: condition())
    }

    private typealias Named = (target: Target, fields: [Int], held: Use)

    private func overwriting(_ form: Copy.Form, _ skips: Bool) -> Use {
        switch form {
        case .direct: .discard
        case .gather: skips ? .write : .discard
        case .scatter, .both: .write
        }
    }

    /// The same pieces, or others.
    private mutating func alike(_ other: Named, _ names: some Names, _ points: Int?) -> Named {
        dice.hits(2) ? other : names.target(points, &dice)
    }

    /// Fields of one kind, of each side; several only where the copy allows it.
    private mutating func pairs(_ to: [Int], _ from: [Int], isDirect: Bool) -> [(to: Int, from: Int)]? {
        var pairs: [(to: Int, from: Int)] = []
        for _ in 0 ..< (isDirect ? dice.pick([1, 1, 2, 3]) : 1) {
            let target = dice.pick(to)
            let kind = RandomProgram.kind(pairs.first?.to ?? target)
            let sources = from.filter { RandomProgram.kind($0) == kind }
            guard !sources.isEmpty, RandomProgram.kind(target) == kind, !pairs.contains(where: { $0.to == target }) else {
                continue
            }
            pairs.append((target, dice.pick(sources)))
        }
        return pairs.isEmpty ? nil : pairs
    }

    private mutating func pointers(
        into target: Target, alike other: Named, _ names: some Names, _ points: Int?
    ) -> Argument? {
        let named = alike(other, names, points)
        let field = RandomProgram.pointers(into: dimension(target, names))
        guard named.fields.contains(field), named.held.permits(.read) else { return nil }
        return Argument(named.target, [field], .read)
    }

    /// Whether sides without pointers have the dimension of what is gone over.
    private func fits(_ form: Copy.Form, _ arguments: [Argument], _ names: some Names) -> Bool {
        let (walked, around) = form.domains
        return dimension(arguments[walked].target, names) == dimension(arguments[around].target, names)
    }

    private func dimension(_ target: Target, _ names: some Names) -> Int {
        guard let scope = names.scopes(oracle).first else { return 0 }
        return program.regions[oracle.pieces(of: target.base, in: scope).region].dimension
    }

    /// A launch with these arguments, over points only if some argument depends on them: the colours that it passes, or those of
    /// `forEach`.
    mutating func over(_ points: Int?, _ arguments: [Argument], _ names: some Names) -> Launch {
        let divided = arguments.first { if case .each = $0.target.choice { true } else { false } }
        guard let divided, let scope = names.scopes(oracle).first else { return Launch(arguments) }
        var launch = Launch(points: points, arguments)
        launch.usesForEach = dice.hits(3) || needsForEach(arguments)
        if !launch.usesForEach { launch.points = oracle.pieces(of: divided.target.base, in: scope).pieces.count }
        return launch
    }

    func needsForEach(_ arguments: [Argument]) -> Bool {
        arguments.contains {
            guard case .each(let projection) = $0.target.choice else { return false }
            return projection != .identity || isGrid($0.target.base)
        }
    }

    /// A partition whose colours are no line, which launches name by a projection.
    private func isGrid(_ base: Target.Base) -> Bool {
        guard case .partition(let partition) = base, case .grid = program.partitions[partition].making else { return false }
        return true
    }
}
