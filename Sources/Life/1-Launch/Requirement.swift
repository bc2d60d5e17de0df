import CohortData
import CohortGeometry
import Glibc

/// Which pieces of a node the points of a launch use.
package enum PieceSelection {
    /// Every point uses this one piece.
    case piece(Int)
    /// Point `i` uses piece `i`.
    case identity
    /// Point `i` uses piece `table[i]`.
    case projected(ProjectionTable)

    package func piece(ofPoint point: Int) -> Int {
        switch self {
        case .piece(let piece): piece
        case .identity: point
        case .projected(let table): Int(table.pieces[point])
        }
    }
}

/// The piece each launch point uses, worked out once for a projection and a launch domain.
package final class ProjectionTable: @unchecked Sendable {
    // SAFETY: written in init only.
    package let pieces: UnsafePointer<Int32>
    package let count: Int
    /// True when no piece is used by two points.
    package let isInjective: Bool

    package init(_ table: [Int32]) {
        let memory = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, table.count))
        memory.initialize(from: table, count: table.count)
        pieces = UnsafePointer(memory)
        count = table.count
        isInjective = Set(table).count == table.count
    }

    deinit { UnsafeMutablePointer(mutating: pieces).deallocate() }

    /// Whether each point has the same piece in another table.
    func hasSamePieces(as other: ProjectionTable) -> Bool {
        count == other.count && memcmp(pieces, other.pieces, count * MemoryLayout<Int32>.stride) == 0
    }
}

/// What a launch asks of some fields of some pieces, with one privilege.
package struct Requirement {
    // Unowned, so that copies cost nothing: the plan that holds the requirement holds these too.
    package unowned(unsafe) var tree: RegionTree
    package unowned(unsafe) var node: PartitionNode
    package var selection: PieceSelection
    package var privilege: Privilege
    package var coherence = Coherence.exclusive
    package unowned(unsafe) var reduction: ReductionOperation?
    /// Where the field numbers stand in the plan's flat list.
    package var fields: Range<Int>
    /// The number of the task's parameter, for messages.
    package var parameter: Int
    /// Set by the check: folds go straight into the data, since they are exact and the targets disjoint.
    package var reducesInPlace = false
    /// True when accessors walk whatever strides there are, false when they need a contiguous last axis.
    package var isStrided = false

    /// The pieces that some point uses, ascending; does not depend on how many points a launch has, which may not fit.
    var namedPieces: [Int] {
        switch selection {
        case .piece(let piece): [piece]
        case .identity: Array(0 ..< node.count)
        case .projected(let table): Set((0 ..< table.count).map { Int(table.pieces[$0]) }).sorted()
        }
    }

    package var usesAllPieces: Bool { if case .identity = selection { true } else { false } }
    package var isConstant: Bool { if case .piece = selection { true } else { false } }
    /// True when different points never use the same piece.
    package var isInjective: Bool {
        switch selection {
        case .piece: false
        case .identity: true
        case .projected(let table): table.isInjective
        }
    }
}
