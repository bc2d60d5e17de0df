import CohortData
import CohortGeometry
import CohortMachineModel

// What mappers are told.

extension InstanceTable {
    /// A requirement of a point, as a mapper sees it. O(instances of the region).
    func question(
        _ need: PlacementRequest.Need, _ point: Int, _ machine: MachineModel, listsInstances: Bool
    ) -> RequirementToMap {
        let domain = need.domain(ofPoint: point)
        let all = regions[need.tree.id]?.all.filter { !$0.isLeaving } ?? []
        let complete = all.filter { need.fields.first.map($0.fields.contains) ?? false && isComplete($0, need, domain) }
        // A copy may take one field several times.
        let fields = need.fields.enumerated().filter { !need.fields[..<$0].contains($1) }.map(\.element)
        return RequirementToMap(
            region: need.tree.name, fields: fields.map { need.tree.layout[Int($0)].name }, domain: domain,
            byteCount: .bytes(domain.volume.multiplied(by: need.elementByteCount)), privilege: need.privilege,
            isShared: need.isShared,
            memoryOfData: complete.max { $0.lastUse < $1.lastUse }.flatMap { machine.memory(.init(rawValue: $0.pool.number)) },
            instances: listsInstances ? all.compactMap { seen($0, need, domain, machine) } : [])
    }

    private func isComplete(_ instance: PhysicalInstance, _ need: PlacementRequest.Need, _ domain: Domain) -> Bool {
        need.fields.allSatisfy { instance.fields.contains($0) && instance.missing($0, domain).isEmpty }
    }

    func seen(
        _ instance: PhysicalInstance, _ need: PlacementRequest.Need, _ domain: Domain, _ machine: MachineModel
    ) -> InstanceToMap? {
        guard let memory = machine.memory(.init(rawValue: instance.pool.number)) else { return nil }
        instance.isKnownToMapper = true
        return InstanceToMap(
            id: InstanceToMap.ID(number: instance.number), memory: memory,
            fields: instance.fields.map { need.tree.layout[Int($0)].name }, low: instance.low, high: instance.high,
            layout: instance.layout.traits { need.tree.layout[Int($0)].name }, isComplete: isComplete(instance, need, domain))
    }
}
