import CohortDiagnostics
import CohortGeometry
import Synchronization

/// A region with everything below it: an index space, fields, and the default instance that holds its data.
///
/// The handles a program holds keep it alive; when the last one goes, the context that made the region frees its data after
/// the operations that still use them.
package final class RegionTree: @unchecked Sendable {
    // SAFETY: nothing changes after `init`.
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
    /// Whom to tell when nobody holds the region any more; nobody for a handle that stands for others.
    package let end: RegionEnd?

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
        end = RegionEnd()
    }

    /// Another handle of a region, which does not keep it alive; for operations on data that may have lost the last handle.
    package init(standingFor id: Int, _ storage: RegionStorage, root: PartitionNode, name: String, at place: SourceLocation) {
        self.id = id
        self.name = name
        layout = storage.layout
        self.root = root
        self.place = place
        self.storage = storage
        defect = nil
        end = nil
    }

    deinit { end?.tell(id) }

    package var dimension: Int { storage.dimension }
}
