import CohortGeometry
import CohortLife

extension FutureMap {
    /// Folds all results into one, in row-major order of the points, starting from `initial` or the operator's identity.
    ///
    /// The order is fixed, so floating-point results are the same for any number of workers. O(points) in one task.
    /// - SeeAlso: Legion's `reduce_future_map` with `ordered`.
    public func reduce<Operator: ReductionOperator>(
        _ type: Operator.Type, initial: Value? = nil, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Future<Value> where Operator.Element == Value {
        let builder = LaunchBuilder("reduce", nil, file: file, line: line)
        builder.plan.kind = .bookkeeping
        guard let box else { return builder.single() }
        builder.follow(box)
        let elements = (0 ..< domain.volume).map(element)
        builder.run { frame in
            var total = initial ?? Operator.identity
            for element in elements { Operator.combine(&total, box.elements[element]) }
            frame.finish(with: total)
        }
        return builder.single()
    }
}

extension FutureMap where Value: AdditiveArithmetic & BitwiseCopyable & Sendable {
    /// The sum of all results, in order; integers wrap around, as `Sum` says.
    public func sum(initial: Value? = nil, file: StaticString = #fileID, line: UInt32 = #line) -> Future<Value> {
        reduce(Sum<Value>.self, initial: initial, file: file, line: line)
    }
}

extension FutureMap where Value: Bounded {
    /// The least result.
    public func min(initial: Value? = nil, file: StaticString = #fileID, line: UInt32 = #line) -> Future<Value> {
        reduce(Minimum<Value>.self, initial: initial, file: file, line: line)
    }

    /// The greatest result.
    public func max(initial: Value? = nil, file: StaticString = #fileID, line: UInt32 = #line) -> Future<Value> {
        reduce(Maximum<Value>.self, initial: initial, file: file, line: line)
    }
}
