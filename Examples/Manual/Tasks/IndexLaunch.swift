import Cohort

/// One launch for every point of a domain. An argument map gives each point its value; a future map, the results of such a
/// launch, is one for the next, in which each point waits for the same point of the first and for no other.
enum IndexLaunch: Chapter {
    static let name = "indexlaunch"
    static let summary = "a task for every point, with argument and future maps"

    @Task
    static func produce(_ number: Int) -> Int { number + 1 }

    @Task
    static func consume(_ number: Int) -> Int { number }

    static func run(_ cohort: Context) async throws {
        let points = try Domain(Rect<1>(1 ..< 51))
        let evenNumbers = ArgumentMap(over: points) { point in 2 * (point[0] - 1) }
        let produced: FutureMap<Int> = produce(over: points, evenNumbers)
        let consumed: FutureMap<Int> = consume(over: points, produced)
        print("the points \(points) consume: \(line(try await consumed.values))")
        print("point 50 consumes \(try await consumed[50].value)")
        print("together \(try await consumed.sum().value), at most \(try await consumed.max().value)")
    }
}
