import Cohort

/// Within a task a field is an accessor to data that lies somewhere: the task asks for it by its parameters, and finds there
/// what the tasks before it wrote.
enum PhysicalRegions: Chapter {
    static let name = "physicalregions"
    static let summary = "a task that writes a field, and one that reads it"

    @Task
    static func initialize(_ values: inout Discard<Int, 1>) {
        for point in values.domain { values[point] = 1 }
    }

    static func run(_ cohort: Context) async throws {
        let numbers = Region<Numbers, 1>(0 ..< 100)
        initialize(&numbers.value)
        let sum = total(numbers.value)  // ordered after the task that writes, since both name the field
        print("the sum over \(numbers.domain) is \(try await sum.value)")
        print("the first values are \(line(try await numbers.value.values().prefix(5)))")
    }
}
