import CohortData
import CohortGeometry
import CohortDiagnostics
extension Partition { public init(testing r: Region<Space, N>, _ p: ContiguousArray<Domain>) {
  self.init(tree: r.tree, node: PartitionNode(dividing: r.node, r.piece, colours: Domain(small: Rect<1>(lo: Point(0), hi: Point(p.count - 1))), pieces: p, origin: "test", at: SourceLocation())) } }
