import Cohort
import Glibc
import Synchronization
import Testing

/// Where two tasks meet: each says that it is here, and looks for the other for a while.
final class Meeting: Sendable {
    private let present = Atomic<Int>(0)
    private let most = Atomic<Int>(0)

    /// Comes, stays until `count` are here or a tenth of a second has passed, and leaves.
    func attend(_ count: Int) {
        let now = present.wrappingAdd(1, ordering: .sequentiallyConsistent).newValue
        most.max(now, ordering: .sequentiallyConsistent)
        for _ in 0 ..< 100 where most.load(ordering: .sequentiallyConsistent) < count { usleep(1000) }
        present.wrappingSubtract(1, ordering: .sequentiallyConsistent)
    }

    /// How many were here at one time.
    var attendance: Int { most.load(ordering: .sequentiallyConsistent) }
}

/// A task on one field whose body meets others.
private func meet(_ field: RegionField<Int, 1>, _ access: Access, _ meeting: Meeting) {
    let builder = LaunchBuilder("meet", nil, file: #fileID, line: #line)
    builder.field(field, access)
    builder.run { _ in meeting.attend(2) }
    let _: Future<Void> = builder.single()
}

@Suite struct OverlapTests {
    /// T12: tasks on different fields of one region run side by side; two that change one field do not; two readers do.
    @Test func fieldsInParallel() async throws {
        let fields = Meeting()
        let oneField = Meeting()
        let readers = Meeting()
        try await withCohort(RuntimeOptions(workers: 3)) { _ in
            let line = Region<Line, 1>(0 ..< 10)
            line.a.fill(1)
            line.b.fill(1)
            meet(line.a, .readWrite, fields)
            meet(line.b, .readWrite, fields)
            meet(line.a, .readWrite, oneField)
            meet(line.a, .readWrite, oneField)
            meet(line.b, .read, readers)
            meet(line.b, .read, readers)
        }
        #expect(fields.attendance == 2)
        #expect(oneField.attendance == 1)
        #expect(readers.attendance == 2)
    }

    /// Pieces that do not overlap are independent, though their partitions differ.
    @Test func disjointPiecesInParallel() async throws {
        let meeting = Meeting()
        try await withCohort(RuntimeOptions(workers: 3)) { _ in
            let line = Region<Line, 1>(0 ..< 12)
            line.a.fill(1)
            let halves = line.partitioned(.equal, into: 2)
            let thirds = line.partitioned(.equal, into: 3)
            meet(halves[0].a, .readWrite, meeting)
            meet(thirds[2].a, .readWrite, meeting)
        }
        #expect(meeting.attendance == 2)
    }
}
