import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

extension FutureMap {
    /// Makes a region of what the tasks returned, and a partition whose pieces are the tasks' shares, by the colours of the launch.
    ///
    /// In one dimension the shares follow each other in row-major order of the points, whatever their dimension. In more, the points of the launch have as
    /// many dimensions, form a rectangle, and the shares are put together like tiles: those of one row of points are equally high, and so on. A
    /// share may be empty; the region begins at 0 along each axis.
    ///
    /// Suspends until all tasks are over, since the region's size is known only then; the data are put in place by tasks, one for each share.
    /// - Returns: a region that this task owns, all fields written, and a disjoint, complete partition.
    /// - Throws: the error of the first task that failed; `output.element-count`, `output.misaligned`, `geometry.overflow`.
    /// - Complexity: O(points × fields), in parallel over the shares.
    /// - SeeAlso: Legion's output regions with global indexing.
    public func region<Space, let N: Int>(
        named name: String? = nil, file: StaticString = #fileID, line: UInt32 = #line
    ) async throws -> (region: Region<Space, N>, pieces: Partition<Space, N>) where Value == Output<Space, N> {
        let place = SourceLocation(file: file, line: line)
        let tiles = OutputTiles(domain: domain, shares: try await extents(place), dimension: N, place: place)
        let (whole, pieces) = try N == 1 ? tiles.line() : tiles.grid()
        let region = Region<Space, N>(over: whole, named: name, file: file, line: line)
        let partition = region.divided("output", colours: domain, .tiling, at: place) { pieces }
        moveInto(partition, place)
        return (region, partition)
    }

    /// Makes a region with a row for each task: the point (i, j) has element j of what point i of the launch returned.
    ///
    /// - Returns: a region over the rows, which may differ in length, and its partition into them.
    /// - Throws: as for `region`; `output.misaligned` when the launch has other than one dimension.
    /// - SeeAlso: Legion's output regions with local indexing.
    public func rows<Space>(
        named name: String? = nil, file: StaticString = #fileID, line: UInt32 = #line
    ) async throws -> (region: Region<Space, 2>, pieces: Partition<Space, 2>) where Value == Output<Space, 1> {
        let place = SourceLocation(file: file, line: line)
        let tiles = OutputTiles(domain: domain, shares: try await extents(place), dimension: 1, place: place)
        let (whole, pieces) = try tiles.rows()
        let region = Region<Space, 2>(over: whole, named: name, file: file, line: line)
        let partition = region.divided("output", colours: domain, .tiling, at: place) { pieces }
        moveInto(partition, place)
        return (region, partition)
    }

    /// The extents of each task's share, in the order of the domain.
    private func extents<Space, let N: Int>(_ place: SourceLocation) async throws -> [[Int]] where Value == Output<Space, N> {
        try await wait()
        return try await values.enumerated().map { index, share in
            guard let problem = share.problem else { return share.extents }
            throw CohortError(
                .outputCount, "the task of point \(domain.pointCoordinates(at: index)) returned \(problem)",
                rule: "an output has one element for each point of its extents",
                fix: "give as many elements as the product of the extents", at: place)
        }
    }

    /// Launches the tasks that write each share into its piece, column by column.
    private func moveInto<Space, let N: Int, let M: Int>(
        _ pieces: Partition<Space, M>, _ place: SourceLocation
    ) where Value == Output<Space, N> {
        let builder = LaunchBuilder("output", nil, file: place.file, line: place.line)
        builder.plan.kind = .operation(.output)
        let fields = pieces.tree.layout.fields
        builder.fields(pieces, .discard, keys: fields.map(\.key))
        builder.argument(self)
        builder.run { frame in
            let share = frame.value(0, as: Output<Space, N>.self)
            share.elements.withUnsafeBytes { elements in
                for (column, field) in fields.enumerated() {
                    CopyColumn(frame, column, .init(field, dimension: M))
                        .fill(from: elements, at: field.key, stride: MemoryLayout<Space>.stride)
                }
            }
        }
        let written: FutureMap<Void> = builder.index()
        _ = written
    }
}

extension CopyColumn {
    /// Writes every element in the order of the domain, from structures that have it at an offset.
    fileprivate func fill(from structures: UnsafeRawBufferPointer, at offset: Int, stride: Int) {
        guard var source = structures.baseAddress.map({ $0 + offset }) else { return }
        try? CopyRuns(shape: shape, dimension: dimension).forEach { point, count in
            var target = address(point)
            for _ in 0 ..< count {
                assign(source, to: target, 1)
                source += stride
                target += elementStride
            }
        }
    }
}
