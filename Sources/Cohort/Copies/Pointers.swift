import CohortGeometry

/// Says, at compile time, that an element names a point in `N` dimensions.
public enum Places<let N: Int> {}

/// What a gather or a scatter follows: an `Int` names a point on the line, a `Point<N>` one in `N` dimensions.
public protocol PointerElement: BitwiseCopyable {
    /// `Places<N>`.
    associatedtype Target
}

extension Int: PointerElement {
    /// A point on the line.
    public typealias Target = Places<1>
}

extension Point: PointerElement {
    /// A point in as many dimensions.
    public typealias Target = Places<N>
}

/// What a gather or a scatter does with a pointer that leaves the piece it should point into.
public enum OutOfRange: Sendable {
    /// The copy fails with `copy.pointer-outside`, and so does what depends on it.
    case refused
    /// Nothing is copied for that pointer.
    case skipped
}
