import CohortMachine
import Testing

@testable import CohortMachineModel

@Suite struct QueryTests {
    private let machine: MachineModel

    init() throws {
        machine = try MachineModel(
            """
            nodes 4, cpus 8, utility 1, io 2, openmp 2, gpus 2, python 1
            memory 16GiB, framebuffer 1GiB, registered 2GiB, disk 64GiB, file 1TiB
            capacity framebuffer 1 3GiB
            affinity cpu 5 to node 0 3GB/s 900ns
            """, computer: desktop())
    }

    /// Every chain of filters gives what plain loops give.
    @Test func processorsAgainstBruteForce() {
        let all = Array(machine.processors)
        #expect(all.map(\.id.rawValue) == Array(0 ..< 16))
        for kind in MachineModel.Processor.Kind.allCases {
            check(machine.processors.only(kind), all.filter { $0.kind == kind })
            for node in 0 ..< 5 {
                let node = MachineModel.Node(rawValue: node)
                check(machine.processors.only(kind).local(to: node), all.filter { $0.kind == kind && $0.node == node })
            }
            for memory in machine.memories {
                let reaching = all.filter { $0.kind == kind && machine.affinity(of: $0, to: memory) != nil }
                let query = machine.processors.withAffinity(to: memory).only(kind)
                check(query, reaching)
                check(query.local(to: memory), reaching.filter { memory.node != nil && $0.node == memory.node })
                let least = Bandwidth.gigabytesPerSecond(9), longest = Duration.nanoseconds(150)
                let good = reaching.filter { machine.affinity(of: $0, to: memory)!.bandwidth >= least }
                check(machine.processors.only(kind).withAffinity(to: memory, minimumBandwidth: least), good)
                check(
                    machine.processors.withAffinity(to: memory, minimumBandwidth: least, maximumLatency: longest).only(kind),
                    good.filter { machine.affinity(of: $0, to: memory)!.latency <= longest })
                check(query.withBestAffinity(to: memory), best(reaching) { machine.affinity(of: $0, to: memory) })
            }
        }
    }

    @Test func memoriesAgainstBruteForce() {
        let all = Array(machine.memories)
        #expect(all.first == machine.systemMemory && all.map(\.id.rawValue) == Array(0 ..< 11))
        for capacity in [ByteCount.bytes(0), .gibibytes(1), .gibibytes(2), .gibibytes(4), .gibibytes(65), .unlimited] {
            check(machine.memories.withCapacity(capacity), all.filter { $0.capacity >= capacity })
            for processor in machine.processors {
                let reached = all.filter { machine.affinity(of: processor, to: $0) != nil && $0.capacity >= capacity }
                let query = machine.memories.withCapacity(capacity).withAffinity(to: processor)
                check(query, reached)
                check(query.withBestAffinity(to: processor), best(reached) { machine.affinity(of: processor, to: $0) })
            }
            for memory in all {
                let linked = all.filter { machine.affinity(from: $0, to: memory) != nil && $0.capacity >= capacity }
                #expect(!linked.contains(memory))
                let query = machine.memories.withAffinity(to: memory).withCapacity(capacity)
                check(query, linked)
                check(query.withBestAffinity(to: memory), best(linked) { machine.affinity(from: $0, to: memory) })
            }
        }
    }

    @Test func theBestIsTakenOfWhatIsLeft() throws {
        let gpu = try #require(machine.processor(.gpu, 1))
        #expect(machine.memories.withBestAffinity(to: gpu).map(\.name) == ["framebuffer 1"])
        #expect(machine.memories.only(.zeroCopy).withBestAffinity(to: gpu).map(\.name) == ["zero-copy"])
        #expect(machine.memories.only(.disk).withBestAffinity(to: gpu).isEmpty)
        let cpu = try #require(machine.processor(.cpu, 5))
        #expect(machine.memories.withBestAffinity(to: cpu).map(\.name) == ["node 2"])
    }

    @Test func queriesAreValues() {
        let cpus = machine.processors.only(.cpu)
        let near = cpus.local(to: 1)
        #expect(cpus.count == 8 && near.map(\.name) == ["cpu 2", "cpu 3"])
        #expect(near.first == near[near.startIndex] && near.only(.gpu).first == nil && near.only(.gpu).isEmpty)
        #expect(Array(cpus.dropFirst(6)).map(\.number) == [6, 7])
        #expect(cpus.filtered { $0.number % 3 == 0 }.map(\.number) == [0, 3, 6])
    }

    @Test func partsOfAnotherMachineReachNothing() throws {
        let small = try MachineModel("nodes 1, cpus 1, memory 1GiB")
        let far = try #require(machine.processor(.gpu, 1)), disk = try #require(machine.memory(.disk))
        #expect(
            small.affinity(of: far, to: small.systemMemory) == nil && small.affinity(from: disk, to: small.systemMemory) == nil)
        #expect(small.memories.withAffinity(to: far).isEmpty && small.processors.withBestAffinity(to: disk).isEmpty)
        #expect(small.processor(far.id) == nil && small.memory(disk.id) == nil && small.processors.next(after: far) == nil)
    }

    @Test func randomIsFairAndRepeatable() {
        let cpus = machine.processors.only(.cpu)
        var counts = [Int](repeating: 0, count: 8)
        for seed in 0 ..< 8000 as Range<UInt64> {
            #expect(cpus.random(seed: seed) == cpus.random(seed: seed))
            counts[cpus.random(seed: seed)?.number ?? 0] += 1
        }
        #expect(counts.allSatisfy { (800 ... 1200).contains($0) }, "\(counts)")
        #expect(cpus.local(to: 9).random(seed: 1) == nil)
    }

    /// The query as a sequence, its count, its first and next ones, and a second walk.
    private func check<Part: MachinePart>(_ query: MachineQuery<Part>, _ expected: [Part]) {
        #expect(Array(query) == expected)
        #expect(query.count == expected.count && query.first == expected.first && query.isEmpty == expected.isEmpty)
        var walked: [Part] = [], next = query.first
        while let part = next {
            walked.append(part)
            next = query.next(after: part)
        }
        #expect(walked == expected)
        for seed in 0 ..< 4 as Range<UInt64> {
            #expect(query.random(seed: seed).map(expected.contains) ?? expected.isEmpty)
        }
    }

    private func best<Part>(_ parts: [Part], _ affinity: (Part) -> MachineModel.Affinity?) -> [Part] {
        let figures = parts.compactMap(affinity)
        guard let widest = figures.map(\.bandwidth).max() else { return [] }
        let quickest = figures.filter { $0.bandwidth == widest }.map(\.latency).min()
        return parts.filter { affinity($0)?.bandwidth == widest && affinity($0)?.latency == quickest }
    }
}
