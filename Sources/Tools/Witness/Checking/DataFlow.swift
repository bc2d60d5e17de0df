/// Looks for data that were not where they should have been, in all regions that have instances.
struct DataFlow {
    private(set) var findings: [Finding] = []

    /// - Parameter uses: by context.
    init(_ log: Log, _ uses: [Int: [RegionUse]]) {
        if log.instances.isEmpty { return }
        let placed = Placements(log)
        var contexts: [Int: Int] = [:]
        for context in log.contexts.values where context.operation != 0 { contexts[context.operation] = context.number }
        let copies = Dictionary(grouping: log.copies) { $0.region }
        for region in log.regions.keys.sorted() {
            let some = uses.compactMapValues { all in
                let own = all.filter { $0.region == region }.map(\.use)
                return own.isEmpty ? nil : own.sorted { $0.use.operation < $1.use.operation }
            }
            var replay = Self.replay(log, region, some, copies[region] ?? [], placed, contexts)
            replay.replay.run(replay.copies)
            findings += replay.replay.findings
        }
    }

    private static func replay(
        _ log: Log, _ region: Int, _ uses: [Int: [AreaUse]], _ copies: [Log.Copy], _ placed: Placements, _ contexts: [Int: Int]
    ) -> (replay: Replay, copies: [(Log.Copy, [Versions.Slot])]) {
        var areas = AreaNumbers()
        for use in uses.values.joined() { areas.add(use.area) }
        for copy in copies { areas.add(copy.area) }
        let cells = Cells(areas.all)
        func slots(_ area: Area, _ fields: [Int]) -> [Versions.Slot] {
            areas.number(of: area).map { number in
                fields.flatMap { field in cells.ofArea[number].map { Versions.Slot(cell: $0, field: field) } }
            } ?? []
        }
        let cellUses = uses.mapValues {
            $0.map { use in
                CellUse(use: use.use, requirement: use.requirement, privilege: use.privilege, slots: slots(use.area, use.fields))
            }
        }
        let byOperation = Dictionary(grouping: cellUses.values.joined()) { $0.use.operation }
        let replay = Replay(log, region, Versions(log, region, cellUses), cells, byOperation, placed, contexts)
        return (replay, copies.map { ($0, slots($0.area, $0.fields)) })
    }
}

/// Areas, each once, in the order of their first use.
struct AreaNumbers {
    private(set) var all: [Area] = []
    private var numbers: [Area: Int] = [:]

    mutating func add(_ area: Area) {
        if numbers.updateValue(numbers[area] ?? all.count, forKey: area) == nil { all.append(area) }
    }

    func number(of area: Area) -> Int? { numbers[area] }
}
