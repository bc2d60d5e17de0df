import Cohort

/// A producer and a consumer of a buffer with one place: simultaneous tasks, put in step by two phase barriers.
enum Simultaneous: Chapter {
    static let name = "simultaneous"
    static let summary = "simultaneous coherence, and phase barriers that say who comes first"

    @Task
    static func produce(_ buffer: inout Field<Int, 1>, _ value: Int) -> Int {
        buffer[0] = value
        return value
    }

    @Task
    static func consume(_ buffer: inout Field<Int, 1>) -> Int {
        defer { buffer[0] = 0 }
        return buffer[0]
    }

    static func run(_ cohort: Context) async throws {
        let buffer = Region<Numbers, 1>(0 ..< 1, named: "buffer")
        buffer.value.fill(0)
        var filled = PhaseBarrier(arrivals: 1, named: "filled")
        var emptied = PhaseBarrier(arrivals: 1, named: "emptied")
        var log: [(wrote: Future<Int>, found: Future<Int>)] = []
        for round in 0 ..< 10 {
            // Nothing is awaited here: all twenty tasks are launched before the first need have run.
            let wrote = launching(awaiting: [emptied], arrivingAt: [filled]) { produce(&buffer.value.simultaneous, round) }
            filled.advance()
            let found = launching(awaiting: [filled], arrivingAt: [emptied]) { consume(&buffer.value.simultaneous) }
            emptied.advance()
            log.append((wrote, found))
        }
        for (wrote, found) in log { print("Wrote \(try await wrote.value), Found \(try await found.value)") }
        print("the buffer in the end: \(line(try await buffer.value.values()))")
    }
}
