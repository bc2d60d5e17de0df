import CohortDiagnostics
import CohortMachine
import Testing

@testable import CohortMachineModel

@Suite struct MakingTests {
    @Test func fourNodesAndTwoGPUs() throws {
        let machine = try MachineModel(
            "nodes 4, cpus 8, gpus 2, framebuffer 1GiB, memory 16GiB, bandwidth 10GB/s", computer: desktop())
        #expect(machine.processors.map(\.name) == (0 ..< 8).map { "cpu \($0)" } + ["gpu 0", "gpu 1"])
        #expect(machine.processors.map { $0.node?.rawValue } == [0, 0, 1, 1, 2, 2, 3, 3, 0, 2])
        #expect(
            machine.memories.map(\.name) == [
                "system", "node 0", "node 1", "node 2", "node 3", "zero-copy", "framebuffer 0", "framebuffer 1",
            ])
        #expect(
            machine.memories.only(.node).allSatisfy { $0.capacity == .gibibytes(4) && $0.enclosing == machine.systemMemory.id })
        #expect(machine.systemMemory.capacity == .gibibytes(16) && machine.memory(.zeroCopy)?.capacity == .gibibytes(16))
        #expect(machine.memory(.framebuffer, 1)?.enclosing == nil && machine.memory(.framebuffer, 1)?.node == 2)
        #expect(machine.processors.allSatisfy { $0.isNull })
        let cpu = try #require(machine.processor(.cpu, 2))
        let near = try #require(machine.memory(.node, 1)), far = try #require(machine.memory(.node, 3))
        #expect(machine.affinity(of: cpu, to: near)?.description == "10GB/s 90ns")
        #expect(machine.affinity(of: cpu, to: far)?.description == "5GB/s 180ns")
        #expect(machine.affinity(from: near, to: far)?.bandwidth == .gigabytesPerSecond(2.5))
        // Spread over four nodes: (10 + 3 × 20) / 4 tenths as far.
        #expect(machine.affinity(of: cpu, to: machine.systemMemory)?.latency == .nanoseconds(158))
    }

    @Test func whatIsLeftOpenIsAsOnTheComputer() throws {
        let machine = try MachineModel("", computer: desktop())
        #expect(machine.processors.count == 4 && machine.processors.allSatisfy { $0.kind == .cpu && !$0.isNull && $0.node == 0 })
        #expect(machine.memories.map(\.name) == ["system"] && machine.systemMemory.capacity == .gibibytes(8))
        #expect(machine.systemMemory.node == 0 && !machine.systemMemory.isNull)
        let same = try MachineModel(on: desktop())
        #expect(machine == same)
    }

    @Test func theNodesOfTheComputer() throws {
        let machine = try MachineModel("cpus 6", computer: smallServer())
        #expect(machine.processors.map { $0.node?.rawValue } == [0, 0, 1, 1, 0, 0])
        #expect(machine.memories.map(\.capacity) == [.gibibytes(16), .gibibytes(4), .gibibytes(12)])
        let cpu = try #require(machine.processor(.cpu, 2)), far = try #require(machine.memory(.node, 0))
        #expect(machine.affinity(of: cpu, to: far)?.latency == .nanoseconds(189))
        let bounded = try MachineModel("memory 2GiB", computer: smallServer())
        #expect(bounded.memories.map(\.capacity) == [.gibibytes(2), .gibibytes(2), .gibibytes(2)])
    }

    @Test func aControlGroupBoundsMemory() throws {
        let limited = try SystemFolder([
            "proc/meminfo": "MemTotal: 8388608 kB\n", "proc/self/cgroup": "0::/a\n", "sys/fs/cgroup/a/memory.max": "1073741824\n",
        ])
        let bounded = try MachineModel(on: limited.machine), unknown = try MachineModel(on: SystemFolder().machine)
        #expect(bounded.systemMemory.capacity == .gibibytes(1) && unknown.systemMemory.capacity == .unlimited)
    }

    @Test func aNodeWithoutMemoryHasNone() throws {
        let folder = try SystemFolder([
            "sys/devices/system/cpu/online": "0-1\n", "proc/meminfo": "MemTotal: 1048576 kB\n",
            "sys/devices/system/node/node0/meminfo": "Node 0 MemTotal: 1048576 kB\n",
            "sys/devices/system/node/node0/cpulist": "0\n",
            "sys/devices/system/node/node4/meminfo": "Node 4 MemTotal: 0 kB\n", "sys/devices/system/node/node4/cpulist": "1\n",
        ])
        let machine = try MachineModel(on: folder.machine)
        #expect(machine.memories.map(\.name) == ["system", "node 0"] && machine.nodeCount == 2)
        #expect(machine.processors.map { $0.node?.rawValue } == [0, 1])
    }

    @Test func statementsAboutSingleParts() throws {
        let machine = try MachineModel(
            """
            nodes 2, cpus 4, gpus 2, memory 8GiB   # two of each
            place cpu 0 node 1
            place gpu node 1
            capacity framebuffer 256MiB
            capacity framebuffer 1 512MiB
            capacity node 1 0B
            affinity gpu 0 to framebuffer 1 7GB/s 3us
            affinity gpu to zero-copy none
            affinity framebuffer 0 to framebuffer 1 50GB/s 1us
            """, computer: desktop())
        #expect(machine.processors.map { $0.node?.rawValue } == [1, 0, 1, 1, 1, 1])
        #expect(machine.memories.only(.framebuffer).map(\.capacity) == [.mebibytes(256), .mebibytes(512)])
        #expect(machine.memories.only(.framebuffer).allSatisfy { $0.node == 1 } && machine.memory(.node, 1) == nil)
        let gpus = Array(machine.processors.only(.gpu)), buffers = Array(machine.memories.only(.framebuffer))
        let zeroCopy = try #require(machine.memory(.zeroCopy))
        #expect(machine.affinity(of: gpus[0], to: buffers[1])?.description == "7GB/s 3us")
        #expect(machine.affinity(of: gpus[1], to: buffers[0]) == nil && machine.affinity(of: gpus[0], to: zeroCopy) == nil)
        #expect(machine.affinity(from: buffers[1], to: buffers[0])?.bandwidth == .gigabytesPerSecond(50))
    }

    @Test(arguments: [
        ("gpus 0, nodes 2, framebuffer 1GiB", ""), ("framebuffer 1GiB", "framebuffer is 1GiB, but gpus is 0"),
        ("openmp-threads 3", "openmp-threads is 3, but openmp is 0"), ("node-memory 1GiB", "node-memory is 1GiB, but nodes is 1"),
        ("distance 30", "distance is 30, but nodes is 1"),
        ("memory 1GiB, registered 2GiB", "registered is 2GiB, but memory is 1GiB"),
        ("memory 1GiB, zero-copy 2GiB", "zero-copy is 2GiB, but memory is 1GiB"), ("memory 1GiB, zero-copy 1GiB", ""),
        ("nodes 2, memory 1GiB, node-memory 1025MiB", "node-memory is 1025MiB, but memory is 1GiB"),
        ("nodes 2, memory 1GiB\ncapacity node 1 2GiB", "node 1 is 2GiB, but memory is 1GiB"),
        ("nodes 2\nplace cpu 0 node 2", "the machine has no node 2"), ("cpus 2\nplace cpu 2 node 0", "the machine has no cpu 2"),
        ("place gpu node 0", "the machine has no gpu"),
        ("gpus 1\ncapacity framebuffer 1 1GiB", "the machine has no framebuffer 1"),
        ("affinity cpu to disk 1GB/s 1ns", "the machine has no disk"), ("affinity none", "cpu 0 reaches no memory"),
        ("gpus 2\naffinity gpu 1 to framebuffer none\naffinity gpu to zero-copy none", "gpu 1 reaches no memory"),
        ("disk 1GiB\naffinity disk to system none", "no data come from disk to system"),
        ("disk 1GiB, file 1GiB\naffinity disk to system none\naffinity disk to file 1GB/s 1us", ""),
    ])
    func impossibleMachines(description: String, problem: String) throws {
        let computer = try desktop()
        let error = failure { _ = try MachineModel(description, computer: computer) }
        if problem.isEmpty {
            #expect(error == nil, "\(error as Any)")
        } else {
            #expect(error?.code == .machineImpossible && error?.summary == problem, "\(error as Any)")
            #expect(error?.trail.isEmpty == false && error?.fix.isEmpty == false)
        }
    }

    @Test func thisComputer() throws {
        let machine = try MachineModel(), computer = Machine.current
        #expect(machine.nodeCount == computer.nodes.count && machine.processors.count == computer.defaultWorkerCount)
        #expect(machine.systemMemory.capacity.bytes == computer.usableMemoryByteCount)
        #expect(machine.processors.allSatisfy { !$0.isNull } && machine.memories.allSatisfy { !$0.isNull })
        holdsInvariants(machine)
    }

    @Test(arguments: [
        "", "nodes 1", "nodes 64, cpus 3", "nodes 3, cpus 7, gpus 5, openmp 2, utility 3, io 1, python 1, disk 1GiB, file 1GiB",
        "gpus 64", "nodes 2, memory 1B",
    ])
    func invariants(description: String) throws { holdsInvariants(try MachineModel(description)) }

    private func holdsInvariants(_ machine: MachineModel) {
        #expect(machine.memories.count { $0.kind == .system } == 1 && machine.processors.contains { $0.kind == .cpu })
        #expect(machine.processors.map(\.id.rawValue) == Array(0 ..< machine.processors.count))
        #expect(machine.memories.map(\.id.rawValue) == Array(0 ..< machine.memories.count))
        #expect(Set(machine.processors.map(\.name)).count == machine.processors.count)
        #expect(Set(machine.memories.map(\.name)).count == machine.memories.count)
        for processor in machine.processors {
            #expect(
                machine.processor(processor.kind, processor.number) == processor && machine.processor(processor.id) == processor)
            #expect(processor.node.map { (0 ..< machine.nodeCount).contains($0.rawValue) } != false && processor.threadCount > 0)
            #expect(!machine.memories.withAffinity(to: processor).isEmpty)
        }
        for memory in machine.memories {
            #expect(machine.memory(memory.kind, memory.number) == memory && machine.memory(memory.id) == memory)
            #expect(memory.enclosing.flatMap(machine.memory).map { $0.capacity >= memory.capacity } != false)
            #expect(machine.affinity(from: memory, to: memory) == nil)
            for other in machine.memories {
                #expect(machine.affinity(from: memory, to: other) == machine.affinity(from: other, to: memory))
            }
        }
    }
}
