/// The coarsest sets of points that no one of some areas divides.
struct Cells {
    /// By set, a point of it.
    private(set) var points: [[Int]] = []
    /// By area, the sets that make it up.
    private(set) var ofArea: [[Int]]

    /// - Complexity: O((boxes + parts) log boxes), where parts are what boxes must be cut into so that none is cut by another's side.
    init(_ areas: [Area]) {
        ofArea = [[Int]](repeating: [], count: areas.count)
        var sides: [Side] = []
        for (index, area) in areas.enumerated() { sides += area.boxes.map { Side(box: $0, area: index) } }
        guard let bounds = Area.bounds(of: areas) else { return }
        var numbers: [[Int]: Int] = [:]
        divide(bounds, sides, covering: []) { box, cover in
            if cover.isEmpty { return }
            let number = numbers[cover] ?? points.count
            if numbers.updateValue(number, forKey: cover) != nil { return }
            points.append(box.low)
            for area in cover { ofArea[area].append(number) }
        }
    }

    private struct Side {
        let box: Box
        let area: Int
    }

    /// Cuts a box until each part lies wholly inside or outside of every area.
    private func divide(_ box: Box, _ sides: [Side], covering: [Int], _ found: (Box, [Int]) -> Void) {
        var cover = covering
        var rest: [Side] = []
        for side in sides where side.box.overlaps(box) {
            if side.box.contains(box) { cover.append(side.area) } else { rest.append(side) }
        }
        guard let (axis, place) = cut(box, rest) else { return found(box, Array(Set(cover)).sorted()) }
        var (below, above) = (box, box)
        below.high[axis] = place - 1
        above.low[axis] = place
        divide(below, rest, covering: cover, found)
        divide(above, rest, covering: cover, found)
    }

    /// The middle one of the places where sides begin or end inside the box, along the axis that has most; nil when none does.
    private func cut(_ box: Box, _ sides: [Side]) -> (axis: Int, place: Int)? {
        var best: (axis: Int, places: [Int]) = (0, [])
        for axis in box.low.indices {
            var places: [Int] = []
            for side in sides {
                if side.box.low[axis] > box.low[axis] { places.append(side.box.low[axis]) }
                if side.box.high[axis] < box.high[axis] { places.append(side.box.high[axis] + 1) }
            }
            if places.count > best.places.count { best = (axis, places) }
        }
        if best.places.isEmpty { return nil }
        return (best.axis, best.places.sorted()[best.places.count / 2])
    }
}

extension Area {
    /// The smallest box around several areas; nil when all are empty.
    fileprivate static func bounds(of areas: [Area]) -> Box? {
        let boxes = areas.compactMap(\.bounds)
        guard let first = boxes.first else { return nil }
        return boxes.dropFirst().reduce(first) { sum, box in
            Box(low: zip(sum.low, box.low).map { min($0, $1) }, high: zip(sum.high, box.high).map { max($0, $1) })
        }
    }
}
