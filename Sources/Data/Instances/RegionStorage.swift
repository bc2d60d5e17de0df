import CSystem
import CohortLocking
import CohortDiagnostics
import CohortGeometry
import Synchronization

/// The default instance of a region: a struct of arrays over the bounding rectangle of its index space, row-major, one
/// column a field.
///
/// A column takes memory when it is first mapped, and the system gives that memory page by page when it is touched. Elements
/// that are more than their bits are there from then on: each point's has its initial value, and is ended with the column.
package final class RegionStorage: @unchecked Sendable {
    // SAFETY: a column's address goes once from 0 to its final value, under `lock`, and is published by a release store.
    /// Elements from one index to the next along each axis; the last is 1.
    package let strides: UnsafeMutablePointer<Int>
    package let dimension: Int
    private let domain: Domain
    let layout: FieldLayout
    private let name: String
    private let place: SourceLocation
    /// Addresses, by field; 0 where there is no memory.
    private let columns = GrowingTable<Atomic<UInt>>()
    /// The fields whose columns are somebody else's memory.
    private let adopted = Locked<Set<Int>>([])
    private let lock = Locked(())
    /// True when columns are poisoned as they are made. Set before the region is used.
    package var poisonsColumns = false
    private let elementCount: Int
    private let originOffset: Int

    init(_ domain: Domain, _ layout: FieldLayout, name: String, at place: SourceLocation) throws(CohortError) {
        self.layout = layout
        self.name = name
        self.place = place
        self.domain = domain
        dimension = domain.dimension
        strides = .allocate(capacity: max(1, dimension))
        let shape = InstanceShape(domain)
        elementCount = shape.elementCount
        originOffset = shape.originOffset
        for axis in 0 ..< dimension { strides[axis] = shape.strides[axis] }
        let largest = layout.fields.map(\.stride).max() ?? 1
        if elementCount.multipliedReportingOverflow(by: largest).overflow { throw tooLarge }
    }

    private var tooLarge: CohortError {
        CohortError(
            .geometryOverflow, "region '\(name)' would need more bytes than an address can count",
            rule: "the bounding rectangle's volume times the element size must fit in 63 bits",
            fix: "use a smaller index space, or several regions", at: place)
    }

    deinit {
        releaseColumns()
        strides.deallocate()
    }

    /// The address that index (0, …, 0) has or would have in the field's column; takes the memory on first use.
    package func origin(ofField field: Int) throws(CohortError) -> UnsafeMutableRawPointer {
        let stride = layout[field].stride
        if let base = UnsafeMutableRawPointer(bitPattern: address(ofField: field)) {
            return base - originOffset &* stride
        }
        return try makeColumn(field) - originOffset &* stride
    }

    /// True once the field's column has memory.
    package func hasColumn(_ field: Int) -> Bool { address(ofField: field) != 0 }

    /// Where the address of the field's column is found, once it has had memory; 0 while it has none.
    package func columnWord(ofField field: Int) -> UnsafeMutablePointer<Atomic<UInt>>? { columns.pointer(to: field) }

    @inline(__always)
    private func address(ofField field: Int) -> UInt { columns.pointer(to: field)?.pointee.load(ordering: .acquiring) ?? 0 }

    /// Gives the data's memory back; nobody may use the data any more.
    package func releaseColumns() {
        for field in 0 ..< layout.count { releaseColumn(field) }
    }

    /// Gives the memory of one field back; nobody may use its data any more.
    package func releaseColumn(_ field: Int) {
        let address = columns.pointer(to: field)?.pointee.exchange(0, ordering: .acquiringAndReleasing) ?? 0
        guard let base = UnsafeMutableRawPointer(bitPattern: address) else { return }
        if adopted.withLock({ $0.remove(field) }) != nil { return }
        let descriptor = layout[field]
        if let managed = descriptor.managed {
            forEachRun { managed.deinitialize(base + $0 * descriptor.stride, $1) }
        }
        InstanceMemory.release(base, byteCount: byteCount(ofField: field))
    }

    /// Calls `body` with the offset from the low corner, in elements, and the length of each row of the domain.
    private func forEachRun(_ body: (Int, Int) -> Void) {
        IndexBox(around: domain).forEachRun(of: domain) { body($0, $1 - $0 + 1) }
    }

    /// Makes somebody else's memory the field's column, which has none yet.
    func adopt(_ origin: UnsafeMutableRawPointer, asOriginOfField field: Int) {
        _ = adopted.withLock { $0.insert(field) }
        let base = origin + originOffset &* layout[field].stride
        lock.withLock { _ in columns.reserve(field) { Atomic(0) }.pointee.store(UInt(bitPattern: base), ordering: .releasing) }
    }

    /// Lets go of somebody else's memory; nobody may use the field's data any more.
    package func abandon(_ field: Int) {
        guard adopted.withLock({ $0.remove(field) }) != nil else { return }
        columns.pointer(to: field)?.pointee.store(0, ordering: .releasing)
    }

    private func poison(_ base: UnsafeMutableRawPointer, _ field: FieldDescriptor) {
        let strides = (0 ..< dimension).map { self.strides[$0] * field.stride }
        Poison(field)?.fill(AffineColumn(origin: base - originOffset &* field.stride, strides: strides), domain)
    }

    private func byteCount(ofField field: Int) -> Int { max(1, elementCount) * layout[field].stride }

    @inline(never)
    private func makeColumn(_ field: Int) throws(CohortError) -> UnsafeMutableRawPointer {
        let descriptor = layout[field]
        // A field that was added later may be larger than those that the region was made with.
        if elementCount.multipliedReportingOverflow(by: descriptor.stride).overflow { throw tooLarge }
        let made: UnsafeMutableRawPointer? = lock.withLock { _ in
            let column = columns.reserve(field) { Atomic(0) }
            if let base = UnsafeMutableRawPointer(bitPattern: column.pointee.load(ordering: .relaxed)) { return base }
            let base = InstanceMemory.reserve(byteCount(ofField: field), alignment: descriptor.alignment)
            if let base, let managed = descriptor.managed {
                forEachRun { managed.initialize(base + $0 * descriptor.stride, $1) }
            }
            if let base, poisonsColumns { poison(base, descriptor) }
            column.pointee.store(UInt(bitPattern: base), ordering: .releasing)
            return base
        }
        if let made { return made }
        throw CohortError(
            .outOfMemory,
            "no memory for field '\(descriptor.name)' of region '\(name)': "
                + "\(elementCount) elements of \(descriptor.stride) bytes",
            rule: "an instance holds the bounding rectangle of its region",
            fix: "use a smaller region, or close other programs; `cohort machine` shows what there is", at: place)
    }
}
