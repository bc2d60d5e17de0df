import CohortData
import CohortDiagnostics
import CohortGeometry

// Set operators, colour by colour. Both sides are partitions in one index space; a colour that one lacks is empty there.

extension Partition {
    /// Each colour's points in either partition. The colours are those of both; the region divided is the innermost one that
    /// holds both.
    ///
    /// - Errors: `partition.foreign-space` for different index spaces, `geometry.dimension-mismatch` for colours of different
    ///   dimension; delivered by the first launch that uses the partition.
    /// - Complexity: one set operation for each colour.
    /// - SeeAlso: Legion's `create_partition_by_union`, which never returns when colours differ.
    public func union(_ other: Partition, file: StaticString = #fileID, line: UInt32 = #line) -> Partition {
        zipped(other, .union, "union", SourceLocation(file: file, line: line))
    }

    /// Each colour's points in both partitions. The colours are those of both, so some pieces may be empty.
    ///
    /// - Errors: as for `union`.
    /// - SeeAlso: Legion's `create_partition_by_intersection`.
    public func intersection(_ other: Partition, file: StaticString = #fileID, line: UInt32 = #line) -> Partition {
        zipped(other, .intersection, "intersection", SourceLocation(file: file, line: line))
    }

    /// Each colour's points in this partition and not in the other. The colours are this one's; disjoint if this one is.
    ///
    /// - Errors: as for `union`.
    /// - SeeAlso: Legion's `create_partition_by_difference`.
    public func subtracting(_ other: Partition, file: StaticString = #fileID, line: UInt32 = #line) -> Partition {
        zipped(other, .difference, "difference", SourceLocation(file: file, line: line))
    }

    private func zipped(_ other: Partition, _ operation: PieceOperation, _ origin: String, _ place: SourceLocation) -> Partition {
        let outer = operation == .union ? node.commonPiece(with: other.node) : (node.parent ?? node, node.parentColour)
        let own = Region<Space, N>(tree: tree, node: outer?.0 ?? node, piece: outer?.1 ?? 0)
        let known = operation == .difference ? KnownShape.disjoint(like: node) : .unknown
        let colours = Partitioning.colours(node.colours, other.node.colours, operation)
        do throws(CohortError) {
            if let defect = other.tree.defect { throw defect }
            guard node.shares(tree: other.node) else {
                throw ForeignSpace.error("the \(origin) of partitions of", tree, other.tree)
            }
            guard let colours else {
                throw CohortError(
                    .geometryDimension,
                    "the \(origin) of partitions whose colors have \(node.colours.dimension) and "
                        + "\(other.node.colours.dimension) dimensions",
                    rule: "set operators work color by color", fix: "use color spaces of one dimension")
            }
            let (left, right) = (node, other.node)
            return own.divided(
                origin, "set operator on partitions", colours: colours, known, after: [left, right], at: place
            ) { parts in
                Partitioning.zipped(
                    left, right, operation, colours: colours, dimension: N, parts: parts.ofPieces(colours.volume))
            }
        } catch {
            return own.defective(error, origin, colours: colours ?? node.colours, at: place)
        }
    }
}

extension Region {
    /// One piece, of colour 0: the points of this region that lie in any piece of a partition.
    ///
    /// - Errors: `partition.foreign-space` for a partition of another index space.
    /// - Complexity: O(n log n) in the rectangles.
    /// - SeeAlso: Legion's `union_index_spaces`.
    public func partitioned(
        unionOf partition: Partition<Space, N>, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Partition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        if let error = foreign(partition, "the union within") { return defective(error, "union", at: place) }
        let (node, space) = (partition.node, futureDomain)
        return divided("union", "union of pieces", colours: .singleColour, .disjoint, after: [node], at: place) { parts in
            Partitioning.united(node, in: space, dimension: N, parts: parts.ofPieces(node.count))
        }
    }

    /// Each colour's points that lie in this region: the partition seen from here.
    ///
    /// The other partition may divide any region of the same index space, an outer or an overlapping one too. Its colours are
    /// the result's; those with nothing here are empty.
    ///
    /// - Errors: `partition.foreign-space` for a partition of another index space.
    /// - Complexity: one intersection for each piece.
    /// - SeeAlso: Legion's `create_partition_by_intersection` of a region and a partition.
    public func partitioned<Other>(
        intersecting partition: Partition<Other, N>, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Partition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        if let error = foreign(partition, "the intersection of") {
            return defective(error, "intersection", colours: partition.colors, at: place)
        }
        let (node, space) = (partition.node, futureDomain)
        return divided(
            "intersection", "intersection with pieces", colours: partition.colors, .disjoint(like: node), after: [node], at: place
        ) { parts in
            Partitioning.mirrored(node, in: space, dimension: N, parts: parts.ofPieces(node.count))
        }
    }

    /// Why an operator of this region cannot use a partition.
    private func foreign<Other>(_ partition: Partition<Other, N>, _ what: String) -> CohortError? {
        if let defect = partition.tree.defect { return defect }
        return node.shares(tree: partition.node) ? nil : ForeignSpace.error(what, tree, partition.tree)
    }
}

enum ForeignSpace {
    static func error(_ what: String, _ left: RegionTree, _ right: RegionTree) -> CohortError {
        CohortError(
            .foreignSpace, "\(what) '\(left.name)' and '\(right.name)', which have different index spaces",
            rule: "points are the same only within one index space",
            fix: "make both regions over one `IndexSpace`, and partition that")
    }
}
