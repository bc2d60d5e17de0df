import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

/// One field of a region or of every piece of a partition: what images follow, one piece for each colour.
public protocol PieceField<Key>: FieldArgument {
    /// Where the field is.
    var source: PieceFieldSource { get }
}

/// Names a field and the pieces it is looked at through.
public struct PieceFieldSource {
    package let tree: RegionTree
    package let node: PartitionNode
    /// The one piece, or nil for all.
    package let piece: Int?
    package let field: Int32

    /// One colour for each piece; a region is the single colour 0.
    var colours: Domain { piece == nil ? node.colours : .singleColour }
    var pieces: ContiguousArray<Domain> { piece.map { [node.pieces[$0]] } ?? node.pieces }
}

extension RegionField: PieceField {
    /// Where the field is.
    public var source: PieceFieldSource { PieceFieldSource(tree: tree, node: node, piece: piece, field: field) }
}

extension PartitionField: PieceField {
    /// Where the field is.
    public var source: PieceFieldSource { PieceFieldSource(tree: tree, node: node, piece: nil, field: field) }
}

extension PieceField {
    /// The field's memory, once everything launched before that writes it is over; helps with that work meanwhile.
    ///
    /// A task that reads the field is launched, so that order, privileges and lazy fills are those of any reader. Nothing can
    /// write before the caller goes on, since launching is what the caller does.
    ///
    /// - Throws: the error of a writer; `region.uninitialized-field`; `launch.missing-privilege`; `launch.no-context`.
    func waitForColumn<Element, let N: Int>(
        _ operation: StaticString, _ file: StaticString, _ line: UInt32
    ) throws(CohortError) -> PointColumn where Key == Column<Element, N> {
        let source = source
        if let defect = source.tree.defect { throw defect }
        let builder = LaunchBuilder(operation, nil, file: file, line: line)
        builder.plan.predicate = nil
        builder.field(self, .read)
        builder.run { $0.finish(with: true) }
        if source.pieces.contains(where: { !$0.isEmpty }) { try builder.wait(source) }
        if source.field < 0 { throw builder.plan.defect ?? LaunchMisuse.noContext("a partition", builder.place) }
        return PointColumn(
            origin: try source.tree.storage.origin(ofField: Int(source.field)), strides: source.tree.storage.strides,
            words: MemoryLayout<Element>.stride / MemoryLayout<Int>.stride)
    }
}

extension LaunchBuilder {
    /// Launches the reader, and runs other work on this thread until it is over.
    fileprivate func wait(_ source: PieceFieldSource) throws(CohortError) {
        let box: TypedFutureBox<Bool>?
        if source.piece == nil { box = index(returning: Bool.self).box } else { box = single(returning: Bool.self).box }
        guard let context, let box else { throw plan.defect ?? LaunchMisuse.noContext("a partition", place) }
        context.block(on: box)
        if let failure = box.firstFailure { throw failure }
        if !box.isDone {
            throw CohortError(
                .barrierStalled,
                "a partition needs data that waits for a barrier, and the line that makes it must wait for the data",
                rule: "what a line waits for may not depend on what the same code launches later",
                fix: "launch what arrives at the barrier before the partition is made", at: place)
        }
    }
}
