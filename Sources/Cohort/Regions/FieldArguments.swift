import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

/// Says, at compile time, which accessor an argument can become: a column of `Element` over `N` dimensions.
public enum Column<Element, let N: Int> {}

/// Says, at compile time, that an argument is points of a region over `Space` in `N` dimensions.
public enum Rows<Space: FieldSpace, let N: Int> {}

/// One field of a region, of each piece of a partition, or of projected pieces: what a task's field parameter takes.
public protocol FieldArgument<Key> {
    /// `Column<Element, N>`.
    associatedtype Key
    /// Adds the argument to a launch; used by generated code.
    func require(_ builder: LaunchBuilder, _ access: Access)
}

/// A region, a partition or projected pieces: what a parameter with several fields takes.
public protocol RegionArgument<Key> {
    /// `Rows<Space, N>`.
    associatedtype Key
    /// Adds some fields, by key, to a launch; used by generated code.
    func require(_ builder: LaunchBuilder, _ access: Access, keys: [Int])
}

/// What a parameter may do with its fields.
public struct Access: Sendable {
    let privilege: Privilege
    let reduction: ReductionOperation?
    var coherence = Coherence.exclusive
    /// True when the accessor walks any strides.
    var isStrided = false

    /// Reads.
    public static let read = Access(privilege: .read, reduction: nil)
    /// Reads and writes.
    public static let readWrite = Access(privilege: .readWrite, reduction: nil)
    /// Writes some points, keeps the others.
    public static let write = Access(privilege: .write, reduction: nil)
    /// Overwrites.
    public static let discard = Access(privilege: .discard, reduction: nil)
    /// Only names.
    public static let none = Access(privilege: .none, reduction: nil)
    /// The same access, with siblings allowed to do what `coherence` says.
    public func with(_ coherence: Coherence) -> Access {
        var access = self
        access.coherence = coherence
        return access
    }

    /// The same access through an accessor that walks any affine layout, such as `StridedField`.
    public var strided: Access {
        var access = self
        access.isStrided = true
        return access
    }

    /// Folds with one operator.
    public static func reduce<Operator: ReductionOperator>(_ type: Operator.Type) -> Access {
        Access(privilege: .reduce, reduction: ReductionOperations.operation(type))
    }
}

/// One field of a region or subregion.
public struct RegionField<Element, let N: Int>: FieldArgument, SharedArgument {
    /// The column this is.
    public typealias Key = Column<Element, N>
    private let pieces: RegionPartition
    package var tree: RegionTree { pieces.tree }
    package var node: PartitionNode { pieces.node }
    package let piece: Int
    package let field: Int32
    /// What siblings may do meanwhile.
    public var coherence: Coherence

    init(tree: RegionTree, node: PartitionNode, piece: Int, field: Int32, coherence: Coherence = .exclusive) {
        self.init(RegionPartition(tree, node), piece: piece, field: field, coherence: coherence)
    }

    init(_ pieces: RegionPartition, piece: Int, field: Int32, coherence: Coherence = .exclusive) {
        self.pieces = pieces
        self.piece = piece
        self.field = field
        self.coherence = coherence
    }

    /// The points.
    public var domain: Domain { node.pieces[piece] }

    /// Adds the argument to a launch; used by generated code.
    public func require(_ builder: LaunchBuilder, _ access: Access) {
        builder.require(pieces, .piece(piece), field, access.with(coherence))
    }
}

/// One field of every piece of a partition: passed to a task, it means one task for each colour.
public struct PartitionField<Element, let N: Int>: FieldArgument, SharedArgument {
    /// The column this is.
    public typealias Key = Column<Element, N>
    private let pieces: RegionPartition
    package var tree: RegionTree { pieces.tree }
    package var node: PartitionNode { pieces.node }
    package let field: Int32
    /// What siblings may do meanwhile.
    public var coherence: Coherence

    init(_ pieces: RegionPartition, field: Int32, coherence: Coherence = .exclusive) {
        self.pieces = pieces
        self.field = field
        self.coherence = coherence
    }

    /// Adds the argument to a launch; used by generated code.
    public func require(_ builder: LaunchBuilder, _ access: Access) {
        builder.require(pieces, .identity, field, access.with(coherence))
    }

    /// This field itself, in the form that `&` takes: `add(&pieces.all, 1)`.
    public var all: PartitionField {
        get { self }
        nonmutating set {}
    }

    /// The field of the piece of a colour.
    public subscript(_ color: Int..., file file: StaticString = #fileID, line line: UInt32 = #line) -> RegionField<Element, N> {
        get {
            let region = Partition<DynamicFields, N>(pieces).piece(color, SourceLocation(file: file, line: line))
            return RegionField(region.pieces, piece: region.piece, field: field, coherence: coherence)
        }
        nonmutating set {}
    }
}

/// One field of the pieces that a projection names, within `forEach`.
public struct ProjectedField<Element, let N: Int>: FieldArgument, SharedArgument {
    /// The column this is.
    public typealias Key = Column<Element, N>
    private let pieces: RegionPartition
    package var tree: RegionTree { pieces.tree }
    package var node: PartitionNode { pieces.node }
    package let field: Int32
    package let projection: Projection
    /// What siblings may do meanwhile.
    public var coherence = Coherence.exclusive

    init(_ pieces: RegionPartition, field: Int32, projection: Projection) {
        self.pieces = pieces
        self.field = field
        self.projection = projection
    }

    /// Adds the argument to a launch; used by generated code.
    public func require(_ builder: LaunchBuilder, _ access: Access) {
        if let selection = builder.selection(of: node, projection, in: tree) {
            builder.require(pieces, selection, field, access.with(coherence))
        }
    }
}

/// Pieces that a projection names, within `forEach`.
@dynamicMemberLookup
public struct ProjectedRegion<Space: FieldSpace, let N: Int>: RegionArgument, SharedArgument {
    /// The rows these are.
    public typealias Key = Rows<Space, N>
    private let pieces: RegionPartition
    package var tree: RegionTree { pieces.tree }
    package var node: PartitionNode { pieces.node }
    package let projection: Projection
    /// What siblings may do meanwhile.
    public var coherence = Coherence.exclusive

    init(_ pieces: RegionPartition, projection: Projection) {
        self.pieces = pieces
        self.projection = projection
    }

    /// Names one field.
    public subscript<Element>(dynamicMember path: KeyPath<Space, Element>) -> ProjectedField<Element, N> {
        get {
            let key = MemoryLayout<Space>.offset(of: path) ?? -1
            var field = ProjectedField<Element, N>(
                pieces, field: Int32(pieces.layout.index(ofKey: key) ?? -1), projection: projection)
            field.coherence = coherence
            return field
        }
        nonmutating set {}
    }

    /// Adds some fields to a launch; used by generated code.
    public func require(_ builder: LaunchBuilder, _ access: Access, keys: [Int]) {
        if let selection = builder.selection(of: node, projection, in: tree) {
            builder.require(pieces, selection, keys: keys, access.with(coherence))
        }
    }
}

extension Region: RegionArgument, SharedArgument {
    /// The rows these are.
    public typealias Key = Rows<Space, N>

    /// Adds some fields to a launch; used by generated code.
    public func require(_ builder: LaunchBuilder, _ access: Access, keys: [Int]) {
        builder.require(pieces, .piece(piece), keys: keys, access.with(coherence))
    }
}

extension Partition: RegionArgument, SharedArgument {
    /// The rows these are.
    public typealias Key = Rows<Space, N>

    /// Adds some fields to a launch; used by generated code.
    public func require(_ builder: LaunchBuilder, _ access: Access, keys: [Int]) {
        builder.require(pieces, .identity, keys: keys, access.with(coherence))
    }
}
