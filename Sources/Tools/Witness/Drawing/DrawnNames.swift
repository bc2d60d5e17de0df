extension Area {
    /// The points in a few words: `0…9`, or `12 points in 0…9` when they are not a box.
    var summary: String {
        guard let bounds, boxes.count > 1 else { return boxes.first?.summary ?? "no points" }
        return "\(volume) points in \(bounds.summary)"
    }
}

extension Box {
    /// The corners, or the one point that it has.
    var summary: String { low == high ? low.tuple : description }
}

extension Place {
    /// The line with the file's own name, since folders make pictures wide.
    var summary: String { "\(file.split(separator: "/").last ?? ""):\(line)" }
}

extension Int {
    /// The number with what it counts: `1 region`, `2 regions`.
    func counting(_ name: String) -> String { "\(self) \(name)\(self == 1 ? "" : "s")" }

    /// The same of things of which some are not drawn.
    func counting(_ name: String, leftOut: Int) -> String {
        leftOut == 0 ? counting(name) : "the first \(self) of \((self + leftOut).counting(name)), \(leftOut) left out"
    }
}

extension [String] {
    /// The first few, and how many more there are.
    func first(_ most: Int, joinedBy separator: String = ", ") -> String {
        prefix(most).joined(separator: separator) + (count > most ? " and \(count - most) more" : "")
    }
}

extension Log {
    /// Fields with their points: `grid.old, grid.new: 0…9`.
    func names(of region: Int, fields: [Int], _ area: Area) -> String {
        "\(fields.map { name(of: region, field: $0) }.first(3)): \(area.summary)"
    }

    /// What keeps the two operations of an edge in order, as lines; none when that is no data.
    func namesOfData(_ edge: Edge) -> [String] {
        var areas: [DataName: Area] = [:]
        for sharing in sharings(edge) {
            for field in sharing.fields {
                areas[DataName(region: sharing.region, field: field), default: Area()].join(sharing.area)
            }
        }
        let alike = Dictionary(grouping: areas.keys) { Group(region: $0.region, points: areas[$0]?.summary ?? "") }
        let lines = alike.sorted { ($0.key.region, $0.key.points) < ($1.key.region, $1.key.points) }.map { group, data in
            "\(data.map(\.field).sorted().map { name(of: group.region, field: $0) }.first(3)): \(group.points)"
        }
        return lines.count > 4 ? lines.prefix(3) + ["and \(lines.count - 3) more"] : lines
    }

    private struct DataName: Hashable { let region: Int, field: Int }
    private struct Group: Hashable { let region: Int, points: String }
}

extension Area {
    fileprivate mutating func join(_ other: Area) { self = union(other) }
}
