import Cohort
import CohortLife
import Testing

@FieldSpace struct Poisoned {
    var number: Double
    var real: Float
    var count: Int32
    var short: Int16
    var flag: Bool
    var text: String
    var shape: Pair
}

/// Padded after its first member.
struct Pair: BitwiseCopyable, Equatable { var small: Int8; var large: Int64 }

@Task func writeSome(_ number: inout Discard<Double, 1>) { for p in number.domain where p[0] % 3 != 0 { number[p] = 1 } }
@Task func writeSomeCounts(_ count: inout Discard<Int32, 1>) { for p in count.domain where p[0] % 3 != 0 { count[p] = 1 } }
@Task func writeSomeShapes(_ shape: inout Discard<Pair, 1>) {
    for p in shape.domain where p[0] % 3 != 0 { shape[p] = Pair(small: 1, large: 2) }
}
@Task func writeSmall(_ short: inout Discard<Int16, 1>, _ flag: inout Discard<Bool, 1>, _ text: inout Discard<String, 1>) {
    for p in short.domain where p[0] % 3 != 0 {
        short[p] = 1
        flag[p] = true
        text[p] = "one"
    }
}
@Access(Poisoned.self) struct DiscardedAll: ~Copyable {
    var number: Discard<Double, 1>
    var real: Discard<Float, 1>
    var count: Discard<Int32, 1>
    var short: Discard<Int16, 1>
    var flag: Discard<Bool, 1>
    var text: Discard<String, 1>
    var shape: Discard<Pair, 1>
}

@Task func writeAll(_ all: inout DiscardedAll) {
    for p in all.number.domain {
        all.number[p] = .nan
        all.real[p] = .signalingNaN
        all.count[p] = -1
        all.short[p] = 0
        all.flag[p] = false
        all.text[p] = ""
        all.shape[p] = Pair(small: 0, large: 0)
    }
}
@Task func writeInner(_ heat: inout Discard<Double, 2>) { for p in heat.domain where p[0] > 0 && p[1] > 0 { heat[p] = 1 } }
@Task func keepSome(_ number: inout Write<Double, 1>) { for p in number.domain where p[0] % 3 != 0 { number[p] = 1 } }
@Task func overwriteBySome(_ number: inout Discard<Double, 1>) async { keepSome(&number.region) }
@Task func overwriteByAll(_ number: inout Discard<Double, 1>) async {
    keepSome(&number.region)
    number.region.fill(3)
}
@Task func failToWrite(_ number: inout Discard<Double, 1>) throws { throw Broken() }

/// Memory that nobody has written, and tasks that overwrite less than they say.
@Suite struct PoisonTests {
    private func run(_ world: World, _ poison: RuntimeOptions.Poisoning, _ body: @escaping () async throws -> Void) async throws {
        var options = world.options
        options.poison = poison
        try await withCohort(options) { _ in try await body() }
    }

    @Test(arguments: World.allCases) func whatIsLeftIsNamed(world: World) async throws {
        try await run(world, .fails) { () async throws in
            let line = Region<Poisoned, 1>(0 ..< 10, named: "line")
            let halves = line.partitioned(.equal, into: 2)
            let place = "PoisonTests.swift:\(#line + 3)"
            let words = ["'writeSome'", "field 'number' of region 'line/equal[1]'", "2 of 5", "(6)", place]
            await expectError(.unwritten, naming: words) {
                try await writeSome(&halves[1].number).value
            }
            await expectError(.unwritten, naming: ["field 'count' of region 'line'", "4 of 10", "(0)"]) {
                try await writeSomeCounts(&line.count).value
            }
            await expectError(.unwritten, naming: ["field 'shape'", "4 of 10"]) { try await writeSomeShapes(&line.shape).value }
            await expectError(.unwritten, naming: ["'line/equal[0]'", "2 of 5", "(0)"]) {
                try await writeSome(&halves.number).wait()
            }
            let plate = Region<Plate, 2>(0 ..< 3, 1 ..< 4, named: "plate")
            await expectError(.unwritten, naming: ["field 'heat'", "3 of 9", "(0, 1)"]) {
                try await writeInner(&plate.heat).value
            }
        }
    }

    /// Nothing is said of what is written whole, of elements that are too small to tell, of text, and of tasks that fail by themselves.
    @Test(arguments: World.allCases) func noFalseAlarm(world: World) async throws {
        try await run(world, .fails) { () async throws in
            let line = Region<Poisoned, 1>(0 ..< 10)
            try await writeAll(line).value
            try await writeSmall(&line.short, &line.flag, &line.text).value
            await expectError(.taskFailed) { try await failToWrite(&line.number).value }
        }
    }

    /// What a task's children write counts, and what they leave is the task's.
    @Test(arguments: World.allCases) func children(world: World) async throws {
        try await run(world, .fails) { () async throws in
            let line = Region<Poisoned, 1>(0 ..< 10)
            try await overwriteByAll(&line.number).value
            #expect(try await line.number.values() == Array(repeating: 3, count: 10))
            await expectError(.unwritten, naming: ["'overwriteBySome'", "4 of 10"]) {
                try await overwriteBySome(&line.number).value
            }
        }
    }

    /// Discarded data do not show again, wherever they lie.
    @Test(arguments: World.allCases) func pattern(world: World) async throws {
        try await run(world, .silent) { () async throws in
            let line = Region<Poisoned, 1>(0 ..< 4)
            line.number.fill(7)
            line.short.fill(7)
            line.flag.fill(true)
            line.text.fill("before")
            writeSome(&line.number)
            writeSmall(&line.short, &line.flag, &line.text)
            #expect(try await line.number.values().map(\.bitPattern)[0] == 0x7ff4_c0c0_c0c0_c0c0)
            #expect(try await line.number.values()[1 ... 2] == [1, 1])
            #expect(try await line.short.values() == [Int16(bitPattern: 0xc0c0), 1, 1, Int16(bitPattern: 0xc0c0)])
            #expect(try await line.flag.values() == [false, true, true, false])
            #expect(try await line.text.values() == ["", "one", "one", ""])
        }
    }

    /// New memory has the pattern too: what a task that keeps the rest does not write.
    @Test(arguments: World.allCases) func newMemory(world: World) async throws {
        try await run(world, .silent) { () async throws in
            let line = Region<Poisoned, 1>(0 ..< 4)
            keepSome(&line.number)
            #expect(try await line.number.values().map(\.bitPattern)[3] == 0x7ff4_c0c0_c0c0_c0c0)
        }
    }

    /// An array that is attached brings data; a task that overwrites it discards them.
    @Test(arguments: World.allCases) func attachedArrays(world: World) async throws {
        try await run(world, .silent) { () async throws in
            let line = Region<Poisoned, 1>(0 ..< 4)
            let array = ExternalArray([5.0, 5, 5, 5])
            let attachment = line.number.attach(array)
            #expect(try await line.number.values() == [5, 5, 5, 5])
            writeSome(&line.number)
            try await attachment.detach()
            #expect(array.elements[1 ... 2] == [1, 1])
            #expect(array.elements[0].isSignalingNaN && array.elements[3].isSignalingNaN)
        }
    }

    @Test func oneWarningForEachPlaceAndField() async throws {
        try await run(.twoWorkers, .warns) { () async throws in
            let line = Region<Poisoned, 1>(0 ..< 10)
            let halves = line.partitioned(.equal, into: 2)
            for _ in 0 ..< 3 { try await writeSome(&halves.number).wait() }
            let warnings = try #require(TaskContext.current).runtime.unwritten.all
            #expect(warnings.map(\.code) == [.unwritten])
            try await writeSomeCounts(&line.count).value
            #expect(TaskContext.current?.runtime.unwritten.all.count == 2)
        }
    }

    @Test func nothingWithoutIt() async throws {
        try await run(.twoWorkers, .off) { () async throws in
            let line = Region<Poisoned, 1>(0 ..< 4)
            try await writeSome(&line.number).value
            #expect(try await line.number.values() == [0, 1, 1, 0])
        }
    }

    @Test func commandLine() async throws {
        #expect(try RuntimeOptions.ofCommandLine(["--cohort-poison", "fail"]).poison == .fails)
        #expect(try RuntimeOptions.ofCommandLine(["--cohort-poison=off"]).poison == .off)
        #expect(try RuntimeOptions.ofCommandLine(["--cohort-poison", "off"]).machine == nil)
        await expectError(.machineValue, naming: ["--cohort-poison warn"]) {
            try RuntimeOptions.ofCommandLine(["--cohort-poison", "yes"])
        }
    }
}
