import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortMachineModel

// From where missing data come.

extension RegionInstances {
    /// Those that have some of the data that `target` lacks, but for those that are leaving: the chosen ones first, then the nearest.
    func sources(
        of missing: Domain, _ field: Int32, to target: PhysicalInstance, _ chosen: [Int], _ distances: MemoryDistances
    ) -> [PhysicalInstance] {
        let able = all.filter { $0 !== target && !$0.isLeaving && $0.valid[field]?.overlaps(missing) ?? false }
        if able.count < 2 { return able }
        let ranks = able.enumerated().map { number, one in
            (
                chosen.firstIndex(of: one.number) ?? chosen.count,
                distances.rank(from: one.pool.number, to: target.pool.number), number
            )
        }
        return able.indices.sorted { ranks[$0] < ranks[$1] }.map { able[$0] }
    }

    /// Copies that bring the data which `target` lacks, as far as they are anywhere; nil when some are only in an instance that is
    /// leaving, and so will soon be elsewhere.
    func copies(
        of missing: Domain, _ field: Int32, to target: PhysicalInstance, _ chosen: [Int], _ distances: MemoryDistances
    ) -> [DataMove]? {
        var rest = missing
        var copies: [DataMove] = []
        for source in sources(of: missing, field, to: target, chosen, distances) where !rest.isEmpty {
            guard let known = source.valid[field] else { continue }
            let part = rest.intersectionOrEmpty(known)
            if part.isEmpty { continue }
            copies.append(DataMove(tree: id, field: field, source: source, target: target, domain: part))
            rest = rest.subtractingOrEmpty(part)
        }
        let leaves = all.contains { $0 !== target && $0.isLeaving && $0.valid[field]?.overlaps(rest) ?? false }
        return leaves ? nil : copies
    }
}

extension InstanceTable {
    /// A use whose missing data several instances have.
    struct SourceChoice {
        /// The number of the use in its placement.
        let use: Int
        let question: SourcesToSelect
    }

    /// What a mapper is asked that ranks sources; nothing for data that have one source only.
    func sourceChoices(
        _ placement: PointPlacement, _ request: PlacementRequest, _ point: Int, _ machine: MachineModel
    ) -> [SourceChoice] {
        placement.uses.enumerated().compactMap { number, use in
            guard use.keepsOldData, let region = regions[use.tree] else { return nil }
            let missing = use.instance.missing(use.field, use.domain)
            if missing.isEmpty { return nil }
            let sources = region.sources(of: missing, use.field, to: use.instance, [], distances)
            guard sources.count > 1, let need = request.needs.first(where: { $0.tree.id == use.tree }) else { return nil }
            return question(request, point, need, use, missing, sources, machine).map { SourceChoice(use: number, question: $0) }
        }
    }

    private func question(
        _ request: PlacementRequest, _ point: Int, _ need: PlacementRequest.Need, _ use: PointPlacement.Use, _ missing: Domain,
        _ sources: [PhysicalInstance], _ machine: MachineModel
    ) -> SourcesToSelect? {
        guard let target = seen(use.instance, need, use.domain, machine) else { return nil }
        return SourcesToSelect(
            name: request.name, point: point, region: need.tree.name, field: need.tree.layout[Int(use.field)].name,
            domain: missing,
            target: target,
            sources: sources.compactMap { one in
                guard let seen = seen(one, need, use.domain, machine) else { return nil }
                return SourcesToSelect.Source(
                    instance: seen, domain: missing.intersectionOrEmpty(one.valid[use.field] ?? missing),
                    affinity: machine.affinity(from: seen.memory, to: target.memory))
            })
    }
}
