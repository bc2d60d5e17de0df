import Cohort
import Testing

/// Arrives at five generations with its number, and sums what all agreed on.
@Task func agree(_ number: Int, _ agreed: ReductionBarrier<Sum<Double>>) async throws -> Double {
    var agreed = agreed
    var sum = 0.0
    for round in 0 ..< 5 {
        try agreed.arrive(Double(number) + 0.1 * Double(round))
        sum += try await agreed.value().value
        agreed.advance()
    }
    return sum
}

@Task func arriveFromLeaf() throws { try leafBarrier.arrive(1) }

private let leafBarrier = ReductionBarrier(arrivals: 1, Sum<Int>.self)

@Task func failing(_ number: Int) throws -> Int { throw UsageError("no \(number)") }

@Suite struct ReductionBarrierTests {
    /// Values and futures are folded in the order of the lines, generation by generation, whoever is there first.
    @Test(arguments: World.allCases) func folds(world: World) async throws {
        try await world.run { () async throws in
            var serial = 0.0
            var all = ReductionBarrier(arrivals: 8, Sum<Double>.self, initial: 100)
            for round in 0 ..< 3 {
                serial = 100
                // Asked for before the arrivals once: in the inline world each launch then waits in vain for a while.
                let early = round == 2 ? all.value() : nil
                for n in 0 ..< 4 {
                    all.arrive(identity(n).map { 1 / Double($0 + round + 1) })
                    try all.arrive(Double(n) * 1e10)
                    serial += 1 / Double(n + round + 1)
                    serial += Double(n) * 1e10
                }
                #expect(try await all.value().value.bitPattern == serial.bitPattern)
                if let early { #expect(try await early.value == serial) }
                all.advance()
            }
        }
    }

    /// Tasks that run side by side agree on values, in the order in which they were launched.
    @Test(arguments: World.allCases) func betweenTasks(world: World) async throws {
        if world == .sequential || world == .inline { return }
        try await world.run { () async throws in
            let agreed = ReductionBarrier(arrivals: 3, Sum<Double>.self)
            var sums: [Future<Double>] = []
            for n in 0 ..< 3 { sums.append(launch { agree(n, agreed) }) }
            for sum in sums {
                #expect(try await sum.value == (0 ..< 5).reduce(0.0) { $0 + serial($1) })
            }
        }
    }

    private func serial(_ round: Int) -> Double { (0 ..< 3).reduce(0.0) { $0 + (Double($1) + 0.1 * Double(round)) } }

    /// A future that failed arrives, and the generation's value fails; one arrival too many is an error; and so is a leaf's.
    @Test(arguments: World.allCases) func misuse(world: World) async throws {
        try await world.run { () async throws in
            let barrier = ReductionBarrier(arrivals: 2, Maximum<Int>.self)
            try barrier.arrive(3)
            let seven: Future<Int> = failing(7)
            barrier.arrive(seven)
            await expectError(.taskFailed, naming: ["no 7"]) { try await barrier.value().value }
            await expectError(.barrierOverrun) { try barrier.arrive(1) }
            await expectError(.leafViolation) { try await launch { arriveFromLeaf() }.value }
        }
        await expectError(.barrierStalled) {
            try await world.run { () async throws in
                let barrier = ReductionBarrier(arrivals: 2, Maximum<Int>.self)
                try barrier.arrive(3)
                _ = try await barrier.value().value
            }
        }
    }

    /// A function of a future, of one without a value, and of one that failed.
    @Test(arguments: World.allCases) func mapped(world: World) async throws {
        try await world.run { () async throws in
            #expect(try await identity(4).map { $0 * 2 }.map { "\($0)" }.value == "8")
            let line = Region<Line, 1>(0 ..< 4)
            let written: Future<Void> = put(&line.a, 1)
            #expect(try await written.map { 7 }.value == 7)
            let three: Future<Int> = failing(3)
            await expectError(.taskFailed, naming: ["no 3"]) { try await three.map { $0 + 1 }.value }
            await expectError(.taskFailed, naming: ["odd"]) { try await identity(3).map { _ in throw UsageError("odd") }.value }
        }
    }
}
