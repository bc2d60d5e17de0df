import CohortGeometry
import CohortLife

/// An operator that folds contributions into elements.
///
/// `combine` should be associative and commutative up to rounding. Contributions of one task are folded into an accumulator
/// that starts at `identity`; accumulators are folded into the data in program order, so results do not depend on the
/// number of workers.
public protocol ReductionOperator: Sendable {
    /// What is reduced: numbers, or the elements of any other field.
    associatedtype Element: Sendable
    /// The element that changes nothing.
    static var identity: Element { get }
    /// Folds `value` into `target`.
    static func combine(_ target: inout Element, _ value: Element)
    /// True when every order and grouping gives the same bits; then accumulators may be saved. False unless said otherwise.
    static var isExact: Bool { get }
}

extension ReductionOperator {
    /// False: floating-point sums depend on their order.
    public static var isExact: Bool { false }
}

/// A view that folds into a field with one operator; neither reading nor writing compiles.
@frozen
public struct Reduce<Operator: ReductionOperator, let N: Int>: ~Copyable {
    @usableFromInline var field: Field<Operator.Element, N>

    /// Accessor number `index` of a running task; used by generated code.
    @inlinable public init(_ frame: TaskFrame, _ index: Int) { field = Field(frame, index) }

    /// The points of the piece.
    @inlinable public var domain: Spans<N> { field.domain }

    /// Folds `value` into the element at a point of the domain.
    @inlinable @inline(__always)
    public mutating func fold(_ value: Operator.Element, at point: Point<N>) { Operator.combine(&field[point], value) }

    /// What can be folded into, at a point of the domain: `sums[p] += value`.
    @inlinable
    public subscript(point: Point<N>) -> Accumulator<Operator> {
        // SAFETY: an accumulator is one element and nothing else, frozen, so it has the element's layout.
        @inline(__always) unsafeAddress {
            UnsafePointer(UnsafeMutableRawPointer(field.address(point)).assumingMemoryBound(to: Accumulator<Operator>.self))
        }
        @inline(__always) mutating unsafeMutableAddress {
            UnsafeMutableRawPointer(field.address(point)).assumingMemoryBound(to: Accumulator<Operator>.self)
        }
    }
}

extension Reduce where N == 1 {
    /// Folds `value` into the element at an index of the domain.
    @inlinable @inline(__always)
    public mutating func fold(_ value: Operator.Element, at index: Int) { Operator.combine(&field[index], value) }

    /// What can be folded into, at an index of the domain.
    @inlinable
    public subscript(index: Int) -> Accumulator<Operator> {
        // SAFETY: an accumulator is one element and nothing else, frozen, so it has the element's layout.
        @inline(__always) unsafeAddress {
            UnsafePointer(UnsafeMutableRawPointer(field.address(index)).assumingMemoryBound(to: Accumulator<Operator>.self))
        }
        @inline(__always) mutating unsafeMutableAddress {
            UnsafeMutableRawPointer(field.address(index)).assumingMemoryBound(to: Accumulator<Operator>.self)
        }
    }
}

/// One element of a reduced field: takes contributions, and can be neither read nor replaced by another.
@frozen
public struct Accumulator<Operator: ReductionOperator>: ~Copyable {
    @usableFromInline var element: Operator.Element

    @inlinable init(element: Operator.Element) { self.element = element }

    /// Folds a value in.
    @inlinable @inline(__always)
    public mutating func fold(_ value: Operator.Element) { Operator.combine(&element, value) }
}

/// The operators whose fold is written `+=`.
public protocol AdditiveReduction: ReductionOperator {}

extension Accumulator where Operator: AdditiveReduction {
    /// Folds a value in.
    @inlinable @inline(__always)
    public static func += (accumulator: inout Self, value: Operator.Element) { accumulator.fold(value) }
}
