import CohortDiagnostics

/// A step that breaks a rule.
public struct Refusal: Error, Sendable {
    /// The step.
    public var label: Int
    /// The rule, by the code of its error.
    public var code: CohortError.Code
    /// True when the runtime only warns.
    public var isWarning = false
}

// Which launches are refused, and with what code. The rules are judged on plain sets of points.

extension Oracle {
    /// The first rule that a step breaks; nil for a legal one.
    func refusal(of operation: Operation, in scope: Scope) -> Refusal? {
        guard let launch = asLaunch(operation) else { return nil }
        if let code = defect(of: launch, in: scope) ?? interference(of: launch, in: scope) {
            return Refusal(label: operation.label, code: code)
        }
        return scope.isMain ? uninitialized(operation.label, launch, scope) : nil
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
            (0 ..< points).map { self.held(by: argument.target, $0, in: scope) }
        }
        for (index, argument) in launch.arguments.enumerated() {
            if let code = ownInterference(argument, held[index], launch) { return code }
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
    private func uninitialized(_ label: Int, _ launch: Launch, _ scope: Scope) -> Refusal? {
        var refusal: Refusal?
        for argument in launch.arguments where argument.use.needsOldData && isUnwritten(argument, launch, scope) {
            if argument.use == .readWrite { return Refusal(label: label, code: .uninitialized, isWarning: true) }
            refusal = Refusal(label: label, code: .uninitialized)
        }
        return refusal
    }

    private func isUnwritten(_ argument: Argument, _ launch: Launch, _ scope: Scope) -> Bool {
        (0 ..< (launch.points ?? 1)).contains { point in
            let held = held(by: argument.target, point, in: scope)
            return argument.fields.contains { !memory.written[held.region][$0].isSuperset(of: held.spots) }
        }
    }
}
