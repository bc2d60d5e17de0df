import CohortData
import CohortDiagnostics
import CohortGeometry

/// A partition whose pieces are said one by one, each as a combination of other regions.
///
///     let shared = try nodes.pendingPartition(colors: 0 ..< 2)
///     try shared[0].fill(unionOf: [ghosts[0], ghosts[1]])
///     try shared[1].fill(with: nodes, subtracting: [ghosts[0], ghosts[1]])
///     relax(&(try shared.partition()).voltage)
///
/// When the last colour is filled there is a partition like any other. Before that, asking for it is an error and never
/// waits. Neither does filling: what a colour has is computed at once where the points are there and few, and otherwise by
/// operations that follow those of the partitions named.
/// - SeeAlso: Legion's `create_pending_partition`, which waits for ever when it is asked too early.
public final class PendingPartition<Space: FieldSpace, let N: Int> {
    /// The region that is divided.
    public let region: Region<Space, N>
    /// The colours that are to be filled.
    public let colors: Domain
    private var fills: ContiguousArray<PendingFill?>
    private var unfilledCount: Int
    private var made: Partition<Space, N>?
    private let place: SourceLocation

    init(_ region: Region<Space, N>, _ colours: Domain, _ place: SourceLocation) {
        self.region = region
        self.place = place
        colors = colours
        fills = ContiguousArray(repeating: nil, count: colours.volume)
        unfilledCount = colours.volume
    }

    /// True when every colour is filled; at once, when there are no colours.
    public var isFilled: Bool { unfilledCount == 0 }

    /// The piece of a colour, to be filled; one coordinate for each dimension of the colour space.
    public subscript(_ color: Int...) -> PendingPiece<Space, N> { PendingPiece(partition: self, color: color) }

    /// The piece of a colour, to be filled.
    public subscript<let M: Int>(_ color: Point<M>) -> PendingPiece<Space, N> {
        PendingPiece(partition: self, color: (0 ..< M).map { color[$0] })
    }

    /// The partition, when every colour is filled; the same one each time.
    ///
    /// - Throws: `partition.color-unfilled`, naming the first colour that is not filled; the region's own error.
    /// - Errors: `partition.piece-outside`, and those of the partitions named, where they were not known when the colour was
    ///   filled; delivered by the first launch that uses the partition.
    /// - Complexity: O(colours) the first time.
    public func partition(file: StaticString = #fileID, line: UInt32 = #line) throws(CohortError) -> Partition<Space, N> {
        if let made { return made }
        if let defect = region.tree.defect { throw defect }
        if let first = fills.firstIndex(where: { $0 == nil }) {
            throw CohortError(
                .colorUnfilled,
                "a pending partition of '\(region.name)' has no piece of color [\(name(first))] yet; "
                    + "\(unfilledCount) of \(colors.volume) colors are not filled",
                rule: "a pending partition is a partition when each of its colors is filled",
                fix: "fill the color, with `unionOf: []` if it has no points; it was declared at \(place)",
                at: SourceLocation(file: file, line: line))
        }
        let filled = ContiguousArray(fills.compactMap(\.self))
        var inputs: [ObjectIdentifier: PartitionNode] = [:]
        for input in filled.lazy.flatMap(\.inputs) { inputs[ObjectIdentifier(input)] = input }
        let partition = region.divided("pending", "pending partition", colours: colors, after: Array(inputs.values), at: place) {
            PieceWork(count: filled.count, parts: min($0.workers, max(1, filled.count)), dimension: N) {
                (piece) throws(CohortError) in try filled[piece].found()
            }
        }
        made = partition
        return partition
    }

    /// Fills a colour with points of the region.
    ///
    /// - Parameter inputs: the partitions whose pieces `points` looks at.
    func fill(
        _ color: [Int], after inputs: [PartitionNode], at place: SourceLocation,
        _ points: @escaping @Sendable () throws(CohortError) -> Domain
    ) throws(CohortError) {
        if let defect = region.tree.defect { throw defect }
        guard let piece = colors.index(ofPoint: color) else {
            throw CohortError(
                .unknownColor,
                "a pending partition of '\(region.name)' has the colors \(colors), not [\(Self.list(color))]",
                rule: "a piece is named by a color of its partition",
                fix: "use a color that was declared at \(self.place)", at: place)
        }
        if let before = fills[piece] {
            throw CohortError(
                .colorFilled,
                "color [\(name(piece))] of a pending partition of '\(region.name)' was filled at \(before.place)",
                rule: "each color of a pending partition is filled exactly once",
                fix: "fill another color, or unite both at the first place", at: place)
        }
        let check = OutsideCheck(name: name(piece), region: region.name, domain: region.futureDomain)
        let fill = PendingFill(inputs: inputs, points: { () throws(CohortError) in try check(try points()) }, place: place)
        fills[piece] = try settled(fill)
        unfilledCount -= 1
    }

    /// The fill with its points, where they are there from the start and few; else as it is.
    private func settled(_ fill: PendingFill) throws(CohortError) -> PendingFill {
        guard (fill.inputs + [region.node]).allSatisfy(\.isSmall) else { return fill }
        let points = try fill.found()
        return PendingFill(inputs: [], points: { points }, place: fill.place)
    }

    private func name(_ piece: Int) -> String { Self.list(colors.pointCoordinates(at: piece)) }

    private static func list(_ color: [Int]) -> String { color.map(String.init).joined(separator: ", ") }
}

/// Requires that the points of a piece are points of the region.
private struct OutsideCheck: Sendable {
    let name: String
    let region: String
    let domain: FutureSpace

    func callAsFunction(_ points: Domain) throws(CohortError) -> Domain {
        let outside = try points.subtracting(domain())
        if outside.isEmpty { return points }
        throw CohortError(
            .pieceOutside, "the piece of color [\(name)] has points outside '\(region)': \(outside)",
            rule: "every point of a piece is a point of the region that is partitioned",
            fix: "intersect the piece with the region")
    }
}

extension Region {
    /// Declares the colours of a partition whose pieces are filled one by one.
    ///
    /// - Parameter colors: the colour space, of any dimension; each of its colours must be filled, exactly once.
    /// - Throws: `partition.invalid-colors` for too many colours.
    /// - Complexity: O(colours).
    /// - SeeAlso: Legion's `create_pending_partition`.
    public func pendingPartition(
        colors: Domain, file: StaticString = #fileID, line: UInt32 = #line
    ) throws(CohortError) -> PendingPartition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        if colors.volume > Colours.limit {
            var error = Colours.tooMany([0 ..< colors.volume])
            error.place = place
            throw error
        }
        return PendingPartition(self, colors, place)
    }

    /// Declares a range of colours of a partition whose pieces are filled one by one.
    ///
    /// - Throws: `partition.invalid-colors` for too many colours.
    public func pendingPartition(
        colors: Range<Int>, file: StaticString = #fileID, line: UInt32 = #line
    ) throws(CohortError) -> PendingPartition<Space, N> {
        guard let domain = Colours.grid([colors]) else {
            var error = Colours.tooMany([colors])
            error.place = SourceLocation(file: file, line: line)
            throw error
        }
        return try pendingPartition(colors: domain, file: file, line: line)
    }
}
