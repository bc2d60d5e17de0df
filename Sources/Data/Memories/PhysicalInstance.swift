import CohortGeometry

/// Data of some fields of a rectangle of a region, in one memory.
package final class PhysicalInstance: @unchecked Sendable {
    // SAFETY: what varies is used under the lock of the manager that made it; the data are ordered by the operations that use them.
    package let number: Int
    package let pool: MemoryPool
    package let layout: InstanceLayout
    /// The corners of the rectangle that it has room for, both inclusive.
    package let low: [Int], high: [Int]
    private let base: UnsafeMutableRawPointer
    /// The memory outside that it lies in; nil when its pool gave the memory.
    private let external: ExternalInstance?
    /// The points that have elements, of fields whose elements are more than bits; nil when there are no such fields.
    private let elements: Domain?
    /// How accessors walk each field, in the order in which they lie.
    private let views: InstanceViews
    /// True when the last axis of each field is contiguous, which is what `Field` walks.
    package let isContiguous: Bool

    /// By field, the points whose data here are those of the region.
    package var valid: [Int32: Domain] = [:]
    /// Who uses it; nobody may move it meanwhile.
    package var pins: [Pin] = []
    /// What is being copied into it.
    package var filling: [Filling] = []
    /// True while its data are taken elsewhere, since it has to go.
    package var isLeaving = false
    /// True when a mapper has been told its number.
    package var isKnownToMapper = false
    /// When it was last used, counted by the manager.
    package var lastUse = 0
    /// When it leaves a memory that is full: those with the lowest number first, and not at all when it is `never`.
    package var turn = 0
    package static let never = Int.max

    /// A use of the instance that is going on.
    package struct Pin {
        /// Below 0 for an array outside, of which the instance is a column: its owner may look at it whenever nobody uses it.
        package var user: Int
        package var field: Int32
        package var domain: Domain
        /// True when the user may write without telling anyone, and launches tasks that use the data too.
        package var isLasting: Bool
        package var isChanging: Bool
        /// False for the source of a copy.
        package var isUse: Bool

        package var isOfArray: Bool { user < 0 }

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

    /// An instance in `pool` of an affine layout; nil when the memory has no room.
    ///
    /// - Parameter points: those of the region. Elements that are more than bits are made at these, as far as there is room.
    package convenience init?(_ number: Int, _ layout: InstanceLayout, points: Domain, in pool: MemoryPool) {
        guard let base = pool.take(max(1, layout.byteCount), alignment: layout.alignment) else { return nil }
        self.init(number, layout, at: base, of: nil, points: points, in: pool)
        forEachManagedRow { $0.initialize($1, $2) }
    }

    /// An instance in memory outside, which takes no room of `pool` and is never given back to it.
    ///
    /// - Parameters:
    ///   - base: where the layout begins; plain elements only.
    ///   - external: is kept as long as this lives.
    package convenience init(
        _ number: Int, _ layout: InstanceLayout, at base: UnsafeMutableRawPointer, of external: ExternalInstance,
        in pool: MemoryPool
    ) {
        self.init(number, layout, at: base, of: external, points: layout.domain, in: pool)
    }

    private init(
        _ number: Int, _ layout: InstanceLayout, at base: UnsafeMutableRawPointer, of external: ExternalInstance?, points: Domain,
        in pool: MemoryPool
    ) {
        self.number = number
        self.pool = pool
        self.base = base
        self.external = external
        self.layout = layout
        let bounds = layout.domain.boundsPair
        low = bounds.low
        high = bounds.high
        let dimension = layout.domain.dimension
        let managed = layout.form.fields.contains { layout.descriptor(of: $0)?.managed != nil }
        elements = managed ? points.intersectionOrEmpty(Domain(dimension: dimension, flat: ContiguousArray(low + high))) : nil
        views = InstanceViews(layout, at: base)
        isContiguous = LayoutConstraints([.contiguousLastAxis(dimension: dimension)]).violation(by: layout) == nil
    }

    package var fields: [Int32] { layout.form.fields }
    package var byteCount: Int { max(1, layout.byteCount) }
    package var isExternal: Bool { external != nil }

    /// True when it takes room there.
    package func takesRoom(in pool: MemoryPool) -> Bool { !isExternal && self.pool.takesRoom(in: pool) }

    /// Ends its elements and gives its memory back, unless that is outside; nobody may use it any more.
    package func release() {
        if isExternal { return }
        forEachManagedRow { $0.deinitialize($1, $2) }
        pool.giveBack(base, byteCount)
    }

    /// Poisons all that it has room for.
    package func poison() {
        for field in fields {
            guard let descriptor = layout.descriptor(of: field), let column = column(of: field) else { continue }
            Poison(descriptor)?.fill(column, layout.domain)
        }
    }

    /// Calls `body` with each row of each field whose elements are more than bits.
    private func forEachManagedRow(_ body: (any FieldElement.Type, UnsafeMutableRawPointer, Int) -> Void) {
        guard let elements else { return }
        for field in fields {
            guard let descriptor = layout.descriptor(of: field), let managed = descriptor.managed, let column = column(of: field)
            else { continue }
            let pair = AffinePair(from: column, to: column, elementByteCount: descriptor.stride)
            pair.forEachRun(of: elements) { row, _, count in body(managed, row, count) }
        }
    }

    /// The type of a field's elements, if they are more than bits.
    package func managedType(of field: Int32) -> (any FieldElement.Type)? { layout.descriptor(of: field)?.managed }

    /// Where the elements of a field lie.
    package func column(of field: Int32) -> AffineColumn? { layout.column(of: field, at: base) }

    /// The same as accessors walk it.
    package func view(of field: Int32) -> InstanceView? { fields.firstIndex(of: field).map { views[$0] } }

    /// What it is not as some constraints want it; nil when it is as all want it.
    package func violation(of constraints: LayoutConstraints) -> LayoutProblem? { constraints.violation(by: layout, at: base) }

    /// Bytes of an element of a field.
    package func elementByteCount(of field: Int32) -> Int { layout.descriptor(of: field)?.stride ?? 1 }

    /// True when it has room for all points of a rectangle.
    package func contains(_ low: [Int], _ high: [Int]) -> Bool {
        low.indices.allSatisfy { low[$0] >= self.low[$0] && high[$0] <= self.high[$0] }
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
