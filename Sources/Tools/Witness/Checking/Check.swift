/// What a look at a log found.
public struct Check: Sendable {
    /// All that is wrong.
    public private(set) var findings: [Finding] = []
    /// Edges for data between operations that share none which would order them.
    public private(set) var superfluous: [Log.Edge] = []

    /// Rebuilds from what was launched which operations must come in order, and compares that with what the run did.
    ///
    /// - Complexity: O(uses × sets of points × fields) and the searches that an edge does not answer at once.
    public init(_ log: Log) {
        var uses = log.usesByContext
        let edges = Dictionary(grouping: log.edges) { log.context(of: $0.later) ?? 0 }
        let waits = Dictionary(grouping: log.waits) { $0.context }
        let values = Dictionary(grouping: log.values) { log.context(of: $0.operation) ?? 0 }
        findings = LaunchRules(log).findings + RunRules(log).findings
        // Children first: what they leave to their parents counts there as the task's own.
        for context in log.contexts.values.sorted(by: { $0.number > $1.number }) {
            let own = edges[context.number] ?? []
            let order = Order(own, waits[context.number] ?? [])
            findings += OrderRules(log, context.number, order, own, values[context.number] ?? []).findings
            let regions = Dictionary(grouping: uses[context.number] ?? []) { $0.region }
            for (region, some) in regions.sorted(by: { $0.key < $1.key }) {
                var races = Races(log, order)
                findings += races.look(at: region, some.map(\.use).sorted { $0.use.operation < $1.use.operation })
            }
            leave(Set(regions.keys), of: context, log, &uses)
        }
        findings += FoldRules(log).findings + InstanceRules(log).findings + DataFlow(log, uses).findings
        superfluous = log.edges.filter { $0.isData && !log.isDemanded($0) }
    }

    /// Regions that a task made count as changed by it, for whoever uses them when it is over.
    private func leave(_ regions: Set<Int>, of context: Log.Context, _ log: Log, _ uses: inout [Int: [RegionUse]]) {
        guard case .point(let launch, _) = log.operations[context.operation], let parent = log.launches[launch] else { return }
        for region in regions.subtracting(parent.requirements.map(\.region)) {
            guard let root = log.regions[region]?.partition, let area = log.partitions[root]?.pieces[0],
                let fields = log.regions[region]?.fields.keys
            else { continue }
            let use = Use(operation: context.operation, launch: launch, changes: true, coherence: .exclusive)
            uses[parent.context, default: []].append(
                RegionUse(
                    region: region,
                    use:
                        AreaUse(use: use, requirement: -1, privilege: .readWrite, area: area, fields: fields.sorted())))
        }
    }
}

struct RegionUse {
    let region: Int
    let use: AreaUse
}

extension Log {
    /// All uses of data, by the context that asked for them.
    var usesByContext: [Int: [RegionUse]] {
        var all: [Int: [RegionUse]] = [:]
        for launch in launches.values {
            for (point, operation) in launch.points {
                for requirement in launch.requirements {
                    guard let use = Use(operation, launch.number, requirement),
                        let area = self.area(of: requirement, point: point)
                    else { continue }
                    all[launch.context, default: []].append(
                        RegionUse(
                            region: requirement.region,
                            use: AreaUse(
                                use: use, requirement: requirement.index, privilege: requirement.privilege, area: area,
                                fields: requirement.fields)))
                }
            }
        }
        return all
    }

    /// An edge that no data demand, for people.
    public func describe(superfluous edge: Edge) -> String {
        "superfluous: \(name(ofOperation: edge.later)) follows \(name(ofOperation: edge.earlier)), and they share nothing that would ask for it"
    }
}
