import CohortDiagnostics

/// A step that breaks a rule.
public struct Refusal: Error, Sendable {
    /// The step.
    public var label: Int
    /// The rule, by the code of its error.
    public var code: CohortError.Code
    /// True when the runtime only warns, or need not notice.
    public var isUncertain = false
}

// Which launches are refused, and with what code. The rules are judged on plain sets of points.

extension Oracle {
    /// The first rule that a step breaks before it begins; nil for a legal one.
    func refusal(of operation: Operation, in scope: Scope) -> Refusal? {
        if case .epoch(let members) = operation.action { return refusal(ofEpoch: members, operation.label, in: scope) }
        if case .destroy(let region) = operation.action { return ending(of: region, operation.label) }
        if case .drop(let region) = operation.action { return ending(of: region, operation.label) }
        if case .detach(let number, _) = operation.action { return detachRefusal(number, operation.label) }
        if case .column(let step) = operation.action { return refusal(of: step, operation.label) }
        if case .divide(let shape) = operation.action {
            return refusal(ofDividing: shape, operation.label)
        }
        guard let launch = operation.launch else { return nil }
        if let refusal = unnameable(launch, operation.label, in: scope) { return refusal }
        if let code = defect(of: launch, in: scope) ?? missingPoints(operation, in: scope) {
            return Refusal(label: operation.label, code: code)
        }
        if let refusal = argumentRefusal(launch, operation.label, in: scope) { return refusal }
        if let code = interference(of: launch, in: scope) { return Refusal(label: operation.label, code: code) }
        let company = company(of: launch, in: scope)
        if scope.isMain, var refusal = uninitialized(operation, launch, scope) {
            // Where a predicate decides whether the data are there, the runtime finds the other rule broken first.
            if company != nil { refusal.isUncertain = true }
            return refusal
        }
        if let company { return Refusal(label: operation.label, code: company) }
        return arrayRefusal(operation, launch, in: scope)
    }

    /// Data that lead outside. Where they are not those of the beginning any more, nothing is said.
    private func refusal(ofDividing shape: PartitionShape, _ label: Int) -> Refusal? {
        let isAsAtFirst = program.regions(of: shape).allSatisfy { region in
            memory.endings[region] == nil
                && RegionShape.pointerFields.allSatisfy { field in
                    program.regions[region].spots.allSatisfy {
                        memory.elements[region][field][$0] == program.regions[region].element(field, $0)
                    } && memory.unknown[region][field].isEmpty
                }
        }
        if isAsAtFirst, !program.leadsOutside(shape) { return nil }
        return Refusal(label: label, code: .pointerOutside, isUncertain: !isAsAtFirst)
    }

    private func detachRefusal(_ number: Int, _ label: Int) -> Refusal? {
        memory.arrays[number]?.isAttached == true ? nil : Refusal(label: label, code: .attachEnded, isUncertain: true)
    }

    /// What is wrong with one argument by itself.
    private func argumentRefusal(_ launch: Launch, _ label: Int, in scope: Scope) -> Refusal? {
        for argument in launch.arguments {
            let held = (0 ..< (launch.points ?? 1)).map { self.held(by: argument, $0, in: scope) }
            if let region = held.first?.region, let refusal = ending(of: region, label) { return refusal }
            if let refusal = missingPrivilege(argument, label, in: scope) { return refusal }
            if let code = ownInterference(argument, held, launch) { return Refusal(label: label, code: code) }
        }
        return nil
    }

    /// What nobody can name cannot be tried, whatever else is wrong.
    private func unnameable(_ launch: Launch, _ label: Int, in scope: Scope) -> Refusal? {
        let isGone = { (argument: Argument) in
            memory.endings[pieces(of: argument.target.base, in: scope).region] == .dropped
        }
        return scope.isMain && launch.arguments.contains(where: isGone)
            ? Refusal(label: label, code: .useAfterDestroy, isUncertain: true) : nil
    }

    /// The use of a region that has ended.
    private func ending(of region: Int, _ label: Int) -> Refusal? {
        memory.endings[region].map { Refusal(label: label, code: .useAfterDestroy, isUncertain: $0 == .dropped) }
    }

    /// A task passes on only what it holds. Where another of its arguments might allow it, nothing is said.
    private func missingPrivilege(_ argument: Argument, _ label: Int, in scope: Scope) -> Refusal? {
        guard let own = argument.target.base.argument, let granted = scope.held else { return nil }
        let lacking = argument.fields.filter { !granted[own].permits(argument.use, $0) }
        if lacking.isEmpty { return nil }
        let others = granted.filter { $0.region == granted[own].region }
        let isUncertain = lacking.contains { field in others.contains { $0.permits(argument.use, field) } }
        return Refusal(label: label, code: .missingPrivilege, isUncertain: isUncertain)
    }

    /// A copy goes only over points that its source, and its pointers, have.
    private func missingPoints(_ operation: Operation, in scope: Scope) -> CohortError.Code? {
        guard case .copy(let copy) = operation.action else { return nil }
        let (walked, around) = copy.form.domains
        for point in 0 ..< (copy.launch.points ?? 1) {
            let needed = held(by: copy.launch.arguments[walked], point, in: scope)
            let given = held(by: copy.launch.arguments[around], point, in: scope)
            if !Set(given.spots).isSuperset(of: needed.spots) { return .copyPoints }
        }
        return nil
    }

    /// Tasks that run at the same time may share nothing that would order them.
    private func refusal(ofEpoch members: [Operation], _ label: Int, in scope: Scope) -> Refusal? {
        for (index, member) in members.enumerated() {
            if let refusal = refusal(of: member, in: scope) { return refusal }
            for other in members[..<index] where areOrdered(other, member, in: scope) {
                return Refusal(label: label, code: .epochOrder)
            }
            for other in members[..<index] where shareArray(other, member, in: scope) {
                return Refusal(label: label, code: .epochOrder, isUncertain: true)
            }
        }
        return nil
    }

    private func areOrdered(_ first: Operation, _ second: Operation, in scope: Scope) -> Bool {
        guard let first = first.launch, let second = second.launch else { return false }
        return first.arguments.contains { one in
            let held = all(one, first, in: scope)
            return second.arguments.contains { interference((one, $0), held, all($0, second, in: scope)) != nil }
        }
    }

    /// Where the runtime copies the data of an array around each task, two tasks follow one another.
    private func shareArray(_ first: Operation, _ second: Operation, in scope: Scope) -> Bool {
        guard let first = first.launch, let second = second.launch else { return false }
        return first.arguments.contains { one in
            let held = all(one, first, in: scope)
            return second.arguments.contains { other in
                all(other, second, in: scope).contains { mine in
                    memory.arrays.values.contains { array in
                        one.fields.contains { other.fields.contains($0) && array.isOf(mine.region, $0) }
                            && held.contains { meet($0, mine) }
                    }
                }
            }
        }
    }

    private func all(_ argument: Argument, _ launch: Launch, in scope: Scope) -> [Held] {
        (0 ..< (launch.points ?? 1)).map { held(by: argument, $0, in: scope) }
    }

    /// Points that must run at the same time but would run one by one; a wait for what does not come.
    private func company(of launch: Launch, in scope: Scope) -> CohortError.Code? {
        if let barrier = launch.company.awaits, !memory.arrivals.contains(barrier) { return .barrierStalled }
        guard launch.company.isGang, (launch.points ?? 1) > 1 else { return nil }
        if launch.company.holds != nil, !launch.company.sharesHold { return .epochOrder }
        if launch.children != nil, foldsCross(launch, in: scope) { return .epochOrder }
        let isShared = { (argument: Argument) in
            if case .each = argument.target.choice { return false }
            return argument.use != .read
        }
        return launch.arguments.contains(where: isShared) ? .epochOrder : nil
    }

    /// True when points that fold through tasks of their own fold into each other's data.
    private func foldsCross(_ launch: Launch, in scope: Scope) -> Bool {
        let held = launch.arguments.map { all($0, launch, in: scope) }
        return launch.arguments.indices.contains { first in
            launch.arguments.indices.dropFirst(first + 1).contains { second in
                let (one, other) = (launch.arguments[first], launch.arguments[second])
                guard one.use.fold != nil, other.use.fold != nil, one.fields.contains(where: other.fields.contains) else {
                    return false
                }
                return held[first].indices.contains { point in
                    held[second].indices.contains { $0 != point && meet(held[first][point], held[second][$0]) }
                }
            }
        }
    }

    /// Colours that do not exist or do not fit together.
    private func defect(of launch: Launch, in scope: Scope) -> CohortError.Code? {
        var code: CohortError.Code?
        for argument in launch.arguments {
            guard case .each(let projection) = argument.target.choice, let points = launch.points else { continue }
            let count = pieces(of: argument.target.base, in: scope).pieces.count
            if !launch.usesForEach {
                if count != points, code == nil { code = .launchDomains }
            } else if (0 ..< points).contains(where: { !(0 ..< count).contains(projection.color($0, of: count)) }) {
                code = .projectionBounds
            }
        }
        return code
    }

    private func interference(of launch: Launch, in scope: Scope) -> CohortError.Code? {
        let points = launch.points ?? 1
        let held = launch.arguments.map { argument in
            (0 ..< points).map { self.held(by: argument, $0, in: scope) }
        }
        for first in launch.arguments.indices {
            for second in launch.arguments.indices.dropFirst(first + 1) {
                let pair = (launch.arguments[first], launch.arguments[second])
                if let code = interference(pair, held[first], held[second]) { return code }
            }
        }
        return nil
    }

    /// Tasks of one launch may not share data through an argument that changes it, except one after the other on the same
    /// piece, named once for all.
    private func ownInterference(_ argument: Argument, _ held: [Held], _ launch: Launch) -> CohortError.Code? {
        if argument.use == .read { return nil }
        if !argument.use.writes, launch.children == nil { return nil }
        guard case .each = argument.target.choice else {
            return argument.use == .discard && held.count > 1 ? .pointsInterfere : nil
        }
        for (point, one) in held.enumerated() {
            for other in held[(point + 1)...] where meet(one, other) { return .pointsInterfere }
        }
        return nil
    }

    /// Two arguments may share data only if both read or both fold with one operator.
    private func interference(
        _ pair: (Argument, Argument), _ first: [Held], _ second: [Held]
    ) -> CohortError.Code? {
        if pair.0.use == .read, pair.1.use == .read { return nil }
        if case .reduce = pair.0.use, sameOperator(pair.0, pair.1) { return nil }
        if Set(pair.0.fields).isDisjoint(with: pair.1.fields) { return nil }
        for (point, one) in first.enumerated() {
            let met = second.indices.filter { meet(one, second[$0]) }.sorted { (second[$0].piece, $0) < (second[$1].piece, $1) }
            if let other = met.first { return other == point ? .argumentsInterfere : .pointsInterfere }
        }
        return nil
    }

    private func sameOperator(_ left: Argument, _ right: Argument) -> Bool {
        left.use == right.use
            && RandomProgram.isFloating(left.fields[0]) == RandomProgram.isFloating(right.fields[0])
    }

    private func meet(_ left: Held, _ right: Held) -> Bool {
        left.region == right.region && !Set(left.spots).isDisjoint(with: right.spots)
    }

    /// Data that nobody has written; where some of it is both read and written, the runtime warns.
    ///
    /// A step that turns out not to run may be refused, or not: whether the data are there may hang on a condition too.
    private func uninitialized(_ operation: Operation, _ launch: Launch, _ scope: Scope) -> Refusal? {
        var refusal: Refusal?
        for argument in launch.arguments where argument.use.needsOldData && isUnwritten(argument, launch, scope) {
            let isUncertain = argument.use == .readWrite || operation.condition != nil
            refusal = Refusal(label: operation.label, code: .uninitialized, isUncertain: isUncertain)
            if isUncertain { return refusal }
        }
        return refusal
    }

    private func isUnwritten(_ argument: Argument, _ launch: Launch, _ scope: Scope) -> Bool {
        (0 ..< (launch.points ?? 1)).contains { point in
            let held = held(by: argument, point, in: scope)
            return argument.fields.contains { !memory.written[held.region][$0].isSuperset(of: held.spots) }
        }
    }
}

extension Target.Base {
    /// The argument of the launching task that it names or divides.
    var argument: Int? {
        switch self {
        case .argument(let argument), .ruled(let argument, _): argument
        case .region, .partition: nil
        }
    }
}

extension Held {
    /// Whether the task may pass on a field of it for this use.
    func permits(_ use: Use, _ field: Int) -> Bool { grant.map { $0.fields.contains(field) && $0.use.permits(use) } ?? true }
}
