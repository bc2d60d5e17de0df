import Cohort

/// The same sum by recursion: each task gives the halves of its range to two others, and adds what their futures bring.
enum SumTree: Chapter {
    static let name = "sumtree"
    static let summary = "tasks that launch tasks, and wait for their futures"

    @Task
    static func sum(_ low: Int, _ high: Int) async throws -> Int {
        if low == high { return low }
        let middle = (low + high) / 2
        // Both are launched before either is waited for, so they run side by side.
        let left: Future<Int> = sum(low, middle)
        let right: Future<Int> = sum(middle + 1, high)
        return try await left.value + right.value
    }

    static func run(_ cohort: Context) async throws {
        let result: Future<Int> = sum(0, 1000)
        print("0 + 1 + … + 1000 = \(try await result.value)")
    }
}
