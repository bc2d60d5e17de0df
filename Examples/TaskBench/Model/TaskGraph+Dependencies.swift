extension TaskGraph {
    /// How many patterns of inputs take turns.
    public var dependenceSetCount: Int {
        switch dependence {
        case .fft: max(1, Int.bitWidth - (width - 1).leadingZeroBitCount)
        case .spread, .randomNearest: period
        default: 1
        }
    }

    /// The pattern of a row.
    public func dependenceSet(_ step: Int) -> Int {
        switch dependence {
        case .fft: (step + dependenceSetCount - 1) % dependenceSetCount
        case .spread, .randomNearest: step % period
        default: 0
        }
    }

    /// The columns of the row before that the task of a row and column takes, in the order of its inputs.
    public func dependencies(_ step: Int, _ point: Int) -> [Int] {
        let there = columns(step - 1)
        return sources(dependenceSet(step), point).filter(there.contains)
    }

    /// The same before the row before is asked which columns it has.
    public func sources(_ set: Int, _ point: Int) -> [Int] {
        let (p, last) = (point, width - 1)
        switch dependence {
        case .trivial: return []
        case .noComm: return [p]
        case .stencil: return Array(max(0, p - 1) ... min(p + 1, last))
        case .periodicStencil:
            return Array(max(0, p - 1) ... min(p + 1, last)) + (p == 0 ? [last] : []) + (p == last ? [0] : [])
        case .dom: return Array(max(0, p - 1) ... p)
        case .tree: return [p / 2]
        case .fft: return [p - 1 << set, p, p + 1 << set].filter { 0 ... last ~= $0 }
        case .allToAll: return Array(0 ... last)
        case .nearest: return Array(near(p))
        case .spread:
            return (0 ..< radix).map { (p + $0 * width / radix + ($0 > 0 ? set : 0)) % width }
        case .randomNearest: return near(p).filter { $0 == p || isDrawn(set, from: $0, to: p) }
        }
    }

    /// The columns of the next row that take the output of a column, before that row is asked which columns it has.
    public func targets(_ set: Int, _ point: Int) -> [Int] {
        let (p, last) = (point, width - 1)
        switch dependence {
        case .dom: return Array(p ... min(last, p + 1))
        case .tree: return [2 * p, 2 * p + 1].filter { $0 <= last }
        case .nearest: return Array(nearTargets(p))
        case .spread:
            return (0 ..< radix).map { i in
                let target = (p - i * width / radix - (i > 0 ? set : 0)) % width
                return target < 0 ? target + width : target
            }
        case .randomNearest: return nearTargets(p).filter { $0 == p || isDrawn(set, from: p, to: $0) }
        case .trivial, .noComm, .stencil, .periodicStencil, .fft, .allToAll: return sources(set, p)
        }
    }

    private func near(_ p: Int) -> ClosedRange<Int> { max(0, p - radix / 2) ... min(p + (radix - 1) / 2, width - 1) }

    private func nearTargets(_ p: Int) -> ClosedRange<Int> {
        max(0, p - (radix - 1) / 2) ... min(p + radix / 2, width - 1)
    }

    private func isDrawn(_ set: Int, from source: Int, to target: Int) -> Bool {
        RandomUnit.value(index, radix, set, source, target) < fraction
    }
}
