// What a future is not, as declarations that only say so; see `Accessors/Field+Refusals.swift`.

extension Future where Value: AdditiveArithmetic {
    /// Refused: the value may not be there yet.
    @available(*, unavailable, message: "a future is no value yet; await its `value`, or pass it to a task")
    public static func + (left: Future, right: Value) -> Value { right }

    /// Refused: the value may not be there yet.
    @available(*, unavailable, message: "a future is no value yet; await its `value`, or pass it to a task")
    public static func - (left: Future, right: Value) -> Value { right }
}

extension Future where Value: Numeric {
    /// Refused: the value may not be there yet.
    @available(*, unavailable, message: "a future is no value yet; await its `value`, or pass it to a task")
    public static func * (left: Future, right: Value) -> Value { right }
}

extension Future where Value: Comparable {
    /// Refused: the value may not be there yet.
    @available(*, unavailable, message: "a future is no value yet; await its `value`, or pass it to a task")
    public static func < (left: Future, right: Value) -> Bool { false }

    /// Refused: the value may not be there yet.
    @available(*, unavailable, message: "a future is no value yet; await its `value`, or pass it to a task")
    public static func > (left: Future, right: Value) -> Bool { false }
}

/// Refused: what stands for a result has its type.
@available(*, unavailable, message: "`otherwise` stands for the task's result, so it has the type of that")
public func predicated<Result, Other>(
    _ condition: Future<Bool>, otherwise: Other, _ launch: () -> Future<Result>
) -> Future<Result> { launch() }

/// Refused: what stands for a result has its type.
@available(*, unavailable, message: "`otherwise` stands for the task's result, so it has the type of that")
public func predicated<Result, Other>(
    _ condition: Future<Bool>, otherwise: Other, _ launch: () -> FutureMap<Result>
) -> FutureMap<Result> { launch() }
