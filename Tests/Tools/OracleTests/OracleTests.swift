import Cohort
import CohortDiagnostics
import Testing

@testable import CohortOracle

/// The oracle's own meaning, on programs written by hand with numbers worked out by hand.
@Suite struct OracleTests {
    private static let line = RegionShape(dimension: 1, (0 ..< 10).map { Spot($0) })

    private func program(_ partitions: [[Spots]], _ operations: [Operation]) -> RandomProgram {
        var program = RandomProgram()
        program.regions = [Self.line]
        program.partitions = partitions.map { PartitionShape(of: 0, nil, $0) }
        program.operations = operations
        return program
    }

    private func spots(_ range: ClosedRange<Int>) -> Spots { range.map { Spot($0) } }

    private func fill(_ label: Int, _ value: Int, _ target: Target = Target(.region(0))) -> Operation {
        Operation(label, .fill(Fill(target, [0], .bits(UInt64(value)))))
    }

    private func elements(_ outcome: Outcome, _ field: Int = 0) throws -> [Int] {
        guard case .elements(let elements) = outcome.fields[0][field] else { throw CancellationError() }
        return elements.sorted { $0.key < $1.key }.map { Int(bitPattern: UInt($0.value)) }
    }

    /// Folds constants instead of scrambled numbers.
    private func folded(_ memory: Memory, _ fold: Fold, _ value: UInt64, _ pieces: [Spots]) {
        for piece in pieces {
            let launch = Launch([Argument(Target(.region(0)), [0], .reduce(fold))])
            var view = OracleView(memory, launch, [Held(region: 0, spots: piece)])
            view.fold(0, fold) { _, turn in turn == 0 ? value : fold.identity(isFloating: false) }
            view.foldAccumulators()
        }
    }

    private func discard(_ memory: Memory, _ value: UInt64, _ piece: Spots) {
        let launch = Launch([Argument(Target(.region(0)), [0], .discard)])
        var view = OracleView(memory, launch, [Held(region: 0, spots: piece)])
        view.discard(0) { _ in value }
    }

    private func contents(_ memory: Memory) -> [Int] { (0 ..< 10).map { Int(memory.load(0, 0, Spot($0))) } }

    @Test("aliased reduction, then read")
    func aliasedReduction() throws {
        var oracle = Oracle(program([], []))
        try oracle.perform(fill(1, 0))
        folded(oracle.memory, .sum, 1, [spots(0 ... 5), spots(4 ... 9)])
        #expect(contents(oracle.memory) == [1, 1, 1, 1, 2, 2, 1, 1, 1, 1])
    }

    @Test("operators in order")
    func operatorsInOrder() throws {
        var oracle = Oracle(program([], []))
        try oracle.perform(fill(1, 0))
        folded(oracle.memory, .sum, 5, [spots(0 ... 9), spots(0 ... 9)])
        folded(oracle.memory, .maximum, 7, [spots(0 ... 9)])
        #expect(contents(oracle.memory) == Array(repeating: 10, count: 10))
        try oracle.perform(fill(2, 0))
        folded(oracle.memory, .maximum, 7, [spots(0 ... 9)])
        folded(oracle.memory, .sum, 5, [spots(0 ... 9), spots(0 ... 9)])
        #expect(contents(oracle.memory) == Array(repeating: 17, count: 10))
    }

    @Test("reduce, overwrite a part, reduce")
    func reduceOverwriteReduce() throws {
        var oracle = Oracle(program([], []))
        try oracle.perform(fill(1, 0))
        folded(oracle.memory, .sum, 1, [spots(0 ... 9)])
        discard(oracle.memory, 100, spots(3 ... 6))
        folded(oracle.memory, .sum, 1, [spots(5 ... 9)])
        #expect(contents(oracle.memory) == [1, 1, 1, 100, 100, 101, 101, 2, 2, 2])
    }

    @Test("fills happen at once, piece by piece")
    func fills() throws {
        let halves = [spots(0 ... 4), spots(5 ... 9)]
        let outcome = try Oracle.outcome(
            of: program([halves], [fill(1, 7), fill(2, 5, Target(.partition(0), .piece(0)))]))
        #expect(try elements(outcome) == [5, 5, 5, 5, 5, 7, 7, 7, 7, 7])
    }

    @Test("rules are judged on sets of points")
    func rules() throws {
        let halves = [spots(0 ... 4), spots(5 ... 9)]
        let halos = [spots(0 ... 5), spots(4 ... 9)]
        var oracle = Oracle(program([halves, halos], []))
        try oracle.perform(fill(1, 0))
        let code = { (arguments: [Argument]) in
            oracle.refusal(of: Operation(2, .launch(Launch(points: 2, arguments))), in: oracle.main)?.code
        }
        let all = Target.Choice.each(.identity)
        #expect(code([Argument(Target(.partition(0), all), [0], .readWrite)]) == nil)
        #expect(code([Argument(Target(.partition(1), all), [0], .readWrite)]) == .pointsInterfere)
        #expect(code([Argument(Target(.partition(1), all), [0], .reduce(.sum))]) == nil)
        #expect(code([Argument(Target(.region(0)), [0], .discard)]) == .pointsInterfere)
        #expect(code([Argument(Target(.region(0)), [0], .readWrite)]) == nil)
        #expect(code([Argument(Target(.region(0)), [1], .read)]) == .uninitialized)
        #expect(
            code([Argument(Target(.partition(0), all), [0], .readWrite), Argument(Target(.partition(1), all), [0], .read)])
                == .argumentsInterfere)
    }

    @Test("a scatter writes in the order of the pointers' rectangles; a pointer outside is refused or skipped")
    func scatter() throws {
        var shape = Self.line
        shape.pointers = 1
        var program = program([[spots(0 ... 2)]], [])
        program.regions = [shape]
        var oracle = Oracle(program)
        try oracle.perform(fill(1, 7))
        for (spot, pointer) in [3, 3, 20].enumerated() { oracle.memory.store(UInt64(pointer), 0, 4, Spot(spot)) }
        for spot in 0 ..< 3 { oracle.memory.store(UInt64(spot), 0, 1, Spot(spot)) }
        oracle.memory.written[0][1] = Set(spots(0 ... 9))
        let piece = Target(.partition(0), .piece(0))
        let launch = Launch([
            Argument(Target(.region(0)), [0], .write), Argument(piece, [1], .read), Argument(piece, [4], .read),
        ])
        var copy = Copy(.scatter, launch)
        #expect(oracle.trial(Operation(2, .copy(copy)))?.code == .copyPointer)
        copy.skips = true
        try oracle.perform(Operation(2, .copy(copy)))
        #expect(contents(oracle.memory) == [7, 7, 7, 1, 7, 7, 7, 7, 7, 7])
    }

    @Test("points come rectangle by rectangle, and blocks are cut in that order")
    func domainOrder() {
        let spots: Spots = [Spot(0, 0), Spot(0, 2), Spot(1, 0), Spot(1, 2), Spot(2, 0)]
        #expect(spots.inDomainOrder(2) == [Spot(0, 0), Spot(1, 0), Spot(0, 2), Spot(1, 2), Spot(2, 0)])
        #expect(spots.blocks([1, 1], 2) == [[Spot(0, 0), Spot(1, 0)], [Spot(0, 2), Spot(1, 2), Spot(2, 0)]])
    }

    @Test("a destroyed region is refused afterwards; a child may ask only for what its parent holds")
    func endings() throws {
        var oracle = Oracle(program([], []))
        try oracle.perform(fill(1, 0))
        let child = Operation(3, .launch(Launch([Argument(Target(.argument(0)), [0], .readWrite)])))
        let parent = Launch([Argument(Target(.region(0)), [0], .read)], children: [child])
        #expect(oracle.trial(Operation(2, .launch(parent)))?.code == .missingPrivilege)
        try oracle.perform(Operation(4, .destroy(0)))
        #expect(oracle.refusal(of: fill(5, 1), in: oracle.main)?.code == .useAfterDestroy)
    }

    /// A task that discards and launches others must have written everything when it ends.
    @Test("what a task discards and does not write is nothing to compare")
    func discardedAndLeft() throws {
        let whole = Target(.argument(0)), halves = Target(.ruled(0, Rule(.blocks, 2)), .piece(1))
        func outcome(_ children: [Operation]) throws -> Outcome {
            var launch = Launch([Argument(Target(.region(0)), [0], .discard)])
            launch.children = children
            return try Oracle.outcome(of: program([], [fill(1, 5), Operation(2, .launch(launch))]))
        }
        func child(_ label: Int, _ target: Target, _ use: Use) -> Operation {
            Operation(label, .launch(Launch([Argument(target, [0], use)])))
        }
        func code(_ children: [Operation]) -> CohortError.Code? {
            do {
                _ = try outcome(children)
                return nil
            } catch { return (error as? Refusal)?.code }
        }
        #expect(try elements(outcome([fill(3, 8, whole)])) == [Int](repeating: 8, count: 10))
        #expect(code([child(3, whole, .discard), child(4, halves, .write)]) == nil)
        #expect(code([]) == .uninitialized && code([fill(3, 8, halves)]) == .uninitialized)
        #expect(code([child(3, whole, .write)]) == .uninitialized)
        #expect(code([child(3, whole, .readWrite), fill(4, 8, whole)]) == .missingPrivilege)
    }
}
