import CohortData
import CohortGeometry
import Glibc
import Synchronization
import Testing

@testable import CohortLife

/// Moves that several workers share.
@Suite struct MoveJobTests {
    private struct Pair {
        let source: PhysicalInstance
        let target: PhysicalInstance
        let domain: Domain

        init(rows: Int, columns: Int) throws {
            let pool = MemoryPool(number: 0, name: "system", capacity: .max, rank: 0, isDisk: false, enclosing: nil)
            domain = Domain(dimension: 2, flat: [0, 0, rows - 1, columns - 1])
            let field = FieldDescriptor("a", key: 0, of: Int.self)
            let layout = try InstanceLayout(LayoutForm.columns(dimension: 2, fields: [0]), over: domain, [field])
            source = try #require(PhysicalInstance(1, layout, points: domain, in: pool))
            target = try #require(PhysicalInstance(2, layout, points: domain, in: pool))
            for index in 0 ..< domain.volume { elements(source)[index] = index }
        }

        func elements(_ instance: PhysicalInstance) -> UnsafeMutablePointer<Int> {
            guard let column = instance.column(of: 0) else { fatalError("the instance has one field") }
            return column.origin.assumingMemoryBound(to: Int.self)
        }

        var isMoved: Bool { (0 ..< domain.volume).allSatisfy { elements(target)[$0] == $0 } }
        func end() {
            source.release()
            target.release()
        }
    }

    /// Everything is moved once, whoever takes part, and the end is told once, when all is moved.
    @Test(arguments: [1, 2, 5]) func all(workers: Int) throws {
        let pool = WorkerPool(
            nil, clock: nil, recorder: nil, log: nil, turns: nil, workers: workers, pinned: false, processors: 8)
        defer { pool.shutDown() }
        for (rows, columns) in [(400, 700), (1, 300_000), (300_000, 1), (3, 5)] {
            let pair = try Pair(rows: rows, columns: columns)
            let top = pair.domain.intersectionOrEmpty(Domain(dimension: 2, flat: [0, 0, 0, columns - 1]))
            let rest = pair.domain.subtractingOrEmpty(top)
            let moves = [top, rest].filter { !$0.isEmpty }.map {
                DataMove(tree: 0, field: 0, source: pair.source, target: pair.target, domain: $0)
            }
            let told = Told()
            let job = MoveJob(moves, isTimed: true) { _ in told.note() }
            job.submit(to: pool)
            while told.count == 0 { sched_yield() }
            #expect(pair.isMoved && told.count == 1 && job.durations.count == moves.count)
            #expect(job.durations.allSatisfy { $0 > .zero })
            pair.end()
            let other = try Pair(rows: rows, columns: columns)
            let move = DataMove(tree: 0, field: 0, source: other.source, target: other.target, domain: other.domain)
            MoveJob([move], isTimed: false).run(with: pool)
            #expect(other.isMoved)
            other.end()
        }
    }

    private final class Told: Sendable {
        private let number = Atomic<Int>(0)
        var count: Int { number.load(ordering: .acquiring) }
        func note() { number.wrappingAdd(1, ordering: .acquiringAndReleasing) }
    }
}
