extension Domain {
    /// A domain of rectangles that do not overlap, in any order: low corner, high corner, each `dimension` integers.
    ///
    /// For those who compute rectangles by other means than set algebra, and know that they are disjoint and in range.
    package init(dimension: Int, disjoint rectangles: ContiguousArray<Int>) { self.init(dimension: dimension, flat: rectangles) }
}
