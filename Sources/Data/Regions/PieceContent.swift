import CohortDiagnostics
import CohortGeometry
import CohortLocking
import Synchronization

/// Whoever computes pieces that were promised.
package protocol PieceSource: AnyObject, Sendable {
    /// Waits until the pieces are there, and helps with other work meanwhile; the error if there will be none.
    func wait() -> Result<ContiguousArray<Domain>, CohortError>
}

/// The pieces of a partition: there from the start, or promised by operations that compute them.
///
/// `stage` only rises. Whoever finds it below what is needed takes the slow way; for a partition that was launched over
/// once, all of it is one load.
package final class PieceContent: @unchecked Sendable {
    // SAFETY: `pieces`, `defect` and `shapes` are written under `lock`, before `stage` is raised with release; they are read
    // after `stage` was seen to be high enough, with acquire, and not written again.
    private let stage: Atomic<UInt8>
    private var pieces: ContiguousArray<Domain>
    private var defect: CohortError?
    private var shapes: PieceShapes?
    private var source: (any PieceSource)?
    /// True when the pieces were there from the start.
    package let isGiven: Bool
    private let count: Int
    private let dimension: Int
    private let lock = Locked(())

    private static let promised: UInt8 = 0
    private static let settled: UInt8 = 1
    private static let launchable: UInt8 = 2

    /// Pieces that are there.
    package init(_ pieces: ContiguousArray<Domain>) {
        self.pieces = pieces
        count = pieces.count
        dimension = 1
        isGiven = true
        stage = Atomic(Self.settled)
    }

    /// Pieces that `source` computes, `count` domains of `dimension` axes; all are empty if it fails.
    package init(from source: any PieceSource, count: Int, dimension: Int) {
        pieces = []
        self.source = source
        self.count = count
        self.dimension = dimension
        isGiven = false
        stage = Atomic(Self.promised)
    }

    /// The operations that compute the pieces, as long as nobody has needed these.
    package var promise: (any PieceSource)? { lock.withLock { _ in source } }

    /// The pieces; waits for them the first time.
    @inline(__always)
    var all: ContiguousArray<Domain> {
        if stage.load(ordering: .acquiring) == Self.promised { settle() }
        return pieces
    }

    /// Why there are no pieces; waits for them the first time.
    var failure: CohortError? {
        if stage.load(ordering: .acquiring) == Self.promised { settle() }
        return defect
    }

    /// Makes all ready for launches; what is wrong with the pieces, if anything.
    @inline(__always)
    func prepare() -> CohortError? {
        stage.load(ordering: .acquiring) == Self.launchable ? nil : prepareSlowly()
    }

    /// The rectangles in memory; only after `prepare`.
    @inline(__always)
    var base: UnsafePointer<PieceShape> { shapes.unsafelyUnwrapped.base }

    @inline(never)
    private func settle() {
        // Without the lock, since waiting runs other work, which may ask too.
        guard let source = promise else { return }
        let outcome = source.wait()
        lock.withLock { _ in
            if self.source == nil { return }
            self.source = nil
            switch outcome {
            case .success(let found): pieces = found
            case .failure(let error):
                defect = error
                pieces = ContiguousArray(repeating: .empty(dimension: dimension), count: count)
            }
            stage.store(Self.settled, ordering: .releasing)
        }
    }

    @inline(never)
    private func prepareSlowly() -> CohortError? {
        let pieces = all
        lock.withLock { _ in
            if shapes == nil { shapes = PieceShapes(pieces) }
            if defect == nil { stage.store(Self.launchable, ordering: .releasing) }
        }
        return defect
    }
}

extension PartitionNode {
    /// The pieces; waits for them when they are still computed, and helps with other work meanwhile.
    @inline(__always)
    package var pieces: ContiguousArray<Domain> { content.all }

    /// Why there are no pieces, when their computation failed; waits as `pieces` does.
    package var defect: CohortError? { content.failure }

    /// Who computes the pieces, as long as nobody has needed them.
    package var promise: (any PieceSource)? { content.promise }

    /// True when the pieces were there when the node was made.
    package var isGiven: Bool { content.isGiven }

    /// True when the pieces were there when the node was made, and are not many: what is made out of them needs no operation.
    ///
    /// It does not depend on what has been computed meanwhile, so that a program's errors arrive at the same place each time.
    package var isSmall: Bool {
        content.isGiven && count <= Self.small && pieces.reduce(0) { $0 + $1.rectCount } <= Self.small
    }

    private static let small = 1 << 10

    /// This node's piece, or the innermost one around it whose points are known.
    package func knownPiece(around piece: Int) -> (node: PartitionNode, piece: Int) {
        var (node, piece) = (self, piece)
        while node.promise != nil, let outer = node.parent { (node, piece) = (outer, node.parentColour) }
        return (node, piece)
    }

    /// To be called by each launch before it uses the node: waits for the pieces and lays out their rectangles, the first time.
    @inline(__always)
    package func prepare() -> CohortError? { content.prepare() }

    /// The rectangles of the pieces for accessors, one record a piece; valid while the node lives. Only after `prepare`.
    @inline(__always)
    package var shapes: UnsafePointer<PieceShape> { content.base }
}
