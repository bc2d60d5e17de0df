/// A table of overlaps in the making: first `prepare`, then every part, in any order or at the same time, then `table`.
///
/// Both lists are brought into a spatial order, so that pieces looked for one after the other lie near each other, and what
/// they meet does too: what a search reads is in a cache, however many pieces there are. Right pieces are numbered anew in
/// that order for the same reason.
package final class OverlapSearch: @unchecked Sendable {
    // SAFETY: `prepare` writes all but `rows`, of which each part writes its own; whoever calls sees to the order.
    let left: ContiguousArray<Domain>
    let right: ContiguousArray<Domain>
    private let parts: Int
    private var groups: ContiguousArray<OverlapGroup> = []
    private let rows: UnsafeMutablePointer<ContiguousArray<OverlapRows>>

    /// - Parameter parts: how many parts the search is cut into.
    package init(_ left: ContiguousArray<Domain>, _ right: ContiguousArray<Domain>, parts: Int) {
        self.left = left
        self.right = right
        self.parts = parts
        rows = .allocate(capacity: parts)
        rows.initialize(repeating: [], count: parts)
    }

    deinit {
        rows.deinitialize(count: parts)
        rows.deallocate()
    }

    /// Orders the pieces, a group for each dimension that both lists have.
    package func prepare() {
        let dimensions = BoxOrder.dimensions(of: left)
        groups = ContiguousArray(
            BoxOrder.dimensions(of: right).filter(dimensions.contains).map { OverlapGroup(left, right, dimension: $0) })
    }

    /// Looks for the overlaps of a share of the left pieces.
    package func run(part: Int) {
        rows[part] = ContiguousArray(
            groups.map { group in
                let count = group.leftOrder.count
                return group.rows(part * count / parts ..< (part + 1) * count / parts)
            })
    }

    /// How many boxes all parts have been compared with, in blocks of eight; for tests of the growth.
    package var visits: Int { (0 ..< parts).reduce(0) { $0 + rows[$1].reduce(0) { $0 + $1.visits } } }

    /// The table, once all parts are over.
    package func table() -> OverlapTable {
        var offsets = ContiguousArray<Int32>(repeating: 0, count: left.count + 1)
        forEachRow { piece, length, _, _ in offsets[piece + 1] = Int32(length) }
        for piece in left.indices { offsets[piece + 1] += offsets[piece] }
        let count = Int(offsets[left.count])
        var targets = ContiguousArray<Int32>(repeating: 0, count: count)
        var flags = ContiguousArray<UInt8>(repeating: 0, count: count)
        targets.withUnsafeMutableBufferPointer { targets in
            flags.withUnsafeMutableBufferPointer { flags in
                forEachRow { piece, length, start, rows in
                    let place = Int(offsets[piece])
                    for entry in 0 ..< length {
                        targets[place &+ entry] = Int32(truncatingIfNeeded: rows.entries[start &+ entry] &>> 8)
                        flags[place &+ entry] = UInt8(truncatingIfNeeded: rows.entries[start &+ entry])
                    }
                }
            }
        }
        return OverlapTable(offsets: offsets, targets: targets, flags: flags, rightUnionInsideLeftUnion: coversAll)
    }

    /// Calls `body` with each left piece, the length of its row, and where in which rows it begins.
    private func forEachRow(_ body: (Int, Int, Int, OverlapRows) -> Void) {
        for (index, group) in groups.enumerated() {
            for part in 0 ..< parts {
                let rows = rows[part][index]
                let first = part * group.leftOrder.count / parts
                var start = 0
                for (row, length) in rows.lengths.enumerated() {
                    body(Int(group.leftOrder[first + row]), Int(length), start, rows)
                    start += Int(length)
                }
            }
        }
    }

    private var coversAll: Bool {
        let others = BoxOrder.dimensions(of: right).filter { dimension in !groups.contains { $0.dimension == dimension } }
        if others.contains(where: { BoxOrder.rectCount(right, $0) > 0 }) { return false }
        return groups.indices.allSatisfy { index in
            groups[index].isCovered((0 ..< parts).map { rows[$0][index] }, left, right)
        }
    }
}
