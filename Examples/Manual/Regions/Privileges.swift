import Cohort

/// How a parameter holds a field is what the task may do with it; tasks that could disturb each other keep their order.
enum Privileges: Chapter {
    static let name = "privileges"
    static let summary = "discard, write, read and write, reduce; and what a task may not hand on"

    @Task
    static func overwrite(_ values: inout Discard<Int, 1>, with value: Int) {
        for point in values.domain { values[point] = value }
    }

    @Task
    static func clearEven(_ values: inout Write<Int, 1>) {
        for point in values.domain where point[0].isMultiple(of: 2) { values[point] = 0 }
    }

    @Task
    static func double(_ values: inout Field<Int, 1>) {
        for point in values.domain { values[point] *= 2 }
    }

    @Task
    static func increment(_ values: inout Reduce<Sum<Int>, 1>) {
        for point in values.domain { values[point] += 1 }
    }

    /// May read, and tries to let a child write.
    @Task
    static func exceed(_ values: borrowing Field<Int, 1>) async throws {
        var field = values.region
        try await double(&field).value
    }

    static func run(_ cohort: Context) async throws {
        let numbers = Region<Numbers, 1>(0 ..< 100)
        numbers.value.fill(1)
        let before = total(numbers.value)
        overwrite(&numbers.value, with: 5)
        let overwritten = total(numbers.value)
        clearEven(&numbers.value)
        let cleared = total(numbers.value)
        double(&numbers.value)
        let doubled = total(numbers.value)
        increment(&numbers.value)
        let incremented = total(numbers.value)

        // All is launched; each sum is that of its own place in the program.
        print("filled with 1: \(try await before.value)")
        print("overwritten with 5: \(try await overwritten.value)")
        print("even points set to 0, the others kept: \(try await cleared.value)")
        print("doubled: \(try await doubled.value)")
        print("1 added at every point: \(try await incremented.value)")

        do {
            try await exceed(numbers.value).value
        } catch let error as CohortError {
            print("a task that reads launches one that writes: \(error.code)")
        }
    }
}
