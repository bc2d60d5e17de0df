import Cohort
import Testing

// What a task may pass on. The compiler judges what a body does with its accessors (Tests/CompileFail/Privileges); what it does
// with the regions behind them is judged at the launch.

/// What a parent holds on its field, and what an operation needs of it.
enum Hold: CaseIterable, Sendable {
    case nothing, read, update, write, overwrite, sum, maximum

    /// Written by hand: who holds the row may pass on these.
    var passes: Set<Hold> {
        switch self {
        case .nothing: [.nothing]
        case .read: [.nothing, .read]
        case .update: Set(Hold.allCases)
        case .write, .overwrite: [.nothing, .write, .overwrite]
        case .sum: [.nothing, .sum]
        case .maximum: [.nothing, .maximum]
        }
    }
}

/// Everything that a task can do with a region it was given.
enum Use: String, CaseIterable, Sendable {
    case nameTask, readTask, updateTask, writeTask, overwriteTask, sumTask, maximumTask
    case values, set, fill, reading, updating, overwriting
    case copyFrom, copyTo, copySum, copyMaximum, gatherFrom, gatherTo, gatherSome, scatterFrom, scatterTo, scatterSum
    case pieces

    var needs: Hold {
        switch self {
        case .nameTask: .nothing
        case .readTask, .values, .reading, .copyFrom, .gatherFrom, .scatterFrom: .read
        case .updateTask, .updating, .pieces: .update
        case .writeTask, .gatherSome, .scatterTo: .write
        case .overwriteTask, .set, .fill, .overwriting, .copyTo, .gatherTo: .overwrite
        case .sumTask, .copySum, .scatterSum: .sum
        case .maximumTask, .copyMaximum: .maximum
        }
    }

    func perform(on x: RegionField<Int, 1>) async throws {
        let own = Region<Line, 1>(x.domain.indices.first! ..< x.domain.indices.last! + 1)
        own.a.fill(1)
        own.b.set(x.domain.indices)
        switch self {
        case .nameTask: try await nameOnly(x).value
        case .readTask: _ = try await total(x).value
        case .updateTask: try await add(&x.all, 1).value
        case .writeTask: try await mark(&x.all).value
        case .overwriteTask: try await put(&x.all, 2).value
        case .sumTask: try await accumulate(&x.all, 1).value
        case .maximumTask: try await raise(&x.all, 5).value
        case .values: _ = try await x.values()
        case .set: try await x.set(x.domain.indices).value
        case .fill: x.fill(3)
        case .reading: _ = try await x.reading { $0[1] }
        case .updating: try await x.updating { $0[1] += 1 }
        case .overwriting: try await x.overwriting { for p in $0.domain { $0[p] = 1 } }
        case .copyFrom: try await own.a.copy(from: x).value
        case .copyTo: try await x.copy(from: own.a).value
        case .copySum: try await x.copy(from: own.a, reducing: Sum<Int>.self).value
        case .copyMaximum: try await x.copy(from: own.a, reducing: Maximum<Int>.self).value
        case .gatherFrom: try await own.a.gather(from: x, at: own.b).value
        case .gatherTo: try await x.gather(from: own.a, at: own.b).value
        case .gatherSome: try await x.gather(from: own.a, at: own.b, outOfRange: .skipped).value
        case .scatterFrom: try await own.a.scatter(from: x, to: own.b).value
        case .scatterTo: try await x.scatter(from: own.a, to: own.b).value
        case .scatterSum: try await x.scatter(from: own.a, to: own.b, reducing: Sum<Int>.self).value
        case .pieces: try await add(&x.partitioned(.equal, into: 2).all, 1).wait()
        }
    }
}

@Task func nameOnly(_ x: borrowing NoAccess<Int, 1>) {}
@Task func mark(_ x: inout Write<Int, 1>) { x[1] = 7 }

@Task func holdNothing(_ x: borrowing NoAccess<Int, 1>, _ use: Use) async throws { try await use.perform(on: x.region) }
@Task func holdRead(_ x: borrowing Field<Int, 1>, _ use: Use) async throws { try await use.perform(on: x.region) }
@Task func holdUpdate(_ x: inout Field<Int, 1>, _ use: Use) async throws { try await use.perform(on: x.region) }
@Task func holdWrite(_ x: inout Write<Int, 1>, _ use: Use) async throws { try await use.perform(on: x.region) }
@Task func holdOverwrite(_ x: inout Discard<Int, 1>, _ use: Use) async throws { try await use.perform(on: x.region) }
@Task func holdSum(_ x: inout Reduce<Sum<Int>, 1>, _ use: Use) async throws { try await use.perform(on: x.region) }
@Task func holdMaximum(_ x: inout Reduce<Maximum<Int>, 1>, _ use: Use) async throws { try await use.perform(on: x.region) }

private func launch(_ hold: Hold, _ x: RegionField<Int, 1>, _ use: Use) -> Future<Void> {
    switch hold {
    case .nothing: holdNothing(x, use)
    case .read: holdRead(x, use)
    case .update: holdUpdate(&x.all, use)
    case .write: holdWrite(&x.all, use)
    case .overwrite: holdOverwrite(&x.all, use)
    case .sum: holdSum(&x.all, use)
    case .maximum: holdMaximum(&x.all, use)
    }
}

extension RegionField {
    /// The field in the form that `&` takes, where it is a constant.
    fileprivate var all: RegionField {
        get { self }
        nonmutating set {}
    }
}

@Suite struct HeldPrivilegeTests {
    @Test("T44 Whatever a task does with its region needs a privilege that it holds", arguments: World.allCases)
    func everyUseUnderEveryPrivilege(world: World) async throws {
        try await world.run { () async throws in
            for hold in Hold.allCases {
                for use in Use.allCases {
                    let line = Region<Line, 1>(0 ..< 8, named: "line")
                    line.a.fill(1)
                    let future = launch(hold, line.a, use)
                    if hold.passes.contains(use.needs) {
                        await #expect(throws: Never.self, "\(use) under \(hold)") { try await future.value }
                    } else {
                        await expectError(.missingPrivilege, naming: ["'a'", "its parent 'hold", "a task may pass on only"]) {
                            try await future.value
                        }
                    }
                }
            }
        }
    }

    @Test("T8 A leaf that launches a child fails, with both named, and the process lives", arguments: World.allCases)
    func leafLaunches(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            await expectError(.leafViolation, naming: ["'launchInLeaf'", "'add'", "declare the task `async`"]) {
                try await launchInLeaf(&line.a).value
            }
            await expectError(.leafViolation, naming: ["'makeInLeaf'"]) { _ = try await makeInLeaf(line.b).value }
            // What the leaf should have written is broken, all else is as before.
            line.a.fill(2)
            #expect(try await total(line.a).value == 16)
        }
    }

    @Test("Arguments of one task that say different things of the same data are refused", arguments: World.allCases)
    func conflictingCoherence(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            for (one, other) in [(line.a, line.a.simultaneous), (line.a.atomic, line.a), (line.a.atomic, line.a.relaxed)] {
                await expectError(.argumentsInterfere, naming: ["addBoth", "'a'"]) {
                    try await addBoth(&one.all, &other.all).value
                }
            }
            #expect(try await total(line.a).value == 8)
        }
    }
}

@Task func addBoth(_ x: inout Field<Int, 1>, _ y: inout Field<Int, 1>) {
    for p in x.domain { x[p] += 1 }
    for p in y.domain { y[p] += 1 }
}

/// Behind a call, where the macro does not look.
private func addOne(_ x: inout Field<Int, 1>) { add(&x.region, 1) }
private func makeLine() -> Region<Line, 1> { Region<Line, 1>(0 ..< 4) }

@Task func launchInLeaf(_ x: inout Field<Int, 1>) { addOne(&x) }
@Task func makeInLeaf(_ x: borrowing NoAccess<Int, 1>) -> Int { makeLine().domain.volume }
