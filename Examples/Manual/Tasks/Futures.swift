import Cohort

/// A future passed to another task orders the two: the consumer starts when its value is there, and nobody waits for it.
enum Futures: Chapter {
    static let name = "futures"
    static let summary = "producers and consumers, and a chain of a thousand tasks"

    @Task
    static func produce(_ number: Int) -> Int { number + 1 }

    @Task
    static func consume(_ number: Int) -> Int { number }

    static func run(_ cohort: Context) async throws {
        var consumed: [Future<Int>] = []
        for number in stride(from: 1, to: 100, by: 2) {
            let produced: Future<Int> = produce(number)
            consumed.append(consume(produced))
        }
        var values: [Int] = []
        for future in consumed { values.append(try await future.value) }
        print("consumed: \(line(values))")

        var count = Future(0)
        for _ in 0 ..< 1000 { count = produce(count) }
        print("a chain of 1000 tasks counts to \(try await count.value)")
    }
}
