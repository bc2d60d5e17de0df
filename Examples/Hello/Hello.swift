import ArgumentParser
import Cohort
import ExampleSupport

// Tasks without data: a launch returns at once with a future, and futures order tasks.

/// A task with a result.
@Task func square(_ n: Int) -> Int { n * n }

/// A task whose arguments may be futures: it runs when both are there, and nobody waits.
@Task func add(_ a: Int, _ b: Int) -> Int { a + b }

/// An `async` task may launch others: this one launches itself.
@Task func fibonacci(_ n: Int) async throws -> Int {
    if n < 2 { return n }
    let first: Future<Int> = fibonacci(n - 1)
    let second: Future<Int> = fibonacci(n - 2)
    return try await first.value + second.value
}

@main
struct Hello: Program {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "hello", abstract: "Tasks, and the futures between them.", version: cohortVersion)
    }

    @Option(help: "How many squares are added, 1 to 1000000.")
    var squares = 100

    @Option(help: "Which Fibonacci number is computed, 0 to 25.")
    var number = 12

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (1 ... 1_000_000).contains(squares) else { throw ValidationError("--squares takes 1 to 1000000, not \(squares)") }
        guard (0 ... 25).contains(number) else { throw ValidationError("--number takes 0 to 25, not \(number)") }
    }

    func perform() async throws {
        try await withCohort(try common.runtimeOptions, named: "hello") { cohort in
            print("Hello from a task on \(cohort.workers) workers")
            var checks = Checks()

            // One task for each point of a domain, each with its own argument, and the sum of all results.
            let points = try Domain(Rect<1>(0 ..< squares))
            let sum = square(over: points, ArgumentMap(over: points) { $0[0] }).sum()

            // A chain: each task takes the future of the one before. Nothing has been waited for so far.
            var total = Future(0)
            for n in 1 ... 10 { total = add(total, n) }

            let found: Future<Int> = fibonacci(number)
            print("the sum of the first \(squares) squares is \(try await sum.value)")
            print("1 + 2 + … + 10 is \(try await total.value)")
            print("Fibonacci number \(number) is \(try await found.value)")

            checks.expect(try await sum.value == (squares - 1) * squares * (2 * squares - 1) / 6, "the sum of squares")
            checks.expect(try await total.value == 55, "the chain of additions")
            checks.expect(try await found.value == Self.fibonacciByLoop(number), "the Fibonacci number")
            try checks.verdict()
        }
    }

    /// The same by a loop.
    static func fibonacciByLoop(_ n: Int) -> Int {
        var pair = (0, 1)
        for _ in 0 ..< n { pair = (pair.1, pair.0 + pair.1) }
        return pair.0
    }
}
