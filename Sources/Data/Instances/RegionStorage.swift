import CSystem
import CohortLocking
import CohortDiagnostics
import CohortGeometry
import Synchronization

/// The default instance of a region: a struct of arrays over the bounding rectangle of its index space, row-major, one
/// column a field.
///
/// A column takes memory when it is first mapped, and the system gives that memory page by page when it is touched.
package final class RegionStorage: @unchecked Sendable {
    // SAFETY: a column's address goes once from 0 to its final value, under `lock`, and is published by a release store.
    /// Elements from one index to the next along each axis; the last is 1.
    package let strides: UnsafeMutablePointer<Int>
    package let dimension: Int
    let layout: FieldLayout
    private let name: String
    private let place: SourceLocation
    private let columns: UnsafeMutablePointer<Atomic<UInt>>
    /// The fields whose columns are somebody else's memory.
    private let adopted = Locked<Set<Int>>([])
    private let lock = Locked(())
    private let elementCount: Int
    private let originOffset: Int

    init(_ domain: Domain, _ layout: FieldLayout, name: String, at place: SourceLocation) throws(CohortError) {
        self.layout = layout
        self.name = name
        self.place = place
        dimension = domain.dimension
        strides = .allocate(capacity: max(1, dimension))
        columns = .allocate(capacity: max(1, layout.fields.count))
        for field in layout.fields.indices { (columns + field).initialize(to: Atomic(0)) }
        let shape = InstanceShape(domain)
        elementCount = shape.elementCount
        originOffset = shape.originOffset
        for axis in 0 ..< dimension { strides[axis] = shape.strides[axis] }
        let largest = layout.fields.map(\.stride).max() ?? 1
        guard !elementCount.multipliedReportingOverflow(by: largest).overflow else {
            throw CohortError(
                .geometryOverflow, "region '\(name)' would need more bytes than an address can count",
                rule: "the bounding rectangle's volume times the element size must fit in 63 bits",
                fix: "use a smaller index space, or several regions", at: place)
        }
    }

    deinit {
        releaseColumns()
        columns.deallocate()
        strides.deallocate()
    }

    /// The address that index (0, …, 0) has or would have in the field's column; takes the memory on first use.
    package func origin(ofField field: Int) throws(CohortError) -> UnsafeMutableRawPointer {
        let stride = layout.fields[field].stride
        if let base = UnsafeMutableRawPointer(bitPattern: columns[field].load(ordering: .acquiring)) {
            return base - originOffset &* stride
        }
        return try makeColumn(field) - originOffset &* stride
    }

    /// True once the field's column has memory.
    package func hasColumn(_ field: Int) -> Bool { columns[field].load(ordering: .acquiring) != 0 }

    /// Gives the data's memory back; nobody may use the data any more.
    package func releaseColumns() {
        for field in layout.fields.indices {
            let address = columns[field].exchange(0, ordering: .acquiringAndReleasing)
            guard let base = UnsafeMutableRawPointer(bitPattern: address) else { continue }
            if adopted.withLock({ $0.remove(field) }) != nil { continue }
            InstanceMemory.release(base, byteCount: byteCount(ofField: field))
        }
    }

    /// Makes somebody else's memory the field's column, which has none yet.
    func adopt(_ origin: UnsafeMutableRawPointer, asOriginOfField field: Int) {
        _ = adopted.withLock { $0.insert(field) }
        let base = origin + originOffset &* layout.fields[field].stride
        columns[field].store(UInt(bitPattern: base), ordering: .releasing)
    }

    /// Lets go of somebody else's memory; nobody may use the field's data any more.
    package func abandon(_ field: Int) {
        if adopted.withLock({ $0.remove(field) }) != nil { columns[field].store(0, ordering: .releasing) }
    }

    private func byteCount(ofField field: Int) -> Int { max(1, elementCount) * layout.fields[field].stride }

    @inline(never)
    private func makeColumn(_ field: Int) throws(CohortError) -> UnsafeMutableRawPointer {
        let descriptor = layout.fields[field]
        let made: UnsafeMutableRawPointer? = lock.withLock { _ in
            if let base = UnsafeMutableRawPointer(bitPattern: columns[field].load(ordering: .relaxed)) { return base }
            let base = InstanceMemory.reserve(byteCount(ofField: field), alignment: descriptor.alignment)
            columns[field].store(UInt(bitPattern: base), ordering: .releasing)
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
