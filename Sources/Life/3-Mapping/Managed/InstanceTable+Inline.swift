import CohortData
import CohortGeometry
import CohortMachineModel

// Tasks that the launching task runs itself.

extension InstanceTable {
    /// The instances that the launching task holds, as far as they have room for what the point needs and a layout that its accessors
    /// walk; else where the data are.
    func inlineMapping(
        _ request: PlacementRequest, _ point: Int, _ parent: PointPlacement?, _ machine: MachineModel
    ) -> TaskMapping {
        TaskMapping(
            request.needs.map { need in
                let held = held(need, need.domain(ofPoint: point), by: parent)
                let memory = question(need, point, machine, listsInstances: false).memoryOfData ?? machine.systemMemory
                return RequirementMapping(in: memory.id, instances: held)
            })
    }

    private func held(_ need: PlacementRequest.Need, _ domain: Domain, by parent: PointPlacement?) -> [InstanceToMap.ID] {
        guard let parent, !domain.isEmpty else { return [] }
        let (low, high) = domain.boundsPair
        var numbers: [Int] = []
        for use in parent.uses where use.tree == need.tree.id && need.fields.contains(use.field) {
            let isFit = WantedLayout(isStrided: need.isStrided).isMet(by: use.instance)
            if isFit, use.instance.contains(low, high), !numbers.contains(use.instance.number) {
                numbers.append(use.instance.number)
            }
        }
        return numbers.map { InstanceToMap.ID(number: $0) }
    }
}
