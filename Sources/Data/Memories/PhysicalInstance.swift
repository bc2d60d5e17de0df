import CohortGeometry

/// Data of some fields of a rectangle of a region, in one memory.
package final class PhysicalInstance: @unchecked Sendable {
    // SAFETY: what varies is used under the lock of the manager that made it; the data are ordered by the operations that use them.
    package let number: Int
    package let pool: MemoryPool
    package let extent: InstanceExtent
    package let fields: [Int32]
    private let base: UnsafeMutableRawPointer
    /// Elements from one index to the next along each axis; the last is 1.
    package let strides: UnsafeMutablePointer<Int>
    private let origins: [Int32: UnsafeMutableRawPointer]

    /// By field, the points whose data here are those of the region.
    package var valid: [Int32: Domain] = [:]
    /// Who uses it; nobody may move it meanwhile.
    package var pins: [Pin] = []
    /// What is being copied into it.
    package var filling: [Filling] = []
    /// True while its data are taken elsewhere, since it has to go.
    package var isLeaving = false
    /// When it was last used, counted by the manager.
    package var lastUse = 0

    /// A use of the instance that is going on.
    package struct Pin {
        package var user: Int
        package var field: Int32
        package var domain: Domain
        /// True when the user may write without telling anyone, and launches tasks that use the data too.
        package var isLasting: Bool
        package var isChanging: Bool
        /// False for the source of a copy.
        package var isUse: Bool

        package init(user: Int, field: Int32, domain: Domain, isLasting: Bool, isChanging: Bool, isUse: Bool) {
            self.user = user
            self.field = field
            self.domain = domain
            self.isLasting = isLasting
            self.isChanging = isChanging
            self.isUse = isUse
        }
    }

    package struct Filling {
        package var field: Int32
        package var domain: Domain

        package init(field: Int32, domain: Domain) {
            self.field = field
            self.domain = domain
        }
    }

    /// An instance in `pool`; nil when that has no room.
    package init?(_ number: Int, _ extent: InstanceExtent, in pool: MemoryPool) {
        guard let base = pool.take(extent.byteCount) else { return nil }
        self.number = number
        self.pool = pool
        self.base = base
        self.extent = extent
        fields = extent.columns.map(\.field)
        strides = .allocate(capacity: max(1, extent.strides.count))
        var first = 0
        for axis in extent.strides.indices {
            (strides + axis).initialize(to: extent.strides[axis])
            first &+= extent.low[axis] &* extent.strides[axis]
        }
        var origins: [Int32: UnsafeMutableRawPointer] = [:]
        for column in extent.columns { origins[column.field] = base + column.offset - first &* column.elementByteCount }
        self.origins = origins
    }

    deinit { strides.deallocate() }

    package var byteCount: Int { extent.byteCount }

    /// Gives its memory back; nobody may use it any more.
    package func release() { pool.giveBack(base, byteCount) }

    /// The address that index (0, …, 0) of a field has or would have.
    package func origin(of field: Int32) -> UnsafeMutableRawPointer? { origins[field] }

    /// True when it has room for all points of a rectangle.
    package func contains(_ low: [Int], _ high: [Int]) -> Bool {
        low.indices.allSatisfy { low[$0] >= extent.low[$0] && high[$0] <= extent.high[$0] }
    }

    /// The points of a domain whose data it lacks.
    package func missing(_ field: Int32, _ domain: Domain) -> Domain {
        guard let known = valid[field] else { return domain }
        return known == domain ? .empty(dimension: domain.dimension) : domain.subtractingOrEmpty(known)
    }

    package func validate(_ field: Int32, _ domain: Domain) {
        valid[field] = valid[field].map { $0 == domain ? $0 : $0.unionOrSelf(domain) } ?? domain
    }

    /// Returns the points that were valid and are not any more.
    @discardableResult
    package func invalidate(_ field: Int32, _ domain: Domain) -> Domain? {
        guard let known = valid[field] else { return nil }
        let lost = known.intersectionOrEmpty(domain)
        if lost.isEmpty { return nil }
        let rest = known.subtractingOrEmpty(lost)
        valid[field] = rest.isEmpty ? nil : rest
        return lost
    }
}
