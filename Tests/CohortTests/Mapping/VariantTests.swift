import Cohort
import CohortLocking
import Testing

/// Tasks with several bodies: which one runs, and what mappers are told of them.
@Suite struct VariantTests {
    private static let machine = "cpus 2, gpus 2, framebuffer 1MiB, io 1, openmp 1"

    /// Without a mapper the task's own body runs, and so it does on processors that no variant is for.
    @Test func withoutMapper() async throws {
        try await withCohort(RuntimeOptions(workers: 2)) { _ async throws in
            let line = Region<Line, 1>(0 ..< 4)
            line.a.fill(0)
            #expect(try await whichBody(&line.a, by: 1).value == "own 1")
        }
        try await mapped(DefaultMapper(), "cpus 2, utility 1") { () async throws in
            let line = Region<Line, 1>(0 ..< 4)
            line.a.fill(0)
            #expect(try await whichBody(&line.a, by: 1).value == "newer on CPU 1")
            #expect(try await onlyOnDevices(&line.a).value == 0)
        }
    }

    /// The best variant for the processor runs: that of its kind, the one declared last, otherwise the task's own body.
    @Test(arguments: [
        ("cpu", "newer on CPU 3"), ("gpu", "on device 3"), ("openmp", "own 3"), ("io", "on files 3"), ("any", "newer on CPU 3"),
    ])
    func ranking(kind: String, body: String) async throws {
        let model = try MachineModel(Self.machine)
        let processor = model.processors.first { $0.kind.rawValue == kind }
        let mapper = PlannedMapper(
            options: { _ in TaskOptions(processor: processor?.id) },
            answer: { task in
                let memory = task.processor.flatMap { model.memories.withBestAffinity(to: $0).first } ?? model.systemMemory
                return TaskMapping(task.requirements.map { _ in RequirementMapping(in: memory) })
            })
        try await mapped(mapper, Self.machine) { () async throws in
            let line = Region<Line, 1>(0 ..< 4)
            line.a.fill(0)
            #expect(try await whichBody(&line.a, by: 3).value == Word(stringLiteral: body))
            #expect(try await total(line.a).value == 12)
        }
    }

    /// The mapper's choice is obeyed; what it is told says what can run where.
    @Test func choices() async throws {
        let seen = Locked<[String]>([])
        let choice = Locked<VariantToMap.ID?>(nil)
        let mapper = PlannedMapper(
            options: { launch in
                if launch.name == "whichBody" { seen.withLock { $0.append("\(launch.variants.map(\.kind.rawValue))") } }
                return nil
            },
            answer: { task in
                guard task.name == "whichBody" else { return nil }
                seen.withLock {
                    $0.append(task.variants.map { "\($0.id) \($0.name) \($0.walksAnyLayout)" }.joined(separator: ", "))
                    $0.append(task.variants(on: task.processor).map(\.name).joined(separator: ", "))
                }
                return TaskMapping([RequirementMapping(in: 0, extent: .piece)], variant: choice.withLock { $0 })
            })
        try await mapped(mapper, "cpus 2, gpus 1, framebuffer 1MiB") { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(0)
            let halves = line.partitioned(.equal, into: 2)
            for (id, body) in [(0, "own 1"), (1, "older on CPU 1"), (2, "newer on CPU 1")] as [(VariantToMap.ID, String)] {
                choice.withLock { $0 = id }
                let words = try await whichBody(&halves.a, by: 1).values
                #expect(words == [Word(stringLiteral: body), Word(stringLiteral: body)])
            }
            choice.withLock { $0 = 3 }
            await expectError(.mappingVariant, naming: ["'planned'", "'deviceBody'", "gpu", "'whichBody'"]) {
                try await whichBody(&line.a, by: 1).value
            }
            choice.withLock { $0 = 7 }
            line.a.fill(0)
            await expectError(.mappingVariant, naming: ["variant 7", "5 in all"]) { try await whichBody(&line.a, by: 1).value }
        }
        let told = seen.withLock { $0 }
        #expect(told.contains(#"["cpu", "cpu", "cpu", "gpu", "io"]"#))
        #expect(
            told.contains(
                "0 whichBody [false], 1 olderBody [false], 2 newerBody [true], 3 deviceBody [true], 4 fileBody [false]"))
        #expect(told.contains("newerBody, olderBody, whichBody"))
    }

    /// A layout is legal if the variant that runs walks it.
    @Test func layoutsFollowVariants() async throws {
        let choice = Locked<VariantToMap.ID>(2)
        let mapper = PlannedMapper(answer: { task in
            guard task.name == "whichBody" else { return nil }
            let structures = RequirementMapping(in: 0, layout: [.structures, .fields(["a", "u"])])
            return TaskMapping([structures], variant: choice.withLock { $0 })
        })
        try await mapped(mapper) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            choice.withLock { $0 = 2 }
            #expect(try await whichBody(&line.a, by: 2).value == "newer on CPU 2")
            #expect(try await total(line.a).value == 24)
            choice.withLock { $0 = 1 }
            await expectError(.mappingLayout, naming: ["StridedField"]) { try await whichBody(&line.a, by: 2).value }
        }
    }

    /// The default mapper sends tasks to the devices that they have bodies for, and deals points out evenly.
    @Test func defaultMapperPrefersDevices() async throws {
        try await mapped(DefaultMapper(), Self.machine, workers: 5) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            let quarters = line.partitioned(.equal, into: 4)
            #expect(try await whichBody(&quarters.a, by: 1).values == Array(repeating: "on device 1", count: 4))
            #expect(try await whichBody(&line.a, by: 1).value == "on device 1")
            #expect(try await onlyOnDevices(&line.a).value == 1)
            #expect(try await total(line.a).value == 24)
        }
        let launch = Locked<[TaskSlice]>([])
        let spy = SpyingMapper { slices in launch.withLock { $0 = slices } }
        try await mapped(spy, Self.machine, workers: 5, orders: [.sequential]) { () async throws in
            let quarters = Region<Line, 1>(0 ..< 8).partitioned(.equal, into: 4)
            quarters.a.fill(1)
            try await whichBody(&quarters.a, by: 1).wait()
        }
        let processors = launch.withLock { $0.compactMap(\.processor).map(\.rawValue) }
        #expect(processors.count == 4 && Set(processors).count == 2 && processors == processors.sorted())
    }

    /// The random mapper runs every body somewhere, on layouts that each walks.
    @Test func randomBodies() async throws {
        let seen = Locked<[Word]>([])
        for seed: UInt64 in 1 ... 40 {
            try await mapped(RandomMapper(seed: seed), Self.machine, orders: [.parallel]) { () async throws in
                let line = Region<Line, 1>(0 ..< 8)
                line.a.fill(1)
                let halves = line.partitioned(.equal, into: 2)
                let words = try await whichBody(&halves.a, by: 1).values
                seen.withLock { $0 += words }
                #expect(try await total(line.a).value == 16)
            }
        }
        let words = seen.withLock { $0 }
        for word: Word in ["own 1", "older on CPU 1", "newer on CPU 1", "on device 1", "on files 1"] {
            #expect(words.contains(word))
        }
    }

    /// Static tasks, structs of accessors, tasks without fields, and results of every body.
    @Test func otherForms() async throws {
        let mapper = PlannedMapper(
            options: { _ in TaskOptions(processor: 2) },
            answer: { task in
                TaskMapping(task.requirements.map { _ in RequirementMapping(in: 2, extent: .piece) })
            })
        try await mapped(mapper, "cpus 2, gpus 1, framebuffer 1MiB") { () async throws in
            let line = Region<Line, 1>(0 ..< 4)
            line.a.fill(1)
            line.b.fill(2)
            let sum: Future<Int> = Bodies.sum(line)
            #expect(try await sum.value == -12)
            let answer: Future<Int> = Bodies.answer(5)
            #expect(try await answer.value == -5)
        }
    }
}

/// The default mapper, watched.
private struct SpyingMapper: Mapper {
    let name = "spy"
    let note: @Sendable ([TaskSlice]) -> Void

    func selectTaskOptions(_ launch: LaunchToMap, _ context: MappingContext) -> TaskOptions {
        DefaultMapper().selectTaskOptions(launch, context)
    }

    func sliceTask(_ launch: LaunchToMap, _ options: TaskOptions, _ context: MappingContext) -> [TaskSlice] {
        let slices = DefaultMapper().sliceTask(launch, options, context)
        if launch.name == "whichBody" { note(slices) }
        return slices
    }

    func mapTask(_ task: TaskToMap, _ context: MappingContext) -> TaskMapping { DefaultMapper().mapTask(task, context) }
}

/// Up to 24 letters, as bytes.
struct Word: BitwiseCopyable, Equatable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    private var bytes: InlineArray<24, UInt8> = .init(repeating: 0)

    init(stringLiteral text: String) { for (index, byte) in text.utf8.prefix(24).enumerated() { bytes[index] = byte } }

    static func == (one: Word, other: Word) -> Bool { (0 ..< 24).allSatisfy { one.bytes[$0] == other.bytes[$0] } }
}

@Task(
    .variant(olderBody, for: .cpu), .variant(newerBody, for: .cpu), .variant(deviceBody, for: .gpu), .variant(fileBody, for: .io))
func whichBody(_ x: inout Field<Int, 1>, by: Int) -> Word {
    for p in x.domain { x[p] += by }
    return "own \(by)"
}

@Variant func olderBody(_ x: inout Field<Int, 1>, by: Int) -> Word {
    for p in x.domain { x[p] += by }
    return "older on CPU \(by)"
}

@Variant func newerBody(_ x: inout StridedField<Int, 1>, by: Int) -> Word {
    for p in x.domain { x[p] += by }
    return "newer on CPU \(by)"
}

@Variant func deviceBody(_ x: inout StridedField<Int, 1>, by: Int) -> Word {
    for p in x.domain { x[p] += by }
    return "on device \(by)"
}

@Variant func fileBody(_ x: inout Field<Int, 1>, by: Int) throws -> Word {
    for p in x.domain { x[p] += by }
    return "on files \(by)"
}

@Task(.variant(reallyOnDevices, for: .gpu)) func onlyOnDevices(_ x: inout Field<Int, 1>) -> Int { 0 }
@Variant func reallyOnDevices(_ x: inout Field<Int, 1>) -> Int { 1 }

@Access(Line.self) struct LinePair: ~Copyable {
    let a: StridedField<Int, 1>
    var b: Field<Int, 1>
}

enum Bodies {
    @Task(.variant(Bodies.sumOnDevice, for: .gpu)) static func sum(_ line: inout LinePair) -> Int {
        line.domain.reduce(0) { $0 + line.a[$1] + line.b[$1] }
    }

    @Variant static func sumOnDevice(_ line: inout LinePair) -> Int { -line.domain.reduce(0) { $0 + line.a[$1] + line.b[$1] } }

    @Task(.variant(Bodies.answerOnDevice, for: .gpu)) static func answer(_ number: Int) -> Int { number }
    @Variant static func answerOnDevice(_ number: Int) -> Int { -number }
}
