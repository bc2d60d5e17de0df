import CohortGeometry
import CohortLife

// The same of accessors that walk any layout; see `Field+Refusals.swift`.

extension StridedField {
    /// Refused: a borrowed field is only read.
    @available(
        *, unavailable,
        message: "a borrowed field is only read; to write, declare it `inout StridedField<…>`, or `var` in an access struct"
    )
    public subscript(point: Point<N>, privilege: Void = ()) -> Element {
        get { self[point] }
        nonmutating set {}
    }

    /// Refused: folding is a privilege of its own.
    @available(
        *, unavailable, message: "only a reduced field is folded into; declare the parameter `inout StridedReduce<…>`, or assign"
    )
    public func fold(_ value: Element, at point: Point<N>) {}
}

extension StridedField where N == 1 {
    /// Refused: a borrowed field is only read.
    @available(
        *, unavailable,
        message: "a borrowed field is only read; to write, declare it `inout StridedField<…>`, or `var` in an access struct"
    )
    public subscript(index: Int, privilege: Void = ()) -> Element {
        get { self[index] }
        nonmutating set {}
    }

    /// Refused: folding is a privilege of its own.
    @available(
        *, unavailable, message: "only a reduced field is folded into; declare the parameter `inout StridedReduce<…>`, or assign"
    )
    public func fold(_ value: Element, at index: Int) {}
}

extension StridedDiscard {
    /// Refused: nothing is written through what is borrowed.
    @available(*, unavailable, message: "a borrowed field is only read; to write, declare the parameter `inout`")
    public subscript(point: Point<N>, privilege: Void = ()) -> Element {
        get { field[point] }
        nonmutating set {}
    }

    /// Refused: there is nothing to fold into.
    @available(
        *, unavailable, message: "a discarded field holds nothing to fold into; declare the parameter `inout StridedReduce<…>`"
    )
    public func fold(_ value: Element, at point: Point<N>) {}
}

extension StridedDiscard where N == 1 {
    /// Refused: nothing is written through what is borrowed.
    @available(*, unavailable, message: "a borrowed field is only read; to write, declare the parameter `inout`")
    public subscript(index: Int, privilege: Void = ()) -> Element {
        get { field[index] }
        nonmutating set {}
    }

    /// Refused: there is nothing to fold into.
    @available(
        *, unavailable, message: "a discarded field holds nothing to fold into; declare the parameter `inout StridedReduce<…>`"
    )
    public func fold(_ value: Element, at index: Int) {}
}

extension StridedWrite {
    /// Refused: nothing is written through what is borrowed.
    @available(*, unavailable, message: "a borrowed field is only read; to write, declare the parameter `inout`")
    public subscript(point: Point<N>, privilege: Void = ()) -> Element {
        get { field[point] }
        nonmutating set {}
    }

    /// Refused: a fold reads what is there.
    @available(
        *, unavailable, message: "a write-only field cannot be folded into; declare the parameter `inout StridedReduce<…>`"
    )
    public func fold(_ value: Element, at point: Point<N>) {}
}

extension StridedWrite where N == 1 {
    /// Refused: nothing is written through what is borrowed.
    @available(*, unavailable, message: "a borrowed field is only read; to write, declare the parameter `inout`")
    public subscript(index: Int, privilege: Void = ()) -> Element {
        get { field[index] }
        nonmutating set {}
    }

    /// Refused: a fold reads what is there.
    @available(
        *, unavailable, message: "a write-only field cannot be folded into; declare the parameter `inout StridedReduce<…>`"
    )
    public func fold(_ value: Element, at index: Int) {}
}

extension StridedReduce {
    /// Refused: contributions of others may not be in the data yet.
    @available(
        *, unavailable,
        message:
            "a reduced field is only folded into, with its operator, by `inout`; to read or write, take `inout StridedField<…>`"
    )
    public subscript(point: Point<N>) -> Operator.Element {
        get { Operator.identity }
        nonmutating set {}
    }
}

extension StridedReduce where N == 1 {
    /// Refused: contributions of others may not be in the data yet.
    @available(
        *, unavailable,
        message:
            "a reduced field is only folded into, with its operator, by `inout`; to read or write, take `inout StridedField<…>`"
    )
    public subscript(index: Int) -> Operator.Element {
        get { Operator.identity }
        nonmutating set {}
    }
}
