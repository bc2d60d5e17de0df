import CohortLife

extension Future where Value == Bool {
    /// True when this one is false.
    public static prefix func ! (future: Future) -> Future { combined("not", [future]) { !$0[0] } }

    /// True when both are.
    public static func && (left: Future, right: Future) -> Future { combined("and", [left, right]) { $0[0] && $0[1] } }

    /// True when either is.
    public static func || (left: Future, right: Future) -> Future { combined("or", [left, right]) { $0[0] || $0[1] } }

    private static func combined(
        _ name: StaticString, _ sources: [Future], _ function: @escaping ([Bool]) -> Bool
    ) -> Future {
        let builder = LaunchBuilder(name, nil, file: #fileID, line: #line)
        builder.plan.kind = .bookkeeping
        // A condition is always worked out, also within another one's scope.
        builder.plan.predicate = nil
        let boxes = sources.compactMap(\.box)
        let elements = sources.map(\.element)
        for box in boxes { builder.follow(box) }
        builder.run { frame in
            frame.finish(with: function(zip(boxes, elements).map { $0.elements[$1] }))
        }
        return builder.single()
    }
}

/// Launches what `launch` launches under a condition: when it turns out false, the tasks do not run, and write nothing. Within
/// another such scope both conditions must hold.
///
/// - Errors: `launch.no-substitute` for a task with a result: use the forms with `otherwise`.
/// - SeeAlso: Legion's predicates.
public func predicated(_ condition: Future<Bool>, _ launch: () -> Void) {
    withPredication(Predication(box: condition.conditionBox, substitute: nil), launch)
}

/// Launches a task with a result under a condition; when it is false the result is `otherwise`.
public func predicated<Result>(
    _ condition: Future<Bool>, otherwise: Result, _ launch: () -> Future<Result>
) -> Future<Result> {
    withPredication(.substituting(otherwise, condition), launch)
}

/// Launches index tasks with results under a condition; when it is false every point's result is `otherwise`.
public func predicated<Result>(
    _ condition: Future<Bool>, otherwise: Result, _ launch: () -> FutureMap<Result>
) -> FutureMap<Result> {
    withPredication(.substituting(otherwise, condition), launch)
}

private func withPredication<Result>(_ predication: Predication, _ launch: () -> Result) -> Result {
    guard let context = TaskContext.current else { return launch() }
    let outer = context.predication
    context.predication = outer.map { predication.and($0) } ?? predication
    defer { context.predication = outer }
    return launch()
}

extension Predication {
    /// The same substitute for the case that not both conditions hold.
    fileprivate func and(_ outer: Predication) -> Predication {
        guard let mine = box as? TypedFutureBox<Bool>, let others = outer.box as? TypedFutureBox<Bool> else { return self }
        let both = Future(condition: others) && Future(condition: mine)
        return Predication(box: both.box ?? mine, substitute: substitute)
    }

    fileprivate static func substituting<Result>(_ value: Result, _ condition: Future<Bool>) -> Predication {
        Predication(box: condition.conditionBox) { box, point in
            if let box = box as? TypedFutureBox<Result> { box.store(value, at: point) }
        }
    }
}

extension Future where Value == Bool {
    /// The future of a box with one element, which some launch of this context fills.
    fileprivate init(condition box: TypedFutureBox<Bool>) {
        self.init(box: box, element: 0)
    }

    /// A box whose only element is this future.
    fileprivate var conditionBox: FutureBox {
        if let box, box.count == 1 { return box }
        return (self && Future(true)).box ?? TypedFutureBox<Bool>(count: 1)
    }
}
