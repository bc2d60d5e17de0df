import CohortData
import CohortLocking
import CohortLife
import Synchronization

/// The type-erased forms of all operators in use, one a type.
enum ReductionOperations {
    private static let known = Locked<[ObjectIdentifier: ReductionOperation]>([:])

    static func operation<Operator: ReductionOperator>(_ type: Operator.Type) -> ReductionOperation {
        known.withLock {
            let key = ObjectIdentifier(type)
            if let operation = $0[key] { return operation }
            let operation = make(type)
            $0[key] = operation
            return operation
        }
    }

    // The loops below call an operator through its witness table, some 5 ns an element, but for the usual ones, for which they
    // are compiled as such.
    @_specialize(where Operator == Sum<Double>)
    @_specialize(where Operator == Sum<Float>)
    @_specialize(where Operator == Sum<Int>)
    @_specialize(where Operator == Sum<Int64>)
    @_specialize(where Operator == Sum<Int32>)
    @_specialize(where Operator == Minimum<Double>)
    @_specialize(where Operator == Maximum<Double>)
    private static func make<Operator: ReductionOperator>(_ type: Operator.Type) -> ReductionOperation {
        ReductionOperation(
            name: "\(type)", elementStride: MemoryLayout<Operator.Element>.stride,
            managed: Operator.Element.self as? any FieldElement.Type, isExact: Operator.isExact,
            initialize: { elements, count in
                elements.bindMemory(to: Operator.Element.self, capacity: count)
                    .initialize(repeating: Operator.identity, count: count)
            },
            fold: { target, source, count in
                let target = target.assumingMemoryBound(to: Operator.Element.self)
                let source = source.assumingMemoryBound(to: Operator.Element.self)
                for index in 0 ..< count { Operator.combine(&target[index], source[index]) }
            })
    }
}
