import CohortData
import CohortGeometry
import CohortLife

/// A view that overwrites a field: the old contents are lost, and reading does not compile.
///
/// Every point of the domain should be written. Otherwise as `Field`.
@frozen
public struct Discard<Element, let N: Int>: ~Copyable {
    @usableFromInline var field: Field<Element, N>

    /// Accessor number `index` of a running task; used by generated code.
    @inlinable public init(_ frame: TaskFrame, _ index: Int) { field = Field(frame, index) }

    /// The points of the piece.
    @inlinable public var domain: Spans<N> { field.domain }

    /// Writes the element at a point of the domain.
    @inlinable
    public subscript(point: Point<N>) -> Element {
        @available(*, unavailable, message: "a discarded field holds nothing to read; declare the parameter `inout Field<…>`")
        get { field[point] }
        set { field[point] = newValue }
    }
}

extension Discard where N == 1 {
    /// Writes the element at an index of the domain.
    @inlinable
    public subscript(index: Int) -> Element {
        @available(*, unavailable, message: "a discarded field holds nothing to read; declare the parameter `inout Field<…>`")
        get { field[index] }
        set { field[index] = newValue }
    }
}

/// A view that writes some points of a field and keeps the others; reading does not compile. Otherwise as `Field`.
@frozen
public struct Write<Element, let N: Int>: ~Copyable {
    @usableFromInline var field: Field<Element, N>

    /// Accessor number `index` of a running task; used by generated code.
    @inlinable public init(_ frame: TaskFrame, _ index: Int) { field = Field(frame, index) }

    /// The points of the piece.
    @inlinable public var domain: Spans<N> { field.domain }

    /// Writes the element at a point of the domain.
    @inlinable
    public subscript(point: Point<N>) -> Element {
        @available(*, unavailable, message: "a write-only field cannot be read; declare the parameter `inout Field<…>`")
        get { field[point] }
        set { field[point] = newValue }
    }
}

extension Write where N == 1 {
    /// Writes the element at an index of the domain.
    @inlinable
    public subscript(index: Int) -> Element {
        @available(*, unavailable, message: "a write-only field cannot be read; declare the parameter `inout Field<…>`")
        get { field[index] }
        set { field[index] = newValue }
    }
}

/// Names a field without touching it: to bound what a task that launches others may pass on.
@frozen
public struct NoAccess<Element, let N: Int>: ~Copyable {
    @usableFromInline let field: Field<Element, N>

    /// Accessor number `index` of a running task; used by generated code.
    @inlinable public init(_ frame: TaskFrame, _ index: Int) { field = Field(frame, index) }

    /// The points of the piece.
    @inlinable public var domain: Spans<N> { field.domain }
}
