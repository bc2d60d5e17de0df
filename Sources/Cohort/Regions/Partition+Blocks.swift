import CohortData
import CohortDiagnostics
import CohortGeometry

/// How a region is divided when only the number of pieces is given.
public struct PartitionRule: Sendable {
    /// Pieces of equal size, as far as that goes.
    public static let equal = PartitionRule()
}

extension Region {
    /// Divides the region into pieces of equal size: consecutive blocks, disjoint and complete.
    ///
    /// With one count, the colours are `0 ..< count`. A rectangle is cut across its longest axis, block `k` from layer
    /// ⌊k·L / count⌋ on, so that blocks differ by at most one layer; where there are more pieces than layers, and in a sparse
    /// region, it is cut between points, so that volumes differ by at most one. With a count for each axis, the colours are
    /// a grid, and every axis of the bounding rectangle is cut. More pieces than points leave some empty.
    ///
    /// - Parameter counts: one positive number, or one for each dimension.
    /// - Errors: `partition.invalid-colors`, delivered by the first launch that uses the partition.
    /// - Complexity: O(pieces + rectangles).
    /// - SeeAlso: Legion's `create_equal_partition`, which promises no more than balance either.
    public func partitioned(
        _ rule: PartitionRule, into counts: Int..., file: StaticString = #fileID, line: UInt32 = #line
    ) -> Partition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        guard counts.allSatisfy({ $0 > 0 }), counts.count == 1 || counts.count == N else {
            return defective(
                Colours.invalid(
                    "an equal partition into \(counts.map(String.init).joined(separator: " × ")) pieces of a region of \(N) dimensions",
                    "one count, or one for each dimension, and each is at least 1",
                    fix: "pass one positive number, or \(N) of them"), "equal", at: place)
        }
        let ranges = counts.map { 0 ..< $0 }
        guard let colours = Colours.grid(ranges) else { return defective(Colours.tooMany(ranges), "equal", at: place) }
        return cut("equal", colours: colours, .tiling, at: place) { space in
            counts.count == 1
                ? Partitioning.equalBlocks(of: space, count: counts[0]) : Partitioning.equalGrid(of: space, counts: counts)
        }
    }

    /// Divides the region into consecutive blocks whose sizes are in proportion to weights: disjoint and complete.
    ///
    /// Cut `k` is at ⌊L · (w₀ + … + w₍k₋₁₎) / W⌋ of the layers across the longest axis, or of the points, as for `.equal`.
    /// A weight of 0 gives an empty piece.
    ///
    /// - Parameter weights: one for each colour `0 ..< weights.count`; none negative, not all 0.
    /// - Errors: `partition.invalid-colors`.
    /// - Complexity: O(pieces + rectangles).
    /// - SeeAlso: Legion's `create_partition_by_weights`.
    public func partitioned(weights: [Int], file: StaticString = #fileID, line: UInt32 = #line) -> Partition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        var sum = 0
        var isValid = true
        for weight in weights {
            let next = sum.addingReportingOverflow(weight)
            if weight < 0 || next.overflow { isValid = false }
            sum = next.partialValue
        }
        guard isValid, sum > 0 else {
            return defective(
                Colours.invalid(
                    "a partition by the weights \(weights)",
                    "weights are at least 0, at least one is positive, and their sum fits an Int",
                    fix: "pass the relative size of each piece"), "weights", colours: Colours.line(weights.count), at: place)
        }
        return cut("weights", colours: Colours.line(weights.count), .tiling, at: place) { space in
            Partitioning.blocks(of: space, weights: weights)
        }
    }
}
