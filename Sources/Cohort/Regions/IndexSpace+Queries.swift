import CohortGeometry

extension IndexSpace {
    /// The points.
    public var domain: Domain { root.pieces[0] }

    /// The number of points.
    public var volume: Int { domain.volume }

    /// True when there is no point.
    public var isEmpty: Bool { domain.isEmpty }

    /// True when the points fill their bounding rectangle; so do no points at all.
    public var isDense: Bool { domain.isDense }

    /// The smallest rectangle around all points; an empty one when there are none. O(rectangles).
    public var bounds: Rect<N> { domain.bounds() }

    /// The points as disjoint rectangles, sorted by low corner; equal sets of points have equal lists. O(rectangles).
    ///
    ///     for rectangle in cells.rectangles { print(rectangle.lo, rectangle.hi) }
    ///
    /// - SeeAlso: Legion's `RectInDomainIterator`.
    public var rectangles: [Rect<N>] { domain.rectangles() }

    /// True for a point of the space. O(N · log rectangles).
    ///
    /// - SeeAlso: Legion's `safe_cast`.
    public func contains(_ point: Point<N>) -> Bool { domain.contains(point) }
}
