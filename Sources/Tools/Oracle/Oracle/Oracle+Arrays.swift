import CohortDiagnostics

// Arrays outside. An attached array is its points' data, so attaching writes them, and detaching takes them away. Whether the runtime
// copies or works in the array nobody can tell, but for what was acquired and not released.

/// An array outside, and what it is attached to.
struct ArrayState {
    let region: Int
    let field: Int
    let spots: Set<Spot>
    let isRestricted: Bool
    /// False when it was detached.
    var isAttached = true
    /// What it holds while the data are elsewhere; nothing where that is not known.
    var elements: [Spot: UInt64]
    /// The points that were acquired, acquisition by acquisition.
    var acquired: [Set<Spot>] = []

    /// The points whose data must be in the array whenever an operation is over.
    var current: Set<Spot> { isRestricted && isAttached ? acquired.reduce(spots) { $0.subtracting($1) } : [] }

    func isOf(_ region: Int, _ field: Int) -> Bool { isAttached && self.region == region && self.field == field }
}

extension Oracle {
    func attach(_ attach: Attach, _ scope: Scope) {
        let held = held(by: attach.argument, 0, in: scope)
        let elements = Attach.bounds(of: held.spots).map { ($0, attach.element($0)) }
        memory.arrays[attach.number] = ArrayState(
            region: held.region, field: attach.field, spots: Set(held.spots), isRestricted: attach.isRestricted,
            elements: Dictionary(uniqueKeysWithValues: elements))
        for spot in held.spots { memory.store(attach.element(spot), held.region, attach.field, spot) }
    }

    func detach(_ number: Int, flushes: Bool) {
        guard let array = memory.arrays[number] else { return }
        settle(number, flushes ? array.spots : array.current)
        memory.arrays[number]?.isAttached = false
        memory.written[array.region][array.field].subtract(array.spots)
        memory.unknown[array.region][array.field].formUnion(array.spots)
    }

    /// Puts the data of some points into the array.
    private func settle(_ number: Int, _ spots: Set<Spot>) {
        guard let array = memory.arrays[number] else { return }
        for spot in spots { memory.arrays[number]?.elements[spot] = memory.load(array.region, array.field, spot) }
    }

    /// The arrays of a region that ends have had the last of it.
    func endArrays(of region: Int) {
        for (number, array) in memory.arrays where array.region == region && array.isAttached {
            settle(number, array.current)
            memory.arrays[number]?.isAttached = false
        }
    }

    /// From here on the array need not have the data of these points.
    func acquire(_ argument: Argument, _ scope: Scope) {
        for (number, spots) in restricted(by: argument, scope) {
            memory.arrays[number]?.acquired.append(spots)
            for spot in spots { memory.arrays[number]?.elements[spot] = nil }
        }
    }

    func release(_ argument: Argument, _ scope: Scope) {
        for (number, spots) in restricted(by: argument, scope) {
            memory.arrays[number]?.acquired.removeAll { $0.isSubset(of: spots) }
            settle(number, spots)
        }
    }

    /// The restricted arrays of a field that share points with an argument, and which.
    private func restricted(by argument: Argument, _ scope: Scope) -> [(number: Int, spots: Set<Spot>)] {
        let held = held(by: argument, 0, in: scope)
        return memory.arrays.sorted { $0.key < $1.key }.compactMap { number, array in
            let shared = array.spots.intersection(held.spots)
            return array.isRestricted && array.isOf(held.region, argument.fields[0]) && !shared.isEmpty ? (number, shared) : nil
        }
    }

    /// What every array holds at this place; nothing where that is not known.
    var arrays: [Int: [Spot: UInt64]] {
        var all = memory.arrays.mapValues(\.elements)
        for (number, array) in memory.arrays {
            for spot in array.current { all[number]?[spot] = memory.load(array.region, array.field, spot) }
        }
        return all
    }

    // MARK: Rules

    /// The first rule about arrays that a step breaks.
    func arrayRefusal(_ operation: Operation, _ launch: Launch, in scope: Scope) -> Refusal? {
        let label = operation.label
        switch operation.action {
        case .attach(let attach):
            let held = held(by: attach.argument, 0, in: scope)
            let isTwice = memory.arrays.values.contains {
                $0.isOf(held.region, attach.field) && !$0.spots.isDisjoint(with: held.spots)
            }
            return isTwice ? Refusal(label: label, code: .attachTwice) : nil
        case .acquire(let argument): return refusal(ofAcquire: argument, scope).map { Refusal(label: label, code: $0) }
        case .release(let argument): return refusal(ofRelease: argument, scope).map { Refusal(label: label, code: $0) }
        default:
            // The runtime refuses the first where it copies, and forgets the second.
            let isUncertain = launch.arguments.contains { isShared($0, launch, scope) || leavesUnknown($0, launch, scope) }
            return isUncertain ? Refusal(label: label, code: .attachCoherence, isUncertain: true) : nil
        }
    }

    private func refusal(ofAcquire argument: Argument, _ scope: Scope) -> CohortError.Code? {
        let named = Set(held(by: argument, 0, in: scope).spots)
        for (number, spots) in restricted(by: argument, scope) where spots != named && spots != memory.arrays[number]?.spots {
            return .acquirePartial
        }
        let isTwice = restricted(by: argument, scope).contains { number, spots in
            memory.arrays[number]?.acquired.contains { !$0.isDisjoint(with: spots) } == true
        }
        return isTwice ? .acquireTwice : nil
    }

    private func refusal(ofRelease argument: Argument, _ scope: Scope) -> CohortError.Code? {
        let named = Set(held(by: argument, 0, in: scope).spots)
        for (number, spots) in restricted(by: argument, scope) where spots != named && spots != memory.arrays[number]?.spots {
            return .acquirePartial
        }
        for (number, spots) in restricted(by: argument, scope) {
            var rest = spots
            for one in memory.arrays[number]?.acquired ?? [] where !one.isDisjoint(with: spots) {
                if !one.isSubset(of: spots) { return .acquirePartial }
                rest.subtract(one)
            }
            if !rest.isEmpty { return .releaseUnacquired }
        }
        return nil
    }

    /// Data of a restricted array that tasks use in no order.
    private func isShared(_ argument: Argument, _ launch: Launch, _ scope: Scope) -> Bool {
        guard argument.coherence == .simultaneous || argument.coherence == .relaxed else { return false }
        return (0 ..< (launch.points ?? 1)).contains { point in
            let held = held(by: argument, point, in: scope)
            return memory.arrays.values.contains { array in
                argument.fields.contains { array.isOf(held.region, $0) } && !array.current.isDisjoint(with: held.spots)
            }
        }
    }

    /// Data that went with an array, and are written at some points only.
    private func leavesUnknown(_ argument: Argument, _ launch: Launch, _ scope: Scope) -> Bool {
        guard scope.isMain, argument.use == .write else { return false }
        return (0 ..< (launch.points ?? 1)).contains { point in
            let held = held(by: argument, point, in: scope)
            return argument.fields.contains { !memory.unknown[held.region][$0].isDisjoint(with: held.spots) }
        }
    }
}
