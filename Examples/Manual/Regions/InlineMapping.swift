import Cohort

/// A task that launches others may use a region's data in its own code: for as long as a closure lasts, in its place in the
/// program order.
enum InlineMapping: Chapter {
    static let name = "inlinemapping"
    static let summary = "a region's data in the code of a running task"

    @Task
    static func double(_ values: inout Field<Int, 1>) {
        for point in values.domain { values[point] *= 2 }
    }

    static func run(_ cohort: Context) async throws {
        let numbers = Region<Numbers, 1>(0 ..< 10)
        try await numbers.value.overwriting { values in
            for point in values.domain { values[point] = point[0] * point[0] }
        }
        print("squares: \(line(try await numbers.value.values()))")

        double(&numbers.value)  // what follows waits for it, since both name the field
        let largest = try await numbers.value.reading { values in
            values.domain.reduce(Int.min) { max($0, values[$1]) }
        }
        print("the largest, doubled: \(largest)")

        let sum = try await numbers.value.updating { values in
            values[0] = 1000
            return total(numbers.value)  // runs when the closure has ended, and sees what it wrote
        }
        print("the sum with 1000 in the first place: \(try await sum.value)")
    }
}
