import Cohort

/// Atomic tasks that share data run one at a time, in whatever order they become ready. An exclusive task after them sees what all
/// of them did.
enum AtomicIncrements: Chapter {
    static let name = "atomic"
    static let summary = "atomic coherence: any order, one at a time"

    @Task
    static func increment(_ values: inout Field<Int, 1>) {
        for point in values.domain { values[point] += 1 }
    }

    static func run(_ cohort: Context) async throws {
        let numbers = Region<Numbers, 1>(0 ..< 100)
        numbers.value.fill(1)
        for _ in 0 ..< 10 { increment(&numbers.value.atomic) }
        print("the sum after 10 atomic increments: \(try await total(numbers.value).value)")

        // The points of one launch may share data as well; exclusively they may not.
        let halves = numbers.partitioned(restricting: 0 ..< 2, stride: 40, extent: 0 ... 59)
        increment(&halves.value.atomic)
        print("the sum after two more, on halves that overlap: \(try await total(numbers.value).value)")
    }
}
