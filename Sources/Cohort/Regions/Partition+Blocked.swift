import CohortData
import CohortDiagnostics
import CohortGeometry

extension Region {
    /// Divides the region into blocks of one size: disjoint and complete.
    ///
    /// Blocks start at the low corner of the bounding rectangle; those at its high end may be smaller. The colours are a grid
    /// with the region's dimension, ⌈extent / size⌉ along each axis, from 0.
    ///
    /// - Parameter sizes: one positive number for all axes, or one for each dimension.
    /// - Errors: `partition.invalid-colors`.
    /// - Complexity: O(pieces), times a logarithm or, sparse in several dimensions, an intersection for each.
    /// - SeeAlso: Legion's `create_partition_by_blockify`.
    public func blocked(by sizes: Int..., file: StaticString = #fileID, line: UInt32 = #line) -> Partition<Space, N> {
        blocked(sizes, origin: nil, SourceLocation(file: file, line: line))
    }

    /// Divides the region into blocks of one size, counted from an origin: disjoint and complete.
    ///
    /// Point `p` is in the block of colour ⌊(p − origin) / size⌋, axis by axis, so that regions with different corners are cut
    /// along the same lines. The origin may lie anywhere; colours below it are negative, and the blocks at both ends may be
    /// smaller.
    ///
    ///     Region<Cell, 1>(3 ..< 10).blocked(by: 4, origin: 0)     // 0: 3, 1: 4...7, 2: 8...9
    ///
    /// - Parameters:
    ///   - sizes: one positive number for all axes, or one for each dimension.
    ///   - origin: the low corner of the block of colour 0.
    /// - Errors: `partition.invalid-colors`.
    /// - Complexity: as without an origin.
    /// - SeeAlso: Legion's `create_partition_by_blockify`.
    public func blocked(
        by sizes: Int..., origin: Point<N>, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Partition<Space, N> {
        blocked(sizes, origin: (0 ..< N).map { origin[$0] }, SourceLocation(file: file, line: line))
    }

    private func blocked(_ sizes: [Int], origin: [Int]?, _ place: SourceLocation) -> Partition<Space, N> {
        guard sizes.allSatisfy({ $0 > 0 }), sizes.count == 1 || sizes.count == N else {
            return defective(
                Colours.invalid(
                    "blocks of size \(sizes.map(String.init).joined(separator: " × ")) in a region of \(N) dimensions",
                    "one size, or one for each dimension, and each is at least 1",
                    fix: "pass one positive number, or \(N) of them"),
                "blocks", at: place)
        }
        if let origin, origin.contains(where: Colours.isFar) {
            return defective(
                Colours.invalid(
                    "blocks from the origin \(origin)", "the origin of blocks lies within ±2⁵⁹",
                    fix: "move the origin by a multiple of the size"), "blocks", at: place)
        }
        let sizes = sizes.count == N ? sizes : [Int](repeating: sizes[0], count: N)
        let numbers = Partitioning.blockNumbers(of: domain, sizes: sizes, origin: origin)
        return divided("blocks", grid: numbers, .tiling, at: place) { _ in
            Partitioning.blocks(of: domain, sizes: sizes, origin: origin)
        }
    }
}
