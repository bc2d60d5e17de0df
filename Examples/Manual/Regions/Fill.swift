import Cohort

/// A fill gives every element one value. It is lazy: nothing is written before somebody looks.
enum Fill: Chapter {
    static let name = "fill"
    static let summary = "fills by value, by future, and of pieces"

    @Task
    static func answer() -> Int { 42 }

    static func run(_ cohort: Context) async throws {
        let numbers = Region<Numbers, 1>(0 ..< 100)
        numbers.value.fill(7)
        print("filled with 7: \(try await total(numbers.value).value)")

        let halves = numbers.partitioned(.equal, into: 2)
        halves[0].value.fill(1)
        print("the first half filled with 1: \(try await total(numbers.value).value)")

        let value: Future<Int> = answer()
        halves[1].value.fill(value)  // once the task has run
        print("the second half filled with a future: \(try await total(numbers.value).value)")

        halves.value.fill(3)  // one fill for each piece
        print("all pieces filled with 3: \(try await total(numbers.value).value)")

        // A fill that is never looked at takes neither time nor memory.
        let vast = Region<Numbers, 1>(0 ..< 1_000_000_000_000)
        vast.value.fill(1)
        print("filled with 1 and never read: \(vast.domain.volume) points")
    }
}
