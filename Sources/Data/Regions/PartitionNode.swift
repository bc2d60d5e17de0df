import CohortLocking
import CohortDiagnostics
import CohortGeometry
import Synchronization

/// Numbers the partitions of one index space and of everything below it.
package final class IndexTree: Sendable {
    private let nextNumber = Atomic<Int>(0)
    /// What programs noted about the index space, its partitions, and the regions over them.
    package let annotations = Annotations()
    package init() {}
    fileprivate func number() -> Int { nextNumber.wrappingAdd(1, ordering: .relaxed).oldValue }
}

/// Subsets of an index space, one for each colour.
///
/// A whole index space is the single piece of a root node, so that a region, a subregion and a partition are all "some
/// pieces of one node", and everything after the launch knows only that form. A node is immutable but for its
/// name and what it remembers of its own geometry.
package final class PartitionNode: Sendable {
    package let tree: IndexTree
    /// Counted from 0 (the root) in the order of creation within the tree.
    package let number: Int
    /// The node and the piece this one divides; nil for a root.
    package let parent: PartitionNode?
    package let parentColour: Int
    /// The colour space; its points in row-major order are the pieces' numbers.
    package let colours: Domain
    package let pieces: ContiguousArray<Domain>
    package let place: SourceLocation
    /// The operator that made it: "equal", "image", …
    private let operatorName: String
    package let shapes: PieceShapes
    private let remembered = Locked(Remembered())

    private struct Remembered {
        var name: String?
        var isDisjoint: Bool?
        var isComplete: Bool?
        var overlaps: [Int: OverlapIndex] = [:]
    }

    /// The root of a new tree.
    package init(root domain: Domain, at place: SourceLocation) {
        tree = IndexTree()
        number = tree.number()
        parent = nil
        parentColour = 0
        colours = .singleColour
        pieces = [domain]
        operatorName = "region"
        shapes = PieceShapes(pieces)
        self.place = place
    }

    /// Pieces of piece `parentColour` of `parent`, in the row-major order of `colours`.
    ///
    /// - Parameters:
    ///   - isDisjoint: what the operator knows by construction; nil to have it computed when somebody asks.
    ///   - isComplete: the same.
    package init(
        dividing parent: PartitionNode, _ parentColour: Int, colours: Domain, pieces: ContiguousArray<Domain>,
        origin: String, isDisjoint: Bool? = nil, isComplete: Bool? = nil, at place: SourceLocation
    ) {
        tree = parent.tree
        number = tree.number()
        self.parent = parent
        self.parentColour = parentColour
        self.colours = colours
        self.pieces = pieces
        operatorName = origin
        shapes = PieceShapes(pieces)
        self.place = place
        remembered.withLock {
            $0.isDisjoint = isDisjoint
            $0.isComplete = isComplete
        }
    }

    /// True when both are pieces of one index space.
    package func shares(tree other: PartitionNode) -> Bool { tree === other.tree }

    package var count: Int { pieces.count }

    /// What messages call it: the user's name, else the operator that made it.
    package var origin: String { remembered.withLock { $0.name } ?? operatorName }
    /// Gives it a name of the user's.
    package func rename(_ name: String) { remembered.withLock { $0.name = name } }

    /// The index space that is divided.
    package var parentDomain: Domain { parent?.pieces[parentColour] ?? pieces[0] }

    /// True when no two pieces share a point; computed once, O(n log n) in the rectangles.
    package var isDisjoint: Bool {
        remembered.withLock {
            if let known = $0.isDisjoint { return known }
            let answer = pieces.count <= 1 || DisjointnessCheck(pieces).isDisjoint
            $0.isDisjoint = answer
            return answer
        }
    }

    /// True when the pieces together are the divided space; computed once.
    package var isComplete: Bool {
        remembered.withLock {
            if let known = $0.isComplete { return known }
            let answer = parent == nil || Domain.union(of: Array(pieces)) == parentDomain
            $0.isComplete = answer
            return answer
        }
    }

    /// True when the pieces together are the whole of the root's index space.
    package var coversRoot: Bool {
        guard let parent else { return true }
        return isComplete && (parent.parent == nil || (parent.pieces.count == 1 && parent.coversRoot))
    }

    /// Which pieces of `other` meet each piece of this node; computed once a pair and kept.
    package func overlaps(with other: PartitionNode) -> OverlapIndex {
        if let known = remembered.withLock({ $0.overlaps[other.number] }) { return known }
        let table = OverlapIndex(pieces, other.pieces)
        remembered.withLock { $0.overlaps[other.number] = table }
        return table
    }

    /// True when piece `colour` lies under piece `ancestorColour` of `ancestor` in the tree, or is it.
    package func piece(_ colour: Int, isUnder ancestor: PartitionNode, _ ancestorColour: Int) -> Bool {
        var node = self
        var piece = colour
        while true {
            if node === ancestor { return piece == ancestorColour }
            guard let up = node.parent else { return false }
            piece = node.parentColour
            node = up
        }
    }
}

/// The rectangles of all pieces in memory that stays where it is, for accessors to walk without reference counts.
package final class PieceShapes: @unchecked Sendable {
    // SAFETY: written in init only, read by any number of threads, freed when the last holder lets go.
    private let storage: UnsafeMutablePointer<Int>
    private let records: UnsafeMutablePointer<PieceShape>
    private let count: Int

    init(_ pieces: ContiguousArray<Domain>) {
        count = pieces.count
        records = .allocate(capacity: max(1, pieces.count))
        var total = 0
        for piece in pieces { total += piece.rectCount * 2 * piece.dimension }
        storage = .allocate(capacity: max(1, total))
        var cursor = storage
        for (index, piece) in pieces.enumerated() {
            piece.withRectangles { flat in
                if let source = flat.baseAddress { cursor.initialize(from: source, count: flat.count) }
                (records + index).initialize(to: PieceShape(rectangles: UnsafePointer(cursor), count: piece.rectCount))
                cursor += flat.count
            }
        }
    }

    deinit {
        storage.deallocate()
        records.deallocate()
    }

    /// One record a piece; valid while this object lives.
    package var base: UnsafePointer<PieceShape> { UnsafePointer(records) }
}

/// One piece's rectangles: `count` times (low corner, high corner), each inclusive.
@frozen public struct PieceShape: BitwiseCopyable {
    /// The corners, `2 * N` numbers a rectangle.
    public let rectangles: UnsafePointer<Int>
    /// The number of rectangles.
    public let count: Int

    /// A shape of `count` rectangles.
    @inlinable public init(rectangles: UnsafePointer<Int>, count: Int) {
        self.rectangles = rectangles
        self.count = count
    }
}
