import CohortLocking
import CohortDiagnostics
import CohortGeometry
import Synchronization

/// Numbers the partitions of one index space and of everything below it.
package final class IndexTree: Sendable {
    /// Tells the index spaces of a process apart; from 1.
    package let id = nextID.wrappingAdd(1, ordering: .relaxed).oldValue
    private let nextNumber = Atomic<Int>(0)
    /// What programs noted about the index space, its partitions, and the regions over them.
    package let annotations = Annotations()
    private static let nextID = Atomic<Int>(1)

    package init() {}

    fileprivate func number() -> Int { nextNumber.wrappingAdd(1, ordering: .relaxed).oldValue }
}

/// Subsets of an index space, one for each colour.
///
/// A whole index space is the single piece of a root node, so that a region, a subregion and a partition are all "some
/// pieces of one node", and everything after the launch knows only that form. A node is immutable but for its
/// name and what it remembers of its own geometry; its pieces may still be computed when it is made, and are waited for by
/// whoever asks for them first.
package final class PartitionNode: Sendable {
    package let tree: IndexTree
    /// Counted from 0 (the root) in the order of creation within the tree.
    package let number: Int
    /// The node and the piece this one divides; nil for a root.
    package let parent: PartitionNode?
    package let parentColour: Int
    /// The colour space; its points in row-major order are the pieces' numbers.
    package let colours: Domain
    /// The number of pieces.
    package let count: Int
    package let place: SourceLocation
    /// The operator that made it: "equal", "image", …
    private let operatorName: String
    private let known: KnownShape
    let content: PieceContent
    private let remembered = Locked(Remembered())
    /// What a log leaves here to see that it knows the node.
    package let logMark = Atomic<UInt64>(0)

    private struct Remembered {
        var name: String?
        var isDisjoint: Bool?
        var isComplete: Bool?
        var overlaps: [Int: OverlapIndex] = [:]
    }

    /// The root of a new tree.
    package convenience init(root domain: Domain, at place: SourceLocation) {
        self.init(root: PieceContent([domain]), at: place)
    }

    /// The root of a new tree, whose one piece may be promised.
    package init(root content: PieceContent, at place: SourceLocation) {
        tree = IndexTree()
        number = tree.number()
        parent = nil
        parentColour = 0
        colours = .singleColour
        count = 1
        self.content = content
        operatorName = "region"
        known = .unknown
        self.place = place
    }

    /// Pieces of piece `parentColour` of `parent`, in the row-major order of `colours`.
    ///
    /// - Parameter known: what the operator knows by construction; the rest is computed when somebody asks.
    package init(
        dividing parent: PartitionNode, _ parentColour: Int, colours: Domain, _ content: PieceContent, origin: String,
        _ known: KnownShape = .unknown, at place: SourceLocation
    ) {
        tree = parent.tree
        number = tree.number()
        self.parent = parent
        self.parentColour = parentColour
        self.colours = colours
        count = colours.volume
        self.content = content
        operatorName = origin
        self.known = known
        self.place = place
    }

    /// True when both are pieces of one index space.
    package func shares(tree other: PartitionNode) -> Bool { tree === other.tree }

    /// What messages call it: the user's name, else the operator that made it.
    package var origin: String { remembered.withLock { $0.name } ?? operatorName }
    /// Gives it a name of the user's.
    package func rename(_ name: String) { remembered.withLock { $0.name = name } }

    /// The index space that is divided.
    package var parentDomain: Domain { parent?.pieces[parentColour] ?? pieces[0] }

    /// True when no two pieces share a point; computed once, O(n log n) in the rectangles.
    package var isDisjoint: Bool {
        if let answer = known.isDisjoint ?? remembered.withLock({ $0.isDisjoint }) { return answer }
        if let origin = known.isDisjointLike, origin.isDisjoint { return true }
        let answer = count <= 1 || DisjointnessCheck(pieces).isDisjoint
        remembered.withLock { $0.isDisjoint = answer }
        return answer
    }

    /// True when the pieces together are the divided space; computed once.
    package var isComplete: Bool {
        if let answer = known.isComplete ?? remembered.withLock({ $0.isComplete }) { return answer }
        let answer = parent == nil || Domain.union(of: Array(pieces)) == parentDomain
        remembered.withLock { $0.isComplete = answer }
        return answer
    }

    /// True when the pieces together are the whole of the root's index space.
    package var coversRoot: Bool {
        guard let parent else { return true }
        return isComplete && (parent.parent == nil || (parent.count == 1 && parent.coversRoot))
    }

    /// Which pieces of `other` meet each piece of this node; computed once a pair and kept.
    package func overlaps(with other: PartitionNode) -> OverlapIndex {
        if let known = knownOverlaps(with: other) { return known }
        let table = OverlapIndex(OverlapTable(pieces, other.pieces))
        remember(table, with: other)
        return table
    }

    /// The same, if it has been computed.
    func knownOverlaps(with other: PartitionNode) -> OverlapIndex? { remembered.withLock { $0.overlaps[other.number] } }

    /// Keeps the pieces of `other` that meet those of this node.
    func remember(_ table: OverlapIndex, with other: PartitionNode) {
        remembered.withLock { $0.overlaps[other.number] = table }
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

/// What an operator knows of its result by construction; nil is computed when somebody asks.
package struct KnownShape: Sendable {
    var isDisjoint: Bool?
    var isComplete: Bool?
    /// A partition that, when it is disjoint, makes this one so.
    var isDisjointLike: PartitionNode?

    /// Computed.
    package static let unknown = KnownShape()
    /// No two pieces share a point.
    package static let disjoint = KnownShape(isDisjoint: true)
    /// Every point is in exactly one piece.
    package static let tiling = KnownShape(isDisjoint: true, isComplete: true)
    /// No two pieces share a point when none of the other's do.
    package static func disjoint(like other: PartitionNode) -> KnownShape { KnownShape(isDisjointLike: other) }
}
