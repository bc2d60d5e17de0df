/// Pieces beside each other, so many to a bucket that what is sorted into buckets, and then within each, stays in a cache.
struct Buckets: Sendable {
    let pieceCount: Int
    /// Bucket `b` has the pieces whose numbers, shifted right by so much, are `b`.
    let shift: Int
    let count: Int
    /// True when 32 bits can number the points.
    let isNarrow: Bool

    /// So many pieces can be sorted in one step.
    private static let fewPieces = 1 << 10
    /// A bucket has about so many runs, as far as pieces and buckets do not become too many.
    private static let fewRuns = 1 << 13
    private static let fewBuckets = 1 << 12

    /// - Parameters:
    ///   - points: about how many runs there may be.
    ///   - source: what the points are numbered in.
    init(pieceCount: Int, points: Int, in source: IndexBox) {
        self.pieceCount = pieceCount
        isNarrow = source.count <= 1 << 32
        if pieceCount <= Self.fewPieces {
            shift = 0
        } else {
            let wanted = max(pieceCount / Self.fewPieces, min(points / Self.fewRuns, Self.fewBuckets))
            shift = Int.bitWidth - 1 - max(1, pieceCount / wanted).leadingZeroBitCount
        }
        count = (pieceCount + (1 << shift) - 1) >> shift
    }

    /// The pieces of some buckets.
    func pieces(of buckets: Range<Int>) -> Range<Int> {
        min(pieceCount, buckets.lowerBound << shift) ..< min(pieceCount, buckets.upperBound << shift)
    }
}
