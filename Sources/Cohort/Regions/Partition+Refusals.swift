import CohortGeometry

// What no partition is made from, as declarations that only say so; see `Accessors/Field+Refusals.swift`.

extension Region {
    /// Refused: such elements lead nowhere in this region.
    @available(
        *, unavailable,
        message: "an image follows pointers into the region that is partitioned: `Int` on a line, `Point<N>` in N dimensions"
    )
    public func partitioned<Element, let K: Int>(
        imageOf pointers: some PieceField<Column<Element, K>>, checked: Bool = false
    ) -> Partition<Space, N> { partitioned(.equal, into: 1) }

    /// Refused: such elements are no ranges of this region.
    @available(
        *, unavailable, message: "an image of ranges follows `Rect<N>` with the dimension of the region that is partitioned"
    )
    public func partitioned<Element, let K: Int>(
        rangesOf ranges: some PieceField<Column<Element, K>>, checked: Bool = false
    ) -> Partition<Space, N> { partitioned(.equal, into: 1) }

    /// Refused: such elements are no colours, or the field is not named by its key path.
    @available(*, unavailable, message: "colors are a field of `Int` or `Point`, named as `\\.color`")
    public func partitioned(by field: some FieldArgument, colors: Range<Int>) -> Partition<Space, N> {
        partitioned(.equal, into: 1)
    }

    /// Refused: such elements are no colours.
    @available(*, unavailable, message: "colors are a field of `Int` or `Point`, named as `\\.color`")
    public func partitioned<Element>(
        by path: KeyPath<Space, Element>, colors: Range<Int>
    ) -> Partition<Space, N> { partitioned(.equal, into: 1) }

    /// Refused: points of another dimension.
    @available(*, unavailable, message: "pieces have the dimension of the region that is partitioned")
    public func partitioned<let M: Int>(pieces: [Rect<M>], clipped: Bool = false) -> Partition<Space, N> {
        partitioned(.equal, into: 1)
    }
}
