import Cohort

/// A launch returns at once, and copies its arguments: what becomes of the variable later does not matter.
enum Subtasks: Chapter {
    static let name = "subtasks"
    static let summary = "a hundred launches, each with an argument of its own"

    @Task
    static func echo(_ number: Int) -> Int { number }

    static func run(_ cohort: Context) async throws {
        var argument = 0
        var echoes: [Future<Int>] = []
        for number in 0 ..< 100 {
            argument = number
            echoes.append(echo(argument))
        }
        argument = -1  // too late for all of them
        print("\(echoes.count) tasks are launched, and nobody has waited")

        var received: Set<Int> = []
        for future in echoes { received.insert(try await future.value) }
        print("they received \(received.count) different arguments: \(received == Set(0 ..< 100) ? "0 to 99" : "wrong ones")")
    }
}
