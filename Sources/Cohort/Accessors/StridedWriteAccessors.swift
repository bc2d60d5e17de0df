import CohortGeometry
import CohortLife

/// A `Discard` that walks any affine layout; see `StridedField`.
@frozen
public struct StridedDiscard<Element, let N: Int>: ~Copyable {
    @usableFromInline var field: StridedField<Element, N>

    /// Accessor number `index` of a running task; used by generated code.
    @inlinable public init(_ frame: TaskFrame, _ index: Int) { field = StridedField(frame, index) }

    /// The points of the piece.
    @inlinable public var domain: Spans<N> { field.domain }

    /// Writes the element at a point of the domain.
    @inlinable
    public subscript(point: Point<N>) -> Element {
        @available(
            *, unavailable, message: "a discarded field holds nothing to read; declare the parameter `inout StridedField<…>`"
        )
        get { field[point] }
        set { field[point] = newValue }
    }
}

extension StridedDiscard where N == 1 {
    /// Writes the element at an index of the domain.
    @inlinable
    public subscript(index: Int) -> Element {
        @available(
            *, unavailable, message: "a discarded field holds nothing to read; declare the parameter `inout StridedField<…>`"
        )
        get { field[index] }
        set { field[index] = newValue }
    }
}

/// A `Write` that walks any affine layout; see `StridedField`.
@frozen
public struct StridedWrite<Element, let N: Int>: ~Copyable {
    @usableFromInline var field: StridedField<Element, N>

    /// Accessor number `index` of a running task; used by generated code.
    @inlinable public init(_ frame: TaskFrame, _ index: Int) { field = StridedField(frame, index) }

    /// The points of the piece.
    @inlinable public var domain: Spans<N> { field.domain }

    /// Writes the element at a point of the domain.
    @inlinable
    public subscript(point: Point<N>) -> Element {
        @available(*, unavailable, message: "a write-only field cannot be read; declare the parameter `inout StridedField<…>`")
        get { field[point] }
        set { field[point] = newValue }
    }
}

extension StridedWrite where N == 1 {
    /// Writes the element at an index of the domain.
    @inlinable
    public subscript(index: Int) -> Element {
        @available(*, unavailable, message: "a write-only field cannot be read; declare the parameter `inout StridedField<…>`")
        get { field[index] }
        set { field[index] = newValue }
    }
}
