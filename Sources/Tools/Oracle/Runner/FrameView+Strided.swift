import Cohort
import CohortGeometry

// The same through the accessors that walk any layout.

extension FrameView {
    static func read<E: Element, let N: Int>(_ field: borrowing StridedField<E, N>, _ visit: (Spot, UInt64) -> Void) {
        for point in field.domain { visit(Spot(point), field[point].bits) }
    }

    static func update<E: Element, let N: Int>(_ field: consuming StridedField<E, N>, _ change: (Spot, UInt64) -> UInt64) {
        for point in field.domain { field[point] = E(bits: change(Spot(point), field[point].bits)) }
    }

    static func write<E: Element, let N: Int>(_ field: consuming StridedWrite<E, N>, _ value: (Spot) -> UInt64?) {
        for point in field.domain {
            if let bits = value(Spot(point)) { field[point] = E(bits: bits) }
        }
    }

    static func discard<E: Element, let N: Int>(_ field: consuming StridedDiscard<E, N>, _ value: (Spot) -> UInt64) {
        for point in field.domain { field[point] = E(bits: value(Spot(point))) }
    }

    func fold<Operator: ReductionOperator, let N: Int>(
        _ sums: consuming StridedReduce<Operator, N>, _ value: (Spot, UInt64) -> UInt64
    ) where Operator.Element: Element {
        for turn: UInt64 in 0 ..< 2 {
            for point in sums.domain { sums.fold(Operator.Element(bits: value(Spot(point), turn)), at: point) }
        }
    }
}
