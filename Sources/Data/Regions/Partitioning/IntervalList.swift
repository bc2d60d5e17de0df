import CohortGeometry

/// A growing set of runs of numbers within a box, which becomes a domain at the end without any set algebra.
struct IntervalList {
    /// First and last number of each run.
    private(set) var bounds: ContiguousArray<Int> = []
    private var isSorted = true

    init() {}

    /// An empty list with room for some runs.
    init(reserving runCount: Int) { bounds.reserveCapacity(2 * runCount) }

    /// Runs that touch nowhere, as a writer leaves them.
    init(_ bounds: ContiguousArray<Int>, isSorted: Bool) {
        self.bounds = bounds
        self.isSorted = isSorted
    }

    /// Adds the numbers from `first` to `last`; joins the previous run where they touch.
    @inline(__always)
    mutating func append(_ first: Int, _ last: Int) {
        let end = bounds.count
        if end > 0, first >= bounds[end - 2], first <= bounds[end - 1] &+ 1 {
            if last > bounds[end - 1] { bounds[end - 1] = last }
            return
        }
        if end > 0, first < bounds[end - 2] { isSorted = false }
        bounds.append(first)
        bounds.append(last)
    }

    /// Adds runs, first and last number of each.
    mutating func append(_ runs: UnsafeBufferPointer<Int>) {
        if runs.isEmpty { return }
        var areApart = true
        for index in stride(from: 2, to: runs.count, by: 2) where runs[index] <= runs[index &- 1] &+ 1 { areApart = false }
        append(runs[0], runs[1])
        if areApart, isSorted, bounds[bounds.count - 1] == runs[1] {
            bounds.append(contentsOf: runs.dropFirst(2))
        } else {
            for index in stride(from: 2, to: runs.count, by: 2) { append(runs[index], runs[index + 1]) }
        }
    }

    /// Puts the runs in order, each number in one run only.
    mutating func normalize() {
        if isSorted { return }
        var runs = ContiguousArray<(first: Int, last: Int)>()
        runs.reserveCapacity(bounds.count / 2)
        for index in stride(from: 0, to: bounds.count, by: 2) { runs.append((bounds[index], bounds[index + 1])) }
        runs.sort { $0.first < $1.first }
        bounds.removeAll(keepingCapacity: true)
        isSorted = true
        for run in runs { append(run.first, run.last) }
    }

    /// The points of the box that have these numbers.
    consuming func domain(in box: IndexBox) -> Domain {
        normalize()
        if box.dimension > 1 { return Domain(dimension: box.dimension, canonical: Bands(box, bounds).rectangles) }
        let low = box.low[0]
        if low != 0 { bounds.withUnsafeMutableBufferPointer { for index in $0.indices { $0[index] &+= low } } }
        return Domain(dimension: 1, canonical: bounds)
    }
}

/// Rectangles out of runs in several dimensions: slabs across the first axis, of equal cross-section, the same way inside.
private struct Bands {
    private let box: IndexBox
    private(set) var rectangles: ContiguousArray<Int> = []

    init(_ box: IndexBox, _ runs: ContiguousArray<Int>) {
        self.box = box
        rectangles = slabs(axis: 0, runs)
    }

    /// Rectangles over the axes from `axis` on, of runs numbered from the low corner of those axes.
    private func slabs(axis: Int, _ runs: ContiguousArray<Int>) -> ContiguousArray<Int> {
        var result = ContiguousArray<Int>()
        let width = box.dimension - axis - 1
        if width == 0 {
            for number in runs { result.append(number + box.low[axis]) }
            return result
        }
        var open = Slab()
        var next = 0
        var rest: (first: Int, last: Int)?
        while next < runs.count || rest != nil {
            let position = (rest?.first ?? runs[next]) / box.strides[axis]
            let inner = takeLayer(position * box.strides[axis], box.strides[axis], runs, &next, &rest)
            let section = slabs(axis: axis + 1, inner)
            if open.last == position - 1, open.section == section {
                open.last = position
            } else {
                open.close(into: &result, width, box.low[axis])
                open = Slab(first: position, last: position, section: section)
            }
        }
        open.close(into: &result, width, box.low[axis])
        return result
    }

    /// The runs within `start ..< start + length`, numbered from `start`; `rest` is what a run leaves for the next layer.
    private func takeLayer(
        _ start: Int, _ length: Int, _ runs: ContiguousArray<Int>, _ next: inout Int, _ rest: inout (first: Int, last: Int)?
    ) -> ContiguousArray<Int> {
        var inner = ContiguousArray<Int>()
        while true {
            if rest == nil, next < runs.count {
                rest = (runs[next], runs[next + 1])
                next += 2
            }
            guard let run = rest, run.first < start + length else { return inner }
            inner.append(run.first - start)
            inner.append(min(run.last, start + length - 1) - start)
            if run.last >= start + length {
                rest = (start + length, run.last)
                return inner
            }
            rest = nil
        }
    }
}

/// Layers next to each other with one cross-section.
private struct Slab {
    var first = 0
    var last = Int.min
    var section: ContiguousArray<Int> = []

    func close(into result: inout ContiguousArray<Int>, _ width: Int, _ low: Int) {
        for start in stride(from: 0, to: section.count, by: 2 * width) {
            result.append(first + low)
            result.append(contentsOf: section[start ..< start + width])
            result.append(last + low)
            result.append(contentsOf: section[start + width ..< start + 2 * width])
        }
    }
}
