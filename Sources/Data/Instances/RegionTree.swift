import CSystem
import CohortDiagnostics
import CohortGeometry
import Synchronization

/// A region with everything below it: an index space, fields, and the default instance that holds its data.
///
/// The instance is a struct of arrays over the bounding rectangle of the index space, row-major, one column a field;
/// a column takes memory when it is first mapped, and the system gives that memory page by page when it is touched.
package final class RegionTree: @unchecked Sendable {
    // SAFETY: a column's address goes once from 0 to its final value, under `lock`, and is published by a release store;
    // `destroyed` is written and read in the program order of the owning context only.
    package let id: Int
    package let name: String
    package let layout: FieldLayout
    package let root: PartitionNode
    package let place: SourceLocation
    /// Why the region cannot be used, when its creation failed.
    package let defect: CohortError?
    package var destroyed: SourceLocation?
    /// Elements from one index to the next along each axis; the last is 1.
    package let strides: UnsafeMutablePointer<Int>
    package let dimension: Int
    private let columns: UnsafeMutablePointer<Atomic<UInt>>
    private let lock = Mutex(())
    private let elementCount: Int
    private let originOffset: Int

    private static let nextID = Atomic<Int>(1)

    package init(
        _ domain: Domain, _ layout: FieldLayout, name: String, root: PartitionNode? = nil, defect: CohortError? = nil,
        at place: SourceLocation
    ) throws(CohortError) {
        id = Self.nextID.wrappingAdd(1, ordering: .relaxed).oldValue
        self.name = name
        self.layout = layout
        self.root = root ?? PartitionNode(root: domain, at: place)
        self.place = place
        self.defect = defect
        dimension = domain.dimension
        strides = .allocate(capacity: max(1, dimension))
        columns = .allocate(capacity: max(1, layout.fields.count))
        for field in layout.fields.indices { (columns + field).initialize(to: Atomic(0)) }
        let shape = InstanceShape(domain)
        elementCount = shape.elementCount
        originOffset = shape.originOffset
        for axis in 0..<dimension { strides[axis] = shape.strides[axis] }
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
            if let base = UnsafeMutableRawPointer(bitPattern: address) {
                InstanceMemory.release(base, byteCount: byteCount(ofField: field))
            }
        }
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
            .outOfMemory, "no memory for field '\(descriptor.name)' of region '\(name)': "
                + "\(elementCount) elements of \(descriptor.stride) bytes",
            rule: "an instance holds the bounding rectangle of its region",
            fix: "use a smaller region, or close other programs; `cohort machine` shows what there is", at: place)
    }
}

/// The affine layout of a bounding rectangle: row-major, the last axis contiguous.
struct InstanceShape {
    var strides: [Int]
    var elementCount: Int
    /// The element offset of the low corner from index (0, …, 0).
    var originOffset: Int

    init(_ domain: Domain) {
        let bounds = domain.boundsPair
        strides = [Int](repeating: 1, count: domain.dimension)
        elementCount = domain.isEmpty ? 0 : 1
        originOffset = 0
        guard !domain.isEmpty else { return }
        for axis in stride(from: domain.dimension - 1, through: 0, by: -1) {
            strides[axis] = elementCount
            originOffset &+= bounds.low[axis] &* elementCount
            let product = elementCount.multipliedReportingOverflow(by: bounds.high[axis] - bounds.low[axis] + 1)
            elementCount = product.overflow ? Int.max : product.partialValue
        }
    }
}

/// Memory for columns: small ones from the heap, large ones straight from the system.
enum InstanceMemory {
    private static let largeByteCount = 1 << 16

    static func reserve(_ byteCount: Int, alignment: Int) -> UnsafeMutableRawPointer? {
        if byteCount >= largeByteCount { return cohort_reserve_memory(byteCount) }
        let base = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: max(64, alignment))
        base.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
        return base
    }

    static func release(_ base: UnsafeMutableRawPointer, byteCount: Int) {
        if byteCount >= largeByteCount { cohort_release_memory(base, byteCount) } else { base.deallocate() }
    }
}
