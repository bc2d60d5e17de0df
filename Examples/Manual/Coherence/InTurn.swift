import Cohort

/// The same without barriers: exclusive tasks take turns because program order says so.
enum InTurn: Chapter {
    static let name = "inturn"
    static let summary = "the same by exclusive coherence, which needs no barriers"

    static func run(_ cohort: Context) async throws {
        let buffer = Region<Numbers, 1>(0 ..< 1, named: "buffer")
        buffer.value.fill(0)
        var log: [(wrote: Future<Int>, found: Future<Int>)] = []
        for round in 0 ..< 10 {
            log.append((Simultaneous.produce(&buffer.value, round), Simultaneous.consume(&buffer.value)))
        }
        for (wrote, found) in log { print("Wrote \(try await wrote.value), Found \(try await found.value)") }
        print("the buffer in the end: \(line(try await buffer.value.values()))")
    }
}
