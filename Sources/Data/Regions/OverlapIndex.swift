import CohortGeometry

/// An overlap table in plain memory, for the analysis to walk without reference counts.
package final class OverlapIndex: @unchecked Sendable {
    // SAFETY: written in init only.
    /// `offsets[i] ..< offsets[i + 1]` are the entries of left piece `i`.
    package let offsets: UnsafePointer<Int32>
    /// The right pieces met, ascending for each left piece.
    package let targets: UnsafePointer<Int32>
    /// For each entry: does the left piece contain the whole right piece?
    package let covers: UnsafePointer<Bool>
    package let isEmpty: Bool
    /// Do all left pieces together contain all right pieces?
    package let coversAll: Bool

    init(_ table: OverlapTable) {
        let offsets = UnsafeMutablePointer<Int32>.allocate(capacity: table.offsets.count)
        let targets = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, table.targets.count))
        let covers = UnsafeMutablePointer<Bool>.allocate(capacity: max(1, table.targets.count))
        for (index, offset) in table.offsets.enumerated() { offsets[index] = offset }
        for (index, target) in table.targets.enumerated() {
            targets[index] = target
            covers[index] = table.flags[index] & OverlapTable.rightInsideLeft != 0
        }
        self.offsets = UnsafePointer(offsets)
        self.targets = UnsafePointer(targets)
        self.covers = UnsafePointer(covers)
        isEmpty = table.targets.isEmpty
        coversAll = table.rightUnionInsideLeftUnion
    }

    deinit {
        UnsafeMutablePointer(mutating: offsets).deallocate()
        UnsafeMutablePointer(mutating: targets).deallocate()
        UnsafeMutablePointer(mutating: covers).deallocate()
    }

    /// The entries of left piece `piece`.
    @inline(__always)
    package func entries(of piece: Int) -> Range<Int> { Int(offsets[piece]) ..< Int(offsets[piece + 1]) }
}
