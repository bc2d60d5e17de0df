import CohortData
import CohortGeometry
import CohortMachineModel
import Testing

@testable import CohortLife

/// From where missing data come while some instance is on its way out.
@Suite struct LeavingInstanceTests {
    private let whole = Domain(dimension: 1, flat: [0, 9])

    private func instance(_ number: Int, in memory: Int, valid: Domain?) throws -> PhysicalInstance {
        let pool = MemoryPool(number: memory, name: "\(memory)", capacity: .max, rank: 0, isDisk: false, enclosing: nil)
        let layout = try InstanceLayout(
            .columns(dimension: 1, fields: [0]), over: whole, [FieldDescriptor("a", key: 0, of: Int.self)])
        let made = try #require(PhysicalInstance(number, layout, points: whole, in: pool))
        made.valid[0] = valid
        return made
    }

    /// What others have, too, comes from them; what only it has is waited for.
    @Test func areNoSources() throws {
        let distances = MemoryDistances(try MachineModel("nodes 2, cpus 2"))
        let low = Domain(dimension: 1, flat: [0, 4]), high = whole.subtractingOrEmpty(low)
        let target = try instance(1, in: 0, valid: nil), leaving = try instance(2, in: 0, valid: whole)
        let half = try instance(3, in: 1, valid: low), other = try instance(4, in: 2, valid: high)
        let region = RegionInstances(id: 1, name: "line", points: whole)
        defer { for one in [target, leaving, half, other] { one.release() } }
        for one in [target, half, leaving] { region.add(one) }
        func sources(_ chosen: [Int] = []) -> [Int]? {
            region.copies(of: whole, 0, to: target, chosen, distances)?.map(\.source.number)
        }
        #expect(sources() == [2])
        #expect(sources([3]) == [3, 2])
        leaving.isLeaving = true
        #expect(sources() == nil && sources([3, 2]) == nil)
        region.add(other)
        #expect(sources() == [3, 4])
        #expect(sources([4]) == [4, 3])
    }
}
