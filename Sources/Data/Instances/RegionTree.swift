import CohortDiagnostics
import CohortGeometry
import Synchronization

/// A region with everything below it: an index space, fields, and the default instance that holds its data.
///
/// The handles a program holds keep it alive; when the last one goes, the context that made the region frees its data after
/// the operations that still use them.
package final class RegionTree: @unchecked Sendable {
    // SAFETY: `onRelease` is written by the context that owns the region, which holds it meanwhile, and read when nobody does.
    package let id: Int
    package let name: String
    package let layout: FieldLayout
    package let root: PartitionNode
    package let place: SourceLocation
    package let storage: RegionStorage
    /// Why the region cannot be used, when its creation failed.
    package let defect: CohortError?
    /// What a log leaves here to see that it knows the region and so many fields.
    package let logMark = Atomic<UInt64>(0)
    /// Called with the region's number when nobody holds it any more.
    package var onRelease: (@Sendable (Int) -> Void)?

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
        storage = try RegionStorage(domain, layout, name: name, at: place)
    }

    deinit { onRelease?(id) }

    package var dimension: Int { storage.dimension }
}
