import Cohort

/// The smallest program: a top-level task that launches nothing.
enum SumLoop: Chapter {
    static let name = "sum"
    static let summary = "a top-level task that only computes"

    static func run(_ cohort: Context) async throws {
        var sum = 0
        for number in 0 ... 1000 { sum += number }
        print("0 + 1 + … + 1000 = \(sum)")
    }
}
