import CohortDiagnostics

/// The meaning of a program: a sequential runtime in a few pages.
///
/// Steps happen one after the other, in the order they are written. An index launch is a loop over its points. A fill or a copy
/// happens at once. What a task folds goes to accumulators that start at the operator's identity; they are folded into the data
/// when all points of the launch are over, point by point, and within a point in the order of its arguments. A task that launches
/// others is those others, in order. Everything else a runtime does is there to be fast without anyone being able to tell.
///
/// - Complexity: O(points) dictionary operations for each argument of each task.
public struct Oracle {
    let program: RandomProgram
    var memory: Memory
    var main = Scope(held: nil)

    /// An oracle that has done nothing yet.
    public init(_ program: RandomProgram) {
        self.program = program
        memory = Memory(program)
    }

    /// The outcome of a whole program.
    ///
    /// - Throws: `Refusal` when a step breaks a rule: the program is not one to compare with.
    public static func outcome(of program: RandomProgram) throws(Refusal) -> Outcome {
        var oracle = Oracle(program)
        for operation in program.operations { try oracle.perform(operation) }
        return oracle.outcome
    }

    /// Does one step of the main task.
    mutating func perform(_ operation: Operation) throws(Refusal) { try perform(operation, &main) }

    /// The rule that a step breaks, perhaps only when it runs; nothing has happened afterwards.
    func trial(_ operation: Operation) -> Refusal? {
        var other = self
        other.memory = Memory(memory)
        do throws(Refusal) {
            try other.perform(operation)
            return nil
        } catch {
            return error
        }
    }

    private func perform(_ operation: Operation, _ scope: inout Scope) throws(Refusal) {
        if let refusal = refusal(of: operation, in: scope) { throw refusal }
        memory.step = operation.label
        let results = scope.results
        let runs = operation.condition?.holds { results[$0]![0] } ?? true
        if runs { note(operation, scope) }
        switch operation.action {
        case .fill(let fill): if runs { self.fill(fill, scope) }
        case .copy(let copy): if runs { try self.copy(copy, operation.label, scope) }
        case .launch(let launch):
            if let barrier = launch.company.arrivesAt { memory.arrivals.insert(barrier) }
            scope.results[operation.label] =
                runs
                ? try self.launch(operation.label, launch, scope)
                : Array(repeating: Condition.otherwise, count: launch.points ?? 1)
        case .epoch(let members): for member in members { try perform(member, &scope) }
        case .again(let part):
            for turn in 0 ..< part.times { for step in part.steps(inTurn: turn) { try perform(step, &scope) } }
        case .inline(let argument, let within):
            scope.results[operation.label] = try launch(operation.label, Launch([argument]), scope)
            for child in within { try perform(child, &scope) }
        case .reduceMap(let source, let fold):
            let total = scope.results[source]!.reduce(fold.identity(isFloating: true)) {
                fold.combine($0, $1.bitPattern, isFloating: true)
            }
            scope.results[operation.label] = [Double(bitPattern: total)]
        case .destroy(let region): end(region, .destroyed)
        case .drop(let region): end(region, .dropped)
        case .attach(let attach): self.attach(attach, scope)
        case .detach(let number, let flushes): detach(number, flushes: flushes)
        case .acquire(let argument): acquire(argument, scope)
        case .release(let argument): release(argument, scope)
        case .column(let step):
            if let result = self.perform(step, operation.label) { scope.results[operation.label] = [result] }
        case .wait, .fence, .divide: break
        }
    }

    private func end(_ region: Int, _ ending: Memory.Ending) {
        endArrays(of: region)
        memory.endings[region] = ending
    }

    private func fill(_ fill: Fill, _ scope: Scope) {
        let bits =
            switch fill.source {
            case .bits(let bits): bits
            case .result(let label): scope.results[label]![0].bitPattern
            }
        let argument = fill.launch.arguments[0]
        for point in 0 ..< (fill.launch.points ?? 1) {
            let held = held(by: argument, point, in: scope)
            for field in argument.fields { for spot in held.spots { memory.store(bits, held.region, field, spot) } }
        }
    }

    /// Runs the points in order; returns their results.
    private func launch(_ label: Int, _ launch: Launch, _ scope: Scope) throws(Refusal) -> [Double] {
        var views: [OracleView] = []
        var results: [Double] = []
        for point in 0 ..< (launch.points ?? 1) {
            let held = launch.arguments.map { self.held(by: $0, point, in: scope) }
            let values = launch.values.map { value(of: $0, point, in: scope) }
            if let children = launch.children {
                var inner = Scope(held: held, results: scope.results)
                try discarding(label, held) { () throws(Refusal) in for child in children { try perform(child, &inner) } }
                let seen = launch.awaitsChildren ? children.flatMap { inner.results[$0.label] ?? [] } : []
                results.append(Body.result(label, point: point, values: values, children: seen))
            } else {
                var view = OracleView(memory, launch, held)
                results.append(Body.run(label, launch, point: point, values: values, &view))
                views.append(view)
            }
        }
        memory.step = label
        for view in views { view.foldAccumulators() }
        return results
    }

    /// Runs what a task launches, which must write all that the task discards: else there is nothing to compare. Nobody reads it before,
    /// since who discards may not pass on the right to read.
    private func discarding(_ label: Int, _ held: [Held], _ run: () throws(Refusal) -> Void) throws(Refusal) {
        let discarded = held.filter { $0.grant?.use == .discard }
        for one in discarded { for field in one.grant?.fields ?? [] { memory.discard(one.region, field, one.spots) } }
        try run()
        let isWritten = discarded.allSatisfy { one in
            (one.grant?.fields ?? []).allSatisfy { memory.isDefined(one.region, $0, one.spots) }
        }
        if !isWritten { throw Refusal(label: label, code: .uninitialized, isUncertain: true) }
    }

    private func value(of value: Value, _ point: Int, in scope: Scope) -> Double {
        switch value {
        case .constant(let number): number
        case .perPoint(let bits): Value.element(bits, point)
        case .result(let label): scope.results[label]![0]
        case .element(let label, let element): scope.results[label]![element]
        case .map(let label, let rule): scope.results[label]![rule.color(point, of: scope.results[label]!.count)]
        }
    }
}
