import CohortData
import CohortDiagnostics
import CohortGeometry

/// Points in `N` dimensions that several regions may share, and with them their partitions.
///
///     let cells = IndexSpace(0 ..< 1000)
///     let old = Region<State, 1>(over: cells), new = Region<State, 1>(over: cells)
///     let blocks = old.partitioned(.equal, into: 8)
///     step(blocks.height, blocks.applied(to: new).height)
///
/// The points may have any shape. A space that could not be made has no points, and regions over it report why.
///
/// - SeeAlso: Legion's `IndexSpaceT`.
public struct IndexSpace<let N: Int>: Sendable {
    let root: PartitionNode
    private let refusal: CohortError?

    /// The points that `domain` gives; when it throws, none and the error.
    init(at place: SourceLocation, _ domain: () throws(CohortError) -> Domain) {
        do throws(CohortError) {
            let points = try domain().requiring(spaceOf: N)
            root = PartitionNode(root: points, at: place)
            refusal = nil
        } catch {
            var error = error
            if error.place == nil { error.place = place }
            root = PartitionNode(root: .empty(dimension: N), at: place)
            refusal = error
        }
    }

    /// The points that `domain` will give; whoever needs them first calls it, and none are there when it throws.
    init(promisedAt place: SourceLocation, _ domain: @escaping @Sendable () throws(CohortError) -> Domain) {
        let content = PieceContent(from: PromisedSpace(place, dimension: N, domain), count: 1, dimension: N)
        root = PartitionNode(root: content, at: place)
        refusal = nil
    }

    /// Why there are no points; waits for them where they are promised.
    var defect: CohortError? { refusal ?? root.defect }

    /// The points of a domain.
    ///
    /// - Errors: `geometry.dimension-mismatch`, delivered by the first launch that uses a region over the space.
    public init(_ domain: Domain, file: StaticString = #fileID, line: UInt32 = #line) {
        self.init(at: SourceLocation(file: file, line: line)) { domain }
    }

    /// The points of a rectangle.
    ///
    /// - Errors: `geometry.overflow`, delivered by the first launch that uses a region over the space.
    public init(_ rectangle: Rect<N>, file: StaticString = #fileID, line: UInt32 = #line) {
        self.init(at: SourceLocation(file: file, line: line)) { () throws(CohortError) in try Domain(rectangle) }
    }

    /// The given points, in any order; one given twice is there once.
    ///
    /// - Errors: `geometry.overflow`, delivered by the first launch that uses a region over the space.
    /// - Complexity: O(n log n) in the points.
    /// - SeeAlso: Legion's `create_index_space` from points.
    public init(points: [Point<N>], file: StaticString = #fileID, line: UInt32 = #line) {
        self.init(at: SourceLocation(file: file, line: line)) { () throws(CohortError) in try Domain(points: points) }
    }

    /// The points of the given rectangles, in any order; they may overlap, repeat and be empty.
    ///
    /// - Errors: `geometry.overflow`, delivered by the first launch that uses a region over the space.
    /// - Complexity: O(n log n) in the rectangles for ordinary inputs.
    /// - SeeAlso: Legion's `create_index_space` from rectangles.
    public init(rectangles: [Rect<N>], file: StaticString = #fileID, line: UInt32 = #line) {
        self.init(at: SourceLocation(file: file, line: line)) { () throws(CohortError) in try Domain(rectangles: rectangles) }
    }
}

/// The points of an index space, which are asked for once.
private final class PromisedSpace: PieceSource {
    private let place: SourceLocation
    private let dimension: Int
    private let domain: @Sendable () throws(CohortError) -> Domain

    init(_ place: SourceLocation, dimension: Int, _ domain: @escaping @Sendable () throws(CohortError) -> Domain) {
        self.place = place
        self.dimension = dimension
        self.domain = domain
    }

    func wait() -> Result<ContiguousArray<Domain>, CohortError> {
        do throws(CohortError) {
            return .success([try domain().requiring(spaceOf: dimension)])
        } catch {
            var error = error
            error.place = error.place ?? place
            return .failure(error)
        }
    }
}

extension Domain {
    fileprivate func requiring(spaceOf dimension: Int) throws(CohortError) -> Domain {
        if self.dimension == dimension { return self }
        throw CohortError(
            .geometryDimension, "a \(dimension)-dimensional index space over a \(self.dimension)-dimensional domain",
            rule: "an index space has the dimension of its domain", fix: "write `IndexSpace<\(self.dimension)>`")
    }
}

extension IndexSpace where N == 1 {
    /// The indices of a range.
    public init(_ range: Range<Int>, file: StaticString = #fileID, line: UInt32 = #line) {
        self.init(Rect<1>(range), file: file, line: line)
    }
}
