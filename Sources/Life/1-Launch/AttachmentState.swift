import CohortData
import CohortDiagnostics
import CohortGeometry

/// Fields of some points of a region whose data belong elsewhere: to an array outside, or to tasks that share them.
package final class AttachmentState: @unchecked Sendable {
    // SAFETY: used in the program order of the context that made it only.
    let tree: RegionTree
    let domain: Domain
    let fields: [Int32]
    /// Where the data belong; nil when this task holds the region simultaneously: then the one instance is where they belong.
    let external: ExternalInstance?
    /// True when what is outside has the new data whenever an operation that wrote is over.
    let isRestricted: Bool
    package let place: SourceLocation
    /// What moves the data, when what is outside is no memory.
    let exchange: DataExchange?
    /// True when tasks can work on the array outside itself: it is the region's own column, or one of its instances.
    package internal(set) var isInPlace = false
    /// The array as instances of the region; in a managed runtime.
    var array: AttachedArray?
    /// What was acquired and not yet released.
    var acquired: [Acquisition] = []

    struct Acquisition {
        var domain: Domain
        var field: Int32
        var place: SourceLocation
    }

    init(
        _ tree: RegionTree, _ domain: Domain, _ fields: [Int32], _ external: ExternalInstance?, isRestricted: Bool,
        exchange: DataExchange? = nil, at place: SourceLocation
    ) {
        self.tree = tree
        self.domain = domain
        self.fields = fields
        self.external = external
        self.isRestricted = isRestricted
        self.exchange = exchange
        self.place = place
    }

    /// The points of a field whose data must be copied around each operation; nil when there are none.
    func copiedDomain(of field: Int32) -> Domain? {
        guard external != nil, isRestricted, !isInPlace, fields.contains(field) else { return nil }
        var open = domain
        for one in acquired where one.field == field { open = open.subtractingOrEmpty(one.domain) }
        return open.isEmpty ? nil : open
    }
}

/// Moves the data of the columns of an operation from outside and back.
package struct DataExchange {
    let bringIn: (TaskFrame) throws -> Void
    let takeOut: (TaskFrame) throws -> Void

    package init(bringIn: @escaping (TaskFrame) throws -> Void, takeOut: @escaping (TaskFrame) throws -> Void) {
        self.bringIn = bringIn
        self.takeOut = takeOut
    }
}

/// One field's copy between a region and an array outside.
struct ExternalCopy {
    enum Direction { case inwards, outwards }

    /// The column of the operation's frame.
    var column: Int
    var memory: AffineColumn
    var byteCount: Int
    var domain: Domain

    /// Copies the points that the frame's piece shares with `domain`.
    func run(_ frame: TaskFrame, _ direction: Direction) {
        let view = frame.column(column)
        let dimension = memory.strides.count
        let inside = view.column(dimension: dimension)
        let copy =
            direction == .inwards
            ? AffineCopy(from: memory, to: inside, elementByteCount: byteCount)
            : AffineCopy(from: inside, to: memory, elementByteCount: byteCount)
        let piece = Domain(view.shape.pointee, dimension: dimension)
        copy.copy(piece.intersectionOrEmpty(domain))
    }
}

extension Domain {
    /// The points of a piece.
    fileprivate init(_ shape: PieceShape, dimension: Int) {
        self.init(
            dimension: dimension, flat: ContiguousArray(shape.boxes(dimension: dimension)))
    }
}
