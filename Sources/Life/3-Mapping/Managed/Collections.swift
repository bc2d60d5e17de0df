import CohortData
import CohortMachineModel

// Mappers hear of instances that have gone.

extension InstanceTable {
    /// Notes it in the log, and remembers to tell the mapper, if that knew the instance and wants to be told.
    mutating func note(_ instance: PhysicalInstance, _ reason: CollectedInstance.Reason, _ region: String) {
        log?.tell(gone: instance)
        guard interests.contains(.collections), instance.isKnownToMapper,
            let memory = machine.memory(.init(rawValue: instance.pool.number))
        else { return }
        collected.append(
            CollectedInstance(
                id: InstanceToMap.ID(number: instance.number), region: region, memory: memory,
                byteCount: .bytes(instance.byteCount), reason: reason))
    }

    /// What has gone since the last time.
    mutating func takeCollected() -> [CollectedInstance] {
        defer { collected = [] }
        return collected
    }
}

extension InstanceManager {
    /// Tells the mapper what has gone. Called without the lock.
    func tellCollections() {
        if !interests.contains(.collections) { return }
        for one in state.withLock({ $0.takeCollected() }) { tell { mapper, context in mapper.handleCollection(one, context) } }
    }
}
