import CohortData
import CohortGeometry

/// The instances of one region, and with them which of its data are valid where.
final class RegionInstances {
    /// The number of the region.
    let id: Int
    let name: String
    /// All points of the region.
    let points: Domain
    private(set) var all: [PhysicalInstance] = []
    /// Those who owe something for data that others may use at the same time.
    var sharers: [PointPlacement] = []

    init(id: Int, name: String, points: Domain) {
        self.id = id
        self.name = name
        self.points = points
    }

    func add(_ instance: PhysicalInstance) { all.append(instance) }

    /// Adds one that is found before all others that are as good.
    func addFirst(_ instance: PhysicalInstance) { all.insert(instance, at: 0) }

    func remove(_ instance: PhysicalInstance) { all.removeAll { $0 === instance } }

    /// The instance in a memory that is laid out as is wanted, has room for a field of a rectangle, and most of the data already.
    func find(_ field: Int32, _ domain: Domain, _ wanted: WantedLayout, in pool: MemoryPool) -> PhysicalInstance? {
        let (low, high) = domain.boundsPair
        var best: (instance: PhysicalInstance, missing: Int)?
        for one in all where one.pool === pool && !one.isLeaving && one.fields.contains(field) && one.contains(low, high) {
            guard wanted.isMet(by: one) else { continue }
            let missing = one.missing(field, domain).volume
            if best.map({ missing < $0.missing }) ?? true { best = (one, missing) }
        }
        return best?.instance
    }

    /// The array outside that is attached to a field.
    func array(of field: Int32) -> PhysicalInstance? { all.first { $0.isExternal && $0.fields.contains(field) } }

    /// The points of a field that no other instance has, or will keep.
    func valuesOnly(in instance: PhysicalInstance, _ field: Int32) -> Domain? {
        guard var alone = instance.valid[field] else { return nil }
        for other in all where other !== instance && !other.isLeaving {
            if let known = other.valid[field] { alone = alone.subtractingOrEmpty(known) }
        }
        return alone.isEmpty ? nil : alone
    }
}
