/// A tree of bounding boxes over rectangles that lie in a `BoxOrder`: finds those that meet a given one in about
/// O(log n + answers).
///
/// Every eight rectangles in a row are a block, every eight blocks a block of the next level, up to a single one. Within a
/// block a corner's coordinate of all eight lies in a row, so that one loop without branches compares them all.
final class BoxTree {
    private let dimension: Int
    private let corners: Int
    /// The blocks of all levels, those of the rectangles first.
    private let blocks: UnsafeMutablePointer<Int>
    /// Where the blocks of each level begin; the last level has one.
    private var levels: ContiguousArray<Int> = []
    private static let fanOut = BoxOrder.blockSize
    /// How far a place that nobody has lies away: it meets nothing, and differences stay in range.
    private static let nowhere = 1 << 61

    init(_ boxes: BoxOrder) {
        dimension = boxes.dimension
        corners = 2 * dimension
        var count = boxes.count
        var total = 0
        repeat {
            count = max(1, (count + Self.fanOut - 1) / Self.fanOut)
            levels.append(total)
            total += count
        } while count > 1
        blocks = .allocate(capacity: total * corners * Self.fanOut)
        for block in 0 ..< total { clear(block) }
        for box in 0 ..< boxes.count { write(boxes.corners + box * corners, box) }
        // A block's box is written where the next level has its place; its blocks follow the level below's.
        for level in levels.indices.dropLast() {
            for block in levels[level] ..< levels[level + 1] { addBox(around: block, level) }
        }
    }

    deinit { blocks.deallocate() }

    private func base(_ block: Int) -> UnsafeMutablePointer<Int> { blocks + block &* corners &* Self.fanOut }

    private func clear(_ block: Int) {
        let base = base(block)
        for place in 0 ..< dimension * Self.fanOut {
            base[place] = Self.nowhere
            base[dimension * Self.fanOut + place] = -Self.nowhere
        }
    }

    /// Writes a box to its place among all of a level whose first block is `first`.
    private func write(_ box: UnsafePointer<Int>, _ place: Int) {
        let base = base(place / Self.fanOut) + place % Self.fanOut
        for corner in 0 ..< corners { base[corner &* Self.fanOut] = box[corner] }
    }

    private func addBox(around block: Int, _ level: Int) {
        let from = base(block)
        let place = block - levels[level]
        let to = base(levels[level + 1] + place / Self.fanOut) + place % Self.fanOut
        for axis in 0 ..< dimension {
            var low = from[axis &* Self.fanOut], high = from[(dimension &+ axis) &* Self.fanOut]
            for lane in 1 ..< Self.fanOut {
                low = min(low, from[axis &* Self.fanOut &+ lane])
                high = max(high, from[(dimension &+ axis) &* Self.fanOut &+ lane])
            }
            to[axis &* Self.fanOut] = low
            to[(dimension &+ axis) &* Self.fanOut] = high
        }
    }

    /// Which of a block's eight boxes a given one meets, a bit for each.
    @inline(__always)
    private func hits(_ block: Int, _ other: UnsafePointer<Int>) -> UInt {
        let base = UnsafePointer(base(block))
        // A difference is negative where the boxes lie apart along an axis.
        var apart = SIMD8<Int>(repeating: 0)
        for axis in 0 ..< dimension {
            let lows = Self.row(base, axis), highs = Self.row(base, dimension &+ axis)
            apart |= SIMD8(repeating: other[dimension &+ axis]) &- lows
            apart |= highs &- SIMD8(repeating: other[axis])
        }
        var bits: UInt = 0
        for lane in 0 ..< Self.fanOut { bits |= (UInt(bitPattern: ~apart[lane]) &>> 63) &<< UInt(lane) }
        return bits
    }

    @inline(__always)
    private static func row(_ base: UnsafePointer<Int>, _ corner: Int) -> SIMD8<Int> {
        UnsafeRawPointer(base + corner &* fanOut).loadUnaligned(as: SIMD8<Int>.self)
    }

    /// Calls `body` with the place of each rectangle that meets another one; stops when it answers false.
    ///
    /// - Returns: whether the search came to its end.
    @discardableResult
    @inline(__always)
    func forEachOverlap(_ other: UnsafePointer<Int>, _ path: TreePath, _ body: (Int) -> Bool) -> Bool {
        var level = levels.count &- 1
        var block = 0
        var rest = hits(levels[level], other)
        while true {
            if rest == 0 {
                level &+= 1
                if level == levels.count { return true }
                (block, rest) = path[level]
                continue
            }
            let place = block &* Self.fanOut &+ rest.trailingZeroBitCount
            rest &= rest &- 1
            if level == 0 {
                if !body(place) { return false }
            } else {
                path[level] = (block, rest)
                level &-= 1
                block = place
                path.visits &+= 1
                rest = hits(levels[level] &+ place, other)
            }
        }
    }

    /// The number of points in both of two boxes that meet: a rectangle of the tree and another one. Both are rectangles of
    /// domains, so the product is an `Int`.
    @inline(__always)
    func shared(_ place: Int, _ other: UnsafePointer<Int>) -> Int {
        let base = base(place / Self.fanOut) + place % Self.fanOut
        var volume = 1
        for axis in 0 ..< dimension {
            let low = base[axis &* Self.fanOut], high = base[(dimension &+ axis) &* Self.fanOut]
            volume &*= min(high, other[dimension &+ axis]) &- max(low, other[axis]) &+ 1
        }
        return volume
    }
}

/// Where a search in a tree has been and has to go on, level by level; for one thread.
final class TreePath {
    private let places: UnsafeMutablePointer<(Int, UInt)>
    /// How many blocks all searches have looked at.
    @exclusivity(unchecked) var visits = 0

    init() {
        // More levels than numbers can count boxes.
        places = .allocate(capacity: 24)
        places.initialize(repeating: (0, 0), count: 24)
    }

    deinit { places.deallocate() }

    subscript(level: Int) -> (Int, UInt) {
        @inline(__always) get { places[level] }
        @inline(__always) set { places[level] = newValue }
    }
}
