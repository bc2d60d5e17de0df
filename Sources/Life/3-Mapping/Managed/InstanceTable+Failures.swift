import CohortData
import CohortDiagnostics

// What operations are told that cannot have their instances.

extension InstanceTable {
    /// Nobody runs who could free memory: those that wait get an error.
    mutating func giveUp() -> [(waiter: Waiter, error: CohortError)] {
        takeWaiting().map { waiter in
            (
                waiter,
                CohortError(
                    .outOfMemory,
                    "task '\(waiter.launch.pointee.name)' waits for memory that tasks hold which wait for it: \(holders)",
                    rule: "a task that launches others keeps its instances while they run",
                    fix: "give the memory more room, use smaller pieces, or pass the data on with `@Task(.inner)`",
                    trail: waiter.launch.pointee.context.trail(to: waiter.launch), at: waiter.launch.pointee.place)
            )
        }
    }

    func collected(_ id: InstanceToMap.ID, _ request: PlacementRequest, _ waiter: Waiter) -> CohortError {
        CohortError(
            .mappingInstance,
            "a mapper put task '\(request.name)' on instance \(id), which is not there or lacks some of the points",
            rule: "an instance can be named as long as it is there, for points of its own rectangle",
            fix: "name instances of `requirement.instances` as they are given, or leave the choice to the runtime by a memory",
            trail: waiter.launch.pointee.context.trail(to: waiter.launch), at: request.place)
    }

    func tooLarge(_ need: PlacementRequest.Need, _ request: PlacementRequest, _ waiter: Waiter) -> CohortError {
        CohortError(
            .geometryOverflow, "an instance of region '\(need.tree.name)' would need more bytes than an address can count",
            rule: "the bounding rectangle's volume times the element size must fit in 63 bits",
            fix: "use a smaller index space, or several regions", trail: waiter.launch.pointee.context.trail(to: waiter.launch),
            at: request.place)
    }

    func exhausted(
        _ pool: MemoryPool, _ byteCount: Int, _ request: PlacementRequest, _ waiter: Waiter, _ need: PlacementRequest.Need
    ) -> CohortError {
        CohortError(
            .outOfMemory,
            "task '\(request.name)' needs \(bytes(byteCount)) in memory '\(pool.name)' for region '\(need.tree.name)', "
                + "which holds \(bytes(pool.usedByteCount)) of \(bytes(pool.capacity)): \(holders)",
            rule: "what a task uses must fit into the memories it is mapped to, together with what enclosing tasks use there",
            fix: "give the memory more room, partition the region finer, or map the task to another memory",
            trail: waiter.launch.pointee.context.trail(to: waiter.launch), at: request.place)
    }

    /// Who holds what, the largest first.
    private var holders: String {
        let all = regions.values.flatMap { region in region.all.filter { !$0.isExternal }.map { (region.name, $0) } }
        if all.isEmpty { return "nobody holds any" }
        let largest = all.sorted { ($0.1.byteCount, $1.1.number) > ($1.1.byteCount, $0.1.number) }.prefix(4)
        let shown = largest.map { name, one in
            "'\(name)' \(bytes(one.byteCount)) in '\(one.pool.name)'\(one.pins.isEmpty ? "" : ", in use")"
        }
        return shown.joined(separator: "; ") + (all.count > 4 ? "; and \(all.count - 4) more" : "")
    }

    private func bytes(_ count: Int) -> String {
        count < 1 << 20 ? "\(count) bytes" : "\(count >> 20) MiB"
    }
}
