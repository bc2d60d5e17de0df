/// Lists of runs, one for each colour, one after the other in one array.
struct RunLists {
    /// Where each colour's runs begin, and where the last end.
    var starts: [Int]
    /// First and last number of each run.
    var bounds: [Int]
}

/// The loops that one would write by hand for the lists that partitions consist of: count, add up, fill.
enum ListLoops {
    /// The runs of points of each colour, which `color` gives; a negative one is none.
    @inline(__always)
    static func byColor(_ count: Int, _ colors: Int, _ color: (Int) -> Int) -> RunLists {
        var starts = [Int](repeating: 0, count: colors + 1)
        forEachRun(count, color) { color, _, _ in starts[color + 1] += 1 }
        for color in 0 ..< colors { starts[color + 1] += starts[color] }
        var next = starts
        let bounds = [Int](unsafeUninitializedCapacity: 2 * starts[colors]) { bounds, boundCount in
            boundCount = bounds.count
            next.withUnsafeMutableBufferPointer { next in
                forEachRun(count, color) { color, first, last in
                    let place = 2 * next[color]
                    next[color] += 1
                    bounds[place] = first
                    bounds[place + 1] = last
                }
            }
        }
        return RunLists(starts: starts, bounds: bounds)
    }

    @inline(__always)
    private static func forEachRun(_ count: Int, _ color: (Int) -> Int, _ body: (Int, Int, Int) -> Void) {
        var first = 0
        while first < count {
            let own = color(first)
            var end = first + 1
            while end < count, color(end) == own { end += 1 }
            if own >= 0 { body(own, first, end - 1) }
            first = end
        }
    }

    /// The runs of points that point into each piece of disjoint ones: a table of owners, and then as by colour.
    static func preimage(of pieces: [[ClosedRange<Int>]], _ data: UnsafeBufferPointer<Int>) -> RunLists {
        let owners = [Int32](unsafeUninitializedCapacity: data.count) { owners, ownerCount in
            ownerCount = data.count
            owners.initialize(repeating: -1)
            for (piece, ranges) in pieces.enumerated() {
                for range in ranges { for point in range { owners[point] = Int32(piece) } }
            }
        }
        return owners.withUnsafeBufferPointer { owners in
            byColor(data.count, pieces.count) { Int(owners[data[$0]]) }
        }
    }

    /// The runs of points that each piece points to: a bitmap that is marked and read out for each.
    static func image(of pieces: [[ClosedRange<Int>]], _ data: UnsafeBufferPointer<Int>) -> RunLists {
        var lists = RunLists(starts: [0], bounds: [])
        var words = [UInt64](repeating: 0, count: data.count / 64 + 1)
        words.withUnsafeMutableBufferPointer { words in
            for ranges in pieces {
                var least = Int.max, greatest = -1
                for range in ranges {
                    for point in range {
                        let word = data[point] >> 6
                        words[word] |= 1 << UInt64(data[point] & 63)
                        least = min(least, word)
                        greatest = max(greatest, word)
                    }
                }
                readOut(words, least, greatest, &lists.bounds)
                lists.starts.append(lists.bounds.count / 2)
            }
        }
        return lists
    }

    private static func readOut(_ words: UnsafeMutableBufferPointer<UInt64>, _ least: Int, _ greatest: Int, _ bounds: inout [Int])
    {
        guard least <= greatest else { return }
        let start = bounds.count
        for index in least ... greatest where words[index] != 0 {
            var word = words[index]
            words[index] = 0
            while word != 0 {
                let first = word.trailingZeroBitCount
                let end = min(64, first + (~(word >> UInt64(first))).trailingZeroBitCount)
                if bounds.count > start, bounds[bounds.count - 1] == 64 * index + first - 1 {
                    bounds[bounds.count - 1] = 64 * index + end - 1
                } else {
                    bounds.append(64 * index + first)
                    bounds.append(64 * index + end - 1)
                }
                word = end == 64 ? 0 : word & (~0 << UInt64(end))
            }
        }
    }
}
