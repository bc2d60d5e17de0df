import CohortGeometry
import CohortLife

// What an accessor does not do, as declarations that only say so: the compiler then names the rule and the way out, rather than a
// type that does not fit. It looks at them when nothing else fits; no program calls them.

extension Field {
    /// Refused: a borrowed field is only read.
    @available(
        *, unavailable,
        message: "a borrowed field is only read; to write, declare it `inout Field<…>`, or `var` in an access struct"
    )
    public subscript(point: Point<N>, privilege: Void = ()) -> Element {
        get { self[point] }
        nonmutating set {}
    }

    /// Refused: folding is a privilege of its own.
    @available(*, unavailable, message: "only a reduced field is folded into; declare the parameter `inout Reduce<…>`, or assign")
    public func fold(_ value: Element, at point: Point<N>) {}
}

extension Field where N == 1 {
    /// Refused: a borrowed field is only read.
    @available(
        *, unavailable,
        message: "a borrowed field is only read; to write, declare it `inout Field<…>`, or `var` in an access struct"
    )
    public subscript(index: Int, privilege: Void = ()) -> Element {
        get { self[index] }
        nonmutating set {}
    }

    /// Refused: folding is a privilege of its own.
    @available(*, unavailable, message: "only a reduced field is folded into; declare the parameter `inout Reduce<…>`, or assign")
    public func fold(_ value: Element, at index: Int) {}
}

extension Discard {
    /// Refused: nothing is written through what is borrowed.
    @available(*, unavailable, message: "a borrowed field is only read; to write, declare the parameter `inout`")
    public subscript(point: Point<N>, privilege: Void = ()) -> Element {
        get { field[point] }
        nonmutating set {}
    }

    /// Refused: there is nothing to fold into.
    @available(*, unavailable, message: "a discarded field holds nothing to fold into; declare the parameter `inout Reduce<…>`")
    public func fold(_ value: Element, at point: Point<N>) {}
}

extension Discard where N == 1 {
    /// Refused: nothing is written through what is borrowed.
    @available(*, unavailable, message: "a borrowed field is only read; to write, declare the parameter `inout`")
    public subscript(index: Int, privilege: Void = ()) -> Element {
        get { field[index] }
        nonmutating set {}
    }

    /// Refused: there is nothing to fold into.
    @available(*, unavailable, message: "a discarded field holds nothing to fold into; declare the parameter `inout Reduce<…>`")
    public func fold(_ value: Element, at index: Int) {}
}

extension Write {
    /// Refused: nothing is written through what is borrowed.
    @available(*, unavailable, message: "a borrowed field is only read; to write, declare the parameter `inout`")
    public subscript(point: Point<N>, privilege: Void = ()) -> Element {
        get { field[point] }
        nonmutating set {}
    }

    /// Refused: a fold reads what is there.
    @available(*, unavailable, message: "a write-only field cannot be folded into; declare the parameter `inout Reduce<…>`")
    public func fold(_ value: Element, at point: Point<N>) {}
}

extension Write where N == 1 {
    /// Refused: nothing is written through what is borrowed.
    @available(*, unavailable, message: "a borrowed field is only read; to write, declare the parameter `inout`")
    public subscript(index: Int, privilege: Void = ()) -> Element {
        get { field[index] }
        nonmutating set {}
    }

    /// Refused: a fold reads what is there.
    @available(*, unavailable, message: "a write-only field cannot be folded into; declare the parameter `inout Reduce<…>`")
    public func fold(_ value: Element, at index: Int) {}
}

extension Reduce {
    /// Refused: contributions of others may not be in the data yet.
    @available(
        *, unavailable,
        message: "a reduced field is only folded into, with its operator, by `inout`; to read or write, take `inout Field<…>`"
    )
    public subscript(point: Point<N>) -> Operator.Element {
        get { Operator.identity }
        nonmutating set {}
    }
}

extension Reduce where N == 1 {
    /// Refused: contributions of others may not be in the data yet.
    @available(
        *, unavailable,
        message: "a reduced field is only folded into, with its operator, by `inout`; to read or write, take `inout Field<…>`"
    )
    public subscript(index: Int) -> Operator.Element {
        get { Operator.identity }
        nonmutating set {}
    }
}

extension NoAccess {
    /// Refused: the field is only named.
    @available(
        *, unavailable,
        message: "a field without access is only named; to read, take `borrowing Field<…>`, to write, `inout Field<…>`"
    )
    public subscript(point: Point<N>) -> Element {
        get { field[point] }
        nonmutating set {}
    }

    /// Refused: the field is only named.
    @available(*, unavailable, message: "a field without access is only named; to fold, declare the parameter `inout Reduce<…>`")
    public func fold(_ value: Element, at point: Point<N>) {}
}

extension NoAccess where N == 1 {
    /// Refused: the field is only named.
    @available(
        *, unavailable,
        message: "a field without access is only named; to read, take `borrowing Field<…>`, to write, `inout Field<…>`"
    )
    public subscript(index: Int) -> Element {
        get { field[index] }
        nonmutating set {}
    }

    /// Refused: the field is only named.
    @available(*, unavailable, message: "a field without access is only named; to fold, declare the parameter `inout Reduce<…>`")
    public func fold(_ value: Element, at index: Int) {}
}
