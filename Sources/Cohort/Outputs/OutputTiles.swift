import CohortData
import CohortDiagnostics
import CohortGeometry

/// Where each task's share of an output lies within the whole.
struct OutputTiles {
    /// The points of the launch.
    let domain: Domain
    /// The extents of each share, in the order of the domain.
    let shares: [[Int]]
    let dimension: Int
    let place: SourceLocation

    typealias Placed = (whole: Domain, pieces: ContiguousArray<Domain>)

    /// One after the other.
    func line() throws(CohortError) -> Placed {
        let starts = try starts(shares.map { $0[0] })
        let pieces = zip(starts, shares).map { box([$0], $1) }
        return (box([0], [starts[shares.count]]), ContiguousArray(pieces))
    }

    /// Each in a row of its own, whose number is the point's coordinate.
    func rows() throws(CohortError) -> Placed {
        guard domain.dimension == 1 else {
            throw misaligned(
                "the launch has \(domain.dimension) dimensions, and a row's number is one",
                "launch over one dimension, or use `region()`")
        }
        let pieces = shares.enumerated().map { box([domain.pointCoordinates(at: $0)[0], 0], [1] + $1) }
        return (Domain.union(of: pieces.isEmpty ? [.empty(dimension: 2)] : pieces), ContiguousArray(pieces))
    }

    /// As the points of the launch lie.
    func grid() throws(CohortError) -> Placed {
        guard domain.dimension == dimension, domain.isDense else {
            throw misaligned(
                "the launch over \(domain) does not form a rectangle of \(dimension) dimensions",
                "launch over a rectangle of as many dimensions as the output has")
        }
        let low = domain.isEmpty ? [Int](repeating: 0, count: dimension) : domain.boundsPair.low
        var starts: [[Int]] = []
        for axis in 0 ..< dimension { starts.append(try self.starts(along(axis, low))) }
        let pieces = shares.enumerated().map { index, extents in
            let point = domain.pointCoordinates(at: index)
            return box((0 ..< dimension).map { starts[$0][point[$0] - low[$0]] }, extents)
        }
        return (box(starts.map { _ in 0 }, starts.map { $0[$0.count - 1] }), ContiguousArray(pieces))
    }

    /// The extent that all shares with one coordinate along the axis have, coordinate by coordinate.
    private func along(_ axis: Int, _ low: [Int]) throws(CohortError) -> [Int] {
        var extents: [Int?] = []
        for (index, share) in shares.enumerated() {
            let point = domain.pointCoordinates(at: index)
            let slot = point[axis] - low[axis]
            while extents.count <= slot { extents.append(nil) }
            if let known = extents[slot], known != share[axis] {
                throw misaligned(
                    "the share of point \(point) is \(share[axis]) long along axis \(axis), that of another point beside it \(known)",
                    "return equal extents from all points that have the coordinate \(point[axis]) along that axis")
            }
            extents[slot] = share[axis]
        }
        return extents.map { $0 ?? 0 }
    }

    /// Where each of these lengths begins, and after the last where it ends.
    private func starts(_ lengths: [Int]) throws(CohortError) -> [Int] {
        var starts = [0]
        for length in lengths {
            let (next, isHuge) = starts[starts.count - 1].addingReportingOverflow(length)
            if isHuge || Colours.isFar(next) {
                throw CohortError(
                    .geometryOverflow, "the outputs of a launch have more elements together than can be counted",
                    rule: "coordinates lie within ±2⁵⁹", fix: "return fewer elements", at: place)
            }
            starts.append(next)
        }
        return starts
    }

    private func box(_ low: [Int], _ extents: [Int]) -> Domain {
        if extents.contains(0) { return .empty(dimension: low.count) }
        return Domain(
            dimension: low.count, flat: ContiguousArray(low + zip(low, extents).map { $0 + $1 - 1 }))
    }

    private func misaligned(_ what: String, _ fix: String) -> CohortError {
        CohortError(
            .outputMisaligned, "outputs do not fit together: \(what)",
            rule: "shares are put together like tiles, in the places of the points that returned them", fix: fix, at: place)
    }
}
