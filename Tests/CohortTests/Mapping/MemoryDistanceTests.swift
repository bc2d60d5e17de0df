import CohortMachineModel
import Testing

@testable import CohortLife

@Suite struct MemoryDistanceTests {
    /// A memory is nearest to itself; then the faster the nearer, and what no copy reaches comes last.
    @Test func ranks() throws {
        let machine = try MachineModel("nodes 2, cpus 2, gpus 2, framebuffer 1GiB, disk 1GiB")
        let distances = MemoryDistances(machine), memories = Array(machine.memories)
        for target in memories {
            #expect(distances.rank(from: target.id.rawValue, to: target.id.rawValue) == 0)
            for one in memories where one != target {
                for other in memories where other != target {
                    let (near, far) = (machine.affinity(from: one, to: target), machine.affinity(from: other, to: target))
                    let ranks = (
                        distances.rank(from: one.id.rawValue, to: target.id.rawValue),
                        distances.rank(from: other.id.rawValue, to: target.id.rawValue)
                    )
                    if near == far { #expect(ranks.0 == ranks.1) }
                    if let near, far.map({ near.isBetter(than: $0) }) ?? true { #expect(0 < ranks.0 && ranks.0 < ranks.1) }
                }
            }
        }
    }
}
