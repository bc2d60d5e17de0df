import CohortData

/// Pieces of an index space, as those of one region: what a `Partition` and its fields name, with one reference to count.
package final class RegionPartition: Sendable {
    let tree: RegionTree
    let node: PartitionNode

    init(_ tree: RegionTree, _ node: PartitionNode) {
        self.tree = tree
        self.node = node
    }

    /// Hands out both without a reference being counted, which a launch would pay for in each argument.
    @inline(__always)
    func borrowed<Result>(_ body: (RegionTree, PartitionNode) -> Result) -> Result {
        // SAFETY: both are constants of this object, which the caller holds.
        Unmanaged.passUnretained(tree)._withUnsafeGuaranteedRef { tree in
            Unmanaged.passUnretained(node)._withUnsafeGuaranteedRef { body(tree, $0) }
        }
    }
}
