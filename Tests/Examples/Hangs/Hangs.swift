import Cohort
import Glibc

@Task func push(_ number: Int) -> Int { number }
@Task func pull(_ number: Int) -> Int { number }

@Task func report(_ number: Future<Int>, _ begun: PhaseBarrier) async throws {
    try begun.arrive()
    let pulled: Future<Int> = pull(number)
    _ = pulled
}

/// Waits in vain, in the way that the first argument says.
@main struct Hangs: CohortProgram {
    static func main(_ cohort: Context) async throws {
        switch CommandLine.arguments.dropFirst().first {
        case "arrival": try await arrival()
        case "holding": try await holding()
        case "caught": do { try await arrival() } catch is CohortError { print("went on") }
        case "outside": try await outside()
        default: throw UsageError("arrival, holding, caught or outside")
        }
    }

    /// One arrival of two.
    private static func arrival() async throws {
        let filled = PhaseBarrier(arrivals: 2, named: "filled")
        launching(arrivingAt: [filled]) { _ = launch { push(1) } }
        let pulled: Future<Int> = launching(awaiting: [filled.advanced()]) { pull(2) }
        print(try await pulled.value)
    }

    /// A task that holds what the task needs whose result it passes on.
    private static func holding() async throws {
        let console = Reservation()
        let begun = PhaseBarrier(arrivals: 1)
        let number: Future<Int> = launching(awaiting: [begun.advanced()], holding: [console.exclusive]) { push(1) }
        launching(holding: [console.exclusive]) { _ = launch { report(number, begun) } }
        print(try await number.value)
    }

    /// An arrival that comes with the next line of the standard input.
    private static func outside() async throws {
        write(STDOUT_FILENO, "ready\n", 6)
        let turn = PhaseBarrier(arrivals: 1, named: "turn", isOpen: true)
        let after: Future<Int> = launching(awaiting: [turn.advanced()]) { pull(3) }
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { argument in
                _ = getchar()
                try? argument?.assumingMemoryBound(to: PhaseBarrier.self).pointee.arrive()
                return nil
            }, Self.kept(turn))
        print(try await after.value)
        pthread_join(thread, nil)
    }

    private static func kept(_ barrier: PhaseBarrier) -> UnsafeMutableRawPointer {
        let memory = UnsafeMutablePointer<PhaseBarrier>.allocate(capacity: 1)
        memory.initialize(to: barrier)
        return UnsafeMutableRawPointer(memory)
    }
}
