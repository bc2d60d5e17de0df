import CohortData
import CohortDiagnostics
import CohortGeometry

extension Region {
    /// Gives each colour the points whose pointer lies in the target's piece of that colour: `{ p : f(p) ∈ piece }`.
    ///
    /// Disjoint where the target is: a point goes wherever the thing it points to goes. Complete when every pointer lies in some
    /// piece. All that was launched before is seen, and the call returns at once, as with images.
    ///
    /// - Parameters:
    ///   - target: a partition of the region that the field points into.
    ///   - path: a field of `Int`; read over this region's domain.
    ///   - checked: whether a pointer outside the region that `target` divides is an error; otherwise its point is in no piece.
    /// - Errors: `partition.pointer-outside` when `checked`, naming point and value; `region.uninitialized-field`; a writer's
    ///   failure; delivered by the first launch that uses the partition.
    /// - Complexity: O(points) look-ups in a table, in O(log rectangles) when the target is much larger than this region.
    /// - SeeAlso: Treichler et al., *Dependent Partitioning*, OOPSLA 2016; Legion's `create_partition_by_preimage`, of which the
    ///   manual says that it is always disjoint; it is not.
    public func partitioned<Target>(
        preimageOf target: Partition<Target, 1>, through path: KeyPath<Space, Int>, checked: Bool = false,
        file: StaticString = #fileID, line: UInt32 = #line
    ) -> Partition<Space, N> {
        preimage(target, self[dynamicMember: path], checked, file, line)
    }

    /// Gives each colour the points whose pointer, a point of `M` dimensions, lies in the target's piece of that colour.
    ///
    /// - Errors: as for pointers of `Int`.
    /// - SeeAlso: Legion's `create_partition_by_preimage`.
    public func partitioned<Target, let M: Int>(
        preimageOf target: Partition<Target, M>, through path: KeyPath<Space, Point<M>>, checked: Bool = false,
        file: StaticString = #fileID, line: UInt32 = #line
    ) -> Partition<Space, N> {
        preimage(target, self[dynamicMember: path], checked, file, line)
    }

    /// Gives each colour the points whose range meets the target's piece of that colour.
    ///
    /// Aliased where a range meets two pieces, even of a disjoint target. An empty range meets nothing.
    ///
    /// - Errors: as for pointers.
    /// - Complexity: O(log rectangles) for each range, and O(1) for each run of the target that it meets.
    /// - SeeAlso: Legion's `create_partition_by_preimage_range`.
    public func partitioned<Target, let M: Int>(
        preimageOf target: Partition<Target, M>, throughRanges path: KeyPath<Space, Rect<M>>, checked: Bool = false,
        file: StaticString = #fileID, line: UInt32 = #line
    ) -> Partition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        let field = self[dynamicMember: path]
        let (count, space) = (target.count, futureDomain)
        return preimage(target, field, "partition by preimage of ranges", words: 2 * M, .unknown, place) {
            pieces, outer, parts in
            Partitioning.preimageOfRanges(
                of: pieces, count: count, in: space, dimension: N, targetSpace: outer, isChecked: checked, parts: parts)
        }
    }

    private func preimage<Element, Target, let M: Int>(
        _ target: Partition<Target, M>, _ pointers: RegionField<Element, N>, _ checked: Bool,
        _ file: StaticString, _ line: UInt32
    ) -> Partition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        let known = KnownShape.disjoint(like: target.node)
        let (count, space) = (target.count, futureDomain)
        return preimage(target, pointers, "partition by preimage", words: M, known, place) { pieces, outer, parts in
            Partitioning.preimage(
                of: pieces, count: count, in: space, dimension: N, targetSpace: outer, isChecked: checked, parts: parts)
        }
    }

    /// The target's pieces may be unfinished: then they are awaited by the operations, and not here.
    private func preimage<Element, Target, let M: Int>(
        _ target: Partition<Target, M>, _ field: RegionField<Element, N>, _ name: StaticString, words: Int, _ known: KnownShape,
        _ place: SourceLocation, _ work: (@escaping FuturePieces, @escaping FutureSpace, Int) -> PieceWork
    ) -> Partition<Space, N> {
        if let defect = target.tree.defect { return defective(defect, "preimage", colours: target.colors, at: place) }
        let node = target.node
        let reading = OperatorReading(field.source, words: words)
        return deferred("preimage", name, colours: target.colors, known, reading, after: [node], at: place) { parts in
            work({ node.pieces }, { node.parentDomain }, parts.ofPoints)
        }
    }
}
