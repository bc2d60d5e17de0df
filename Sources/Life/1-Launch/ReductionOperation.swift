import CohortData

/// An operator without its type: how to start an accumulator and how to fold one into the data.
package final class ReductionOperation: Sendable {
    package let name: String
    package let elementStride: Int
    /// The type of elements that must be ended; nil for plain memory.
    let managed: (any FieldElement.Type)?
    /// True when any order and grouping gives the same bits, so that folding in place is allowed.
    package let isExact: Bool
    /// Sets `count` elements to the identity.
    package let initialize: @Sendable (_ elements: UnsafeMutableRawPointer, _ count: Int) -> Void
    /// `target[i] = target[i] ∘ source[i]` for `count` elements.
    package let fold: @Sendable (_ target: UnsafeMutableRawPointer, _ source: UnsafeRawPointer, _ count: Int) -> Void

    package init(
        name: String, elementStride: Int, managed: (any FieldElement.Type)?, isExact: Bool,
        initialize: @escaping @Sendable (UnsafeMutableRawPointer, Int) -> Void,
        fold: @escaping @Sendable (UnsafeMutableRawPointer, UnsafeRawPointer, Int) -> Void
    ) {
        self.name = name
        self.elementStride = elementStride
        self.managed = managed
        self.isExact = isExact
        self.initialize = initialize
        self.fold = fold
    }
}
