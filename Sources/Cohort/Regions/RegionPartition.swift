import CohortData

/// Pieces of an index space, as those of one region: what regions, partitions and their fields name, with one reference to count.
///
/// It says by itself what a launch is recognised by, so that one of a million regions costs no look at the rest of it.
package final class RegionPartition: Sendable {
    let tree: RegionTree
    let node: PartitionNode
    let layout: FieldLayout
    /// The number of the region, and where the node is.
    let id: Int
    private let nodeWord: UInt

    init(_ tree: RegionTree, _ node: PartitionNode) {
        self.tree = tree
        self.node = node
        layout = tree.layout
        id = tree.id
        nodeWord = UInt(bitPattern: Unmanaged.passUnretained(node).toOpaque())
    }

    var nodeAddress: UnsafeRawPointer { UnsafeRawPointer(bitPattern: nodeWord).unsafelyUnwrapped }
}
