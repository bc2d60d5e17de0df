import CohortData
import CohortDiagnostics
import CohortGeometry

extension Region {
    /// Divides the region by the colour that a field holds at each point.
    ///
    /// Points with the same colour fall into the same piece, points that hold anything outside `colors` into none: the
    /// partition is disjoint, and complete exactly when every point holds a colour. All that was launched before is seen,
    /// and nothing launched later; the call returns at once, and the pieces are there when somebody needs them.
    ///
    /// - Parameters:
    ///   - path: a field of `Int`; read over the region's domain.
    ///   - colors: the colour space.
    /// - Errors: `region.uninitialized-field`, or the failure of a task that should have written the field; delivered by the
    ///   first launch that uses the partition.
    /// - Complexity: O(points); O(points · log colours) when the colours are very sparse.
    /// - SeeAlso: Treichler et al., *Dependent Partitioning*, OOPSLA 2016; Legion's `create_partition_by_field`.
    public func partitioned(
        by path: KeyPath<Space, Int>, colors: Range<Int>, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Partition<Space, N> {
        divided(by: self[dynamicMember: path], [colors], dimension: 1, file, line)
    }

    /// Divides the region by the colour that a field of `Int` holds at each point; `colors` may be sparse, in one dimension.
    ///
    /// - Errors: also `geometry.dimension-mismatch`.
    /// - SeeAlso: Legion's `create_partition_by_field`.
    public func partitioned(
        by path: KeyPath<Space, Int>, colors: Domain, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Partition<Space, N> {
        divided(by: self[dynamicMember: path], colors, dimension: 1, file, line)
    }

    /// Divides the region by the colour, a point of `M` dimensions, that a field holds at each point.
    ///
    /// - Errors: also `geometry.dimension-mismatch` when `colors` has other than `M` dimensions.
    /// - SeeAlso: Legion's `create_partition_by_field`.
    public func partitioned<let M: Int>(
        by path: KeyPath<Space, Point<M>>, colors: Domain, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Partition<Space, N> {
        divided(by: self[dynamicMember: path], colors, dimension: M, file, line)
    }

    /// Divides the region by the colour that a field of points holds; one range of colours for each of the `M` dimensions.
    ///
    /// - Errors: also `geometry.dimension-mismatch`.
    /// - SeeAlso: Legion's `create_partition_by_field`.
    public func partitioned<let M: Int>(
        by path: KeyPath<Space, Point<M>>, colors: Range<Int>..., file: StaticString = #fileID, line: UInt32 = #line
    ) -> Partition<Space, N> {
        divided(by: self[dynamicMember: path], colors, dimension: M, file, line)
    }

    private func divided<Element>(
        by field: RegionField<Element, N>, _ ranges: [Range<Int>], dimension: Int, _ file: StaticString, _ line: UInt32
    ) -> Partition<Space, N> {
        guard let colours = Colours.grid(ranges) else {
            return defective(Colours.tooMany(ranges), "field", at: SourceLocation(file: file, line: line))
        }
        return divided(by: field, colours, dimension: dimension, file, line)
    }

    private func divided<Element>(
        by field: RegionField<Element, N>, _ colours: Domain, dimension: Int, _ file: StaticString, _ line: UInt32
    ) -> Partition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        guard colours.dimension == dimension else {
            return defective(
                CohortError(
                    .geometryDimension, "colors of \(colours.dimension) dimensions for a field that holds \(dimension)",
                    rule: "a field that names colors holds points of the color space",
                    fix: "pass colors of \(dimension) dimensions"),
                "field", colours: colours, at: place)
        }
        let (space, reading) = (futureDomain, OperatorReading(field.source, words: dimension))
        return deferred("field", "partition by field", colours: colours, .disjoint, reading, at: place) { parts in
            Partitioning.byField(in: space, dimension: N, colours: colours, parts: parts.ofPoints)
        }
    }
}
