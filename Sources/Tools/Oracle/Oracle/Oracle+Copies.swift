// Copies are loops: over the points of the destination, or of the pointers where these say where things go.

extension Oracle {
    /// Copies the elements of all points of a launch, one after the other. A pointer that leads outside is an error unless such
    /// ones are skipped; then nothing at all has been copied.
    func copy(_ copy: Copy, _ label: Int, _ scope: Scope) throws(Refusal) {
        var turns: [(held: [Held], moves: [Move])] = []
        for point in 0 ..< (copy.launch.points ?? 1) {
            let held = copy.launch.arguments.map { self.held(by: $0, point, in: scope) }
            guard let moves = moves(copy, held) else { throw Refusal(label: label, code: .copyPointer) }
            turns.append((held, moves))
        }
        var sums: [OracleView] = []
        for (held, moves) in turns {
            if let fold = copy.fold {
                guard let view = self.sums(of: moves, copy, held, fold) else { throw tooLarge(label) }
                sums.append(view)
            } else {
                move(moves, copy, held)
            }
        }
        for view in sums { view.foldAccumulators() }
        for (held, _) in turns where copy.fold != nil {
            for field in copy.launch.arguments[0].fields {
                guard held[0].spots.allSatisfy({ Fold.isModerate(memory.load(held[0].region, field, $0), field) }) else {
                    throw tooLarge(label)
                }
            }
        }
    }

    /// Numbers that are folded into themselves again and again would overflow; such programs are not compared.
    private func tooLarge(_ label: Int) -> Refusal { Refusal(label: label, code: .taskFailed, isUncertain: true) }

    private typealias Move = (from: Spot, to: Spot)

    /// From where to where, in the order of the points gone over; nil when a pointer leads outside and may not.
    private func moves(_ copy: Copy, _ held: [Held]) -> [Move]? {
        let (targets, origins) = (Set(held[0].spots), Set(held[1].spots))
        let walked = copy.form.domains.walked
        var moves: [Move] = []
        for spot in held[walked].spots.inDomainOrder(dimension(held[walked])) {
            var move = (from: spot, to: spot)
            switch copy.form {
            case .direct: break
            case .gather: move.from = pointer(held[2], spot, into: held[1])
            case .scatter: move.to = pointer(held[2], spot, into: held[0])
            case .both: move = (pointer(held[2], spot, into: held[1]), pointer(held[3], spot, into: held[0]))
            }
            if targets.contains(move.to), origins.contains(move.from) {
                moves.append(move)
            } else if !copy.skips {
                return nil
            }
        }
        return moves
    }

    private func pointer(_ pointers: Held, _ spot: Spot, into target: Held) -> Spot {
        let dimension = dimension(target)
        let bits = memory.load(pointers.region, RandomProgram.pointers(into: dimension), spot)
        return Spot(pointer: bits, dimension: dimension)
    }

    private func dimension(_ held: Held) -> Int { program.regions[held.region].dimension }

    private func move(_ moves: [Move], _ copy: Copy, _ held: [Held]) {
        for (to, from) in zip(copy.launch.arguments[0].fields, copy.launch.arguments[1].fields) {
            for move in moves {
                memory.store(memory.load(held[1].region, from, move.from), held[0].region, to, move.to)
            }
        }
    }

    private func sums(of moves: [Move], _ copy: Copy, _ held: [Held], _ fold: Fold) -> OracleView? {
        var view = OracleView(memory, copy.launch, held)
        for (column, (to, from)) in zip(copy.launch.arguments[0].fields, copy.launch.arguments[1].fields).enumerated() {
            let isFloating = RandomProgram.isFloating(to)
            let identity = fold.identity(isFloating: isFloating)
            var elements = Dictionary(uniqueKeysWithValues: held[0].spots.map { ($0, identity) })
            for move in moves {
                let value = memory.load(held[1].region, from, move.from)
                elements[move.to] = fold.combine(elements[move.to]!, value, isFloating: isFloating)
                if !Fold.isModerate(elements[move.to]!, to) { return nil }
            }
            view.accumulators.append((column, fold, elements))
        }
        return view
    }
}
