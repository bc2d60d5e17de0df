import Cohort
import Synchronization

/// The ring in blocks, and for each block two ghost regions.
///
///     blocks        │ 0         │ 1         │ 2         │
///     before[1]            ├─┤                             the last points of block 0, copied
///     after[1]                          ├─┤                the first points of block 2, copied
struct SplitRing {
    let cells: Region<Cell, 1>
    private let blocks: Partition<Cell, 1>
    private let before: [Region<Edge, 1>]
    private let after: [Region<Edge, 1>]
    private let size: Int
    private let bounds: [Range<Int>]
    private let buffers: Int
    private let lostStep: Int?

    init(size: Int, blocks count: Int, buffers: Int, lostStep: Int?) {
        self.size = size
        self.buffers = buffers
        self.lostStep = lostStep
        let bounds = (0 ..< count).map { $0 * size / count ..< ($0 + 1) * size / count }
        self.bounds = bounds
        cells = Region(0 ..< size, named: "ring")
        blocks = cells.partitioned(pieces: bounds.map { Rect($0) })
        before = (0 ..< count).map { block in
            let end = bounds[(block + count - 1) % count].upperBound
            return Region(end - Wave.radius ..< end, named: "before[\(block)]")
        }
        after = (0 ..< count).map { block in
            let start = bounds[(block + 1) % count].lowerBound
            return Region(start ..< start + Wave.radius, named: "after[\(block)]")
        }
        begin(&blocks.value, size: size)
        cells.slope.fill(0)
        for edge in before + after {
            edge.even.fill(0)
            edge.odd.fill(0)
        }
    }

    /// Runs all shards together; how many ran at the same time.
    func run(steps: Int) async throws -> Int {
        let orders = orders(steps)
        var shards: [Future<Void>] = []
        mustEpoch {
            let count = bounds.count
            for block in 0 ..< count {
                shards.append(
                    evolve(
                        &blocks[block].value, &blocks[block].slope, before[block].simultaneous, after[block].simultaneous,
                        after[(block + count - 1) % count].simultaneous, before[(block + 1) % count].simultaneous, orders[block]))
            }
        }
        for shard in shards { try await shard.value }
        return Company.most.load(ordering: .relaxed)
    }

    private func orders(_ steps: Int) -> [Orders] {
        let count = bounds.count
        // One channel for each ghost region and buffer; its sender is a neighbour of its receiver.
        let intoBefore = (0 ..< count).map { block in (0 ..< buffers).map { Channel(named: "before[\(block)], buffer \($0)") } }
        let intoAfter = (0 ..< count).map { block in (0 ..< buffers).map { Channel(named: "after[\(block)], buffer \($0)") } }
        return (0 ..< count).map { block in
            let (left, right) = ((block + count - 1) % count, (block + 1) % count)
            return Orders(
                block: Block(first: bounds[block].lowerBound, last: bounds[block].upperBound - 1, ringSize: size), steps: steps,
                turns: (0 ..< buffers).map {
                    Turn(
                        fromLeft: intoBefore[block][$0], fromRight: intoAfter[block][$0], toLeft: intoAfter[left][$0],
                        toRight: intoBefore[right][$0])
                },
                lostStep: block == 0 ? lostStep : nil)
        }
    }
}
