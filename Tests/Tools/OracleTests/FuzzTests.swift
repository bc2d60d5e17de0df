import Cohort
import Foundation
import TestSupport
import Testing

@testable import CohortOracle

/// Random programs on the real runtime, and the shrinker on a fault that was put in.
@Suite struct FuzzTests {
    @Test("random programs agree with the oracle", arguments: [1, 2, 8])
    func agree(workers: Int) async {
        let programs = amount(200, sanitized: 60)
        let (passed, failed, _) = await Fuzz.run(programs: programs, seed: UInt64(workers) << 32, workers: workers)
        #expect(passed == programs)
        for finding in failed { Issue.record("program \(finding.program.seed): \(finding.difference)\n\(finding.program)") }
    }

    @Test("a seed always gives the same legal program")
    func deterministic() throws {
        for seed: UInt64 in 0 ..< 50 {
            let program = RandomProgram.random(seed: seed)
            #expect(program.description == RandomProgram.random(seed: seed).description)
            _ = try Oracle.outcome(of: program)
        }
    }

    @Test("programs use every privilege, coherence and projection")
    func variety() {
        let text = (0 as UInt64 ..< 200).map { RandomProgram.random(seed: $0).description }.joined()
        for word in [
            "read ", "readWrite", "write ", "discard", "reduce(sum)", "reduce(product)", "reduce(minimum)", "reduce(maximum)",
            "that launches", "forEach", "n - 1 - i", "% n", "i / 2", "lucky", "of results", "wait for", "refused", "scattered",
            "with result", "2-dimensional", "1-dimensional", " atomic", " simultaneous", " relaxed", " not ", " and ", " or ",
        ] { #expect(text.contains(word), "\(word)") }
    }

    @Test("every construct occurs in 300 programs")
    func coverage() {
        var coverage = Coverage()
        for seed: UInt64 in 0 ..< 300 { coverage.note(RandomProgram.random(seed: seed)) }
        for construct in Construct.allCases { #expect(coverage.programs[construct, default: 0] > 0, "\(construct.rawValue)") }
    }

    @Test("a fault is found, named and shrunk")
    func plantedFault() async throws {
        // A runtime that forgets the lowest bit of what the first product writes.
        func spoiled(_ program: RandomProgram) async -> Difference? {
            guard let expected = try? Oracle.outcome(of: program) else { return nil }
            var actual = await Runner.outcome(of: program, RuntimeOptions(workers: 2))
            guard program.description.contains("reduce(product)") else {
                return Difference.first(expected: expected, actual: actual)
            }
            for (field, contents) in actual.fields[0].enumerated() {
                guard case .elements(var elements) = contents, let spot = elements.keys.min() else { continue }
                elements[spot]! ^= 1
                actual.fields[0][field] = .elements(elements)
                break
            }
            return Difference.first(expected: expected, actual: actual)
        }
        var seed: UInt64 = 1
        while await spoiled(RandomProgram.random(seed: seed)) == nil { seed += 1 }
        let smallest = await Shrinker { await spoiled($0) != nil }.shrink(RandomProgram.random(seed: seed))
        #expect(smallest.operations.count <= 3)
        #expect(smallest.regions[0].spots.count == 1)
        let difference = try #require(await spoiled(smallest))
        #expect(difference.description.hasPrefix("region 0, field "))
        #expect(difference.description.contains("last written by "))
    }

    @Test("what is shrunk still writes what its tasks discard")
    func shrunkDiscards() async {
        func hasDiscardingParent(_ program: RandomProgram) -> Bool {
            program.operations.contains {
                guard case .launch(let launch) = $0.action, launch.children != nil else { return false }
                // Of a whole region, since an empty piece has nothing to write.
                return launch.arguments.contains { argument in
                    guard case .region = argument.target.base else { return false }
                    return argument.use == .discard
                }
            }
        }
        var seed: UInt64 = 1
        while !hasDiscardingParent(RandomProgram.random(seed: seed)) { seed += 1 }
        let smallest = await Shrinker { hasDiscardingParent($0) }.shrink(RandomProgram.random(seed: seed))
        #expect(smallest.operations.count == 1 && !smallest.operations[0].inner.isEmpty)
        let difference = await Fuzz.difference(of: smallest, RuntimeOptions(workers: 2))
        #expect(difference == nil)
    }

    @Test("programs that once differed agree")
    func corpus() async throws {
        let file = try #require(Bundle.module.url(forResource: "corpus", withExtension: "txt"))
        let corpus = try Corpus(String(contentsOf: file, encoding: .utf8))
        #expect(corpus.entries.contains { $0.seed == 20_300_650 && $0.workers == 1 && !$0.comment.isEmpty })
        let (passed, failed) = await Fuzz.run(corpus, rounds: amount(20, sanitized: 5))
        #expect(passed == corpus.entries.count)
        for finding in failed { Issue.record("\(finding)") }
    }

    @Test("a corpus is read line by line, and what a finding adds is one of them")
    func corpusText() throws {
        let corpus = try Corpus("# heading\n\n7 2  # a # b\n8\n")
        #expect(corpus.entries == [.init(seed: 7, workers: 2, comment: "a # b"), .init(seed: 8, comment: "")])
        #expect(try Corpus(corpus.entries.map { "\($0)\n" }.joined()).entries == corpus.entries)
        for line in ["x", "1 0", "1 2 3", "-1"] { #expect(throws: UsageError.self) { try Corpus("4\n\(line)\n") } }
    }

    @Test("a soak goes on from where it ended")
    func soak() async throws {
        var first = Soak(from: 70)
        await first.run(workers: 2, until: { true }, progress: { _, _ in }) { #expect($0.isEmpty && $1.next == 96) }
        #expect(first.passed == 26 && first.failed == 0)
        var second = try Soak(first.description)
        await second.run(workers: 2, until: { true }, progress: { _, _ in }) { _, soak in #expect(soak.seconds > 0) }
        #expect(second.next == 128 && second.passed == 58)
        for text in ["", "next 1", "cohort soak 1\nnext 1\npassed many"] { #expect(throws: UsageError.self) { try Soak(text) } }
    }
}
