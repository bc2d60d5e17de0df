import Testing

@testable import CohortMachine

@Suite struct MachineReadingTests {
    @Test func aServerWithFourNodesAndHyperthreads() throws {
        let machine = try SyntheticTree.server().machine()
        #expect(machine.modelName == "Synthetic \"9000\"")
        #expect(machine.processors.count == 32)
        #expect(machine.coreCount == 16)
        #expect(machine.packageCount == 2)
        #expect(machine.processor(21)?.core == 5)
        #expect(machine.processor(21)?.node == 1)
        #expect(machine.processor(31)?.package == 1)
        #expect(machine.processor(32) == nil)
        #expect(machine.totalMemoryByteCount == 64 << 30)
        #expect(machine.availableMemoryByteCount == 32 << 30)
        #expect(machine.defaultWorkerCount == 32)

        #expect(machine.nodes.map(\.id) == [0, 1, 2, 3])
        #expect(machine.nodes[2].processors.description == "8-11,24-27")
        #expect(machine.nodes.allSatisfy { $0.totalMemoryByteCount == 16 << 30 })
        #expect(machine.nodes[3].distances == [20, 20, 20, 10])
    }

    @Test func eachCacheIsCountedOnce() throws {
        let machine = try SyntheticTree.server().machine()
        #expect(
            machine.caches.map(\.name).reduce(into: [:]) { $0[$1, default: 0] += 1 } == ["L1d": 16, "L1i": 16, "L2": 16, "L3": 4])
        #expect(machine.dataCaches(level: 1).map(\.byteCount) == Array(repeating: 48 << 10, count: 16))
        #expect(machine.dataCaches(level: 3)[1].sharedBy.description == "4-7,20-23")
        #expect(machine.dataCaches(level: 3)[1].byteCount == 32 << 20)
        #expect(machine.caches.first?.name == "L1d" && machine.caches.last?.name == "L3")
        #expect(machine.cacheLineByteCount == 64)
    }

    @Test func anEmptyTreeIsOneModestProcessor() throws {
        let machine = try SyntheticTree().machine()
        #expect(machine.processors == [.init(id: 0, core: 0, package: 0, node: 0)])
        #expect(machine.nodes == [.init(id: 0, processors: [0], totalMemoryByteCount: 0, distances: [])])
        #expect(machine.caches.isEmpty && machine.modelName == nil && machine.processorQuota == nil)
        #expect(machine.totalMemoryByteCount == 0 && machine.availableMemoryByteCount == 0)
        #expect(machine.affinity == [0] && machine.defaultWorkerCount == 1 && machine.cacheLineByteCount == 64)
    }

    @Test func aMissingRootReadsAsAnEmptyTree() throws {
        #expect(try Machine(readingFrom: "/no such folder") == SyntheticTree().machine())
    }

    @Test func garbageReadsAsUnknown() throws {
        let tree = try SyntheticTree.server()
        try tree.write("sys/devices/system/cpu/online", "many\n")  // the cpu folders say it too
        try tree.write("sys/devices/system/cpu/cpu3/topology/physical_package_id", "-1\n")
        try tree.write("sys/devices/system/cpu/cpu3/topology/core_cpus_list", "?\n")
        try tree.write("sys/devices/system/cpu/cpu0/cache/index0/size", "big\n")
        try tree.write("sys/devices/system/node/node0/meminfo", "\u{0}\u{ff}")
        try tree.write("proc/meminfo", "MemTotal: 99999999999999999999 kB\nnonsense\n")
        let machine = tree.machine()
        #expect(machine.processors.count == 32)
        #expect(machine.processor(3)?.package == 0 && machine.processor(3)?.core == 3)
        #expect(machine.nodes[0].totalMemoryByteCount == 0)
        #expect(machine.totalMemoryByteCount == 0)
        #expect(machine.dataCaches(level: 1).contains { $0.byteCount == 0 })
    }

    @Test func processorsAreFoundInFoldersOrInTheInfoFile() throws {
        let folders = try SyntheticTree([
            "sys/devices/system/cpu/cpu0/x": "", "sys/devices/system/cpu/cpu2/x": "",
            "sys/devices/system/cpu/cpufreq/x": "",
        ])
        #expect(folders.machine().affinity == [0, 2])
        let info = try SyntheticTree(["proc/cpuinfo": "processor : 0\n\nprocessor : 1\ncpu model : V\n"])
        #expect(info.machine().affinity == [0, 1])
        #expect(info.machine().modelName == "V")
        #expect(try SyntheticTree().machine(affinity: [4, 5]).processors.map(\.id) == [4, 5])
    }

    @Test func offlineProcessorsCountNowhere() throws {
        let tree = try SyntheticTree.server()
        try tree.write("sys/devices/system/cpu/online", "1-15\n")  // hyperthreads off, processor 0 off
        let machine = tree.machine()
        #expect(machine.processors.count == 15 && machine.coreCount == 15)
        #expect(machine.nodes[0].processors.description == "1-3")
        #expect(machine.dataCaches(level: 3)[0].sharedBy.description == "1-3")
    }

    @Test func olderKernelsNameTheSiblingsOtherwise() throws {
        let machine = try SyntheticTree([
            "sys/devices/system/cpu/online": "0-1", "sys/devices/system/cpu/cpu0/topology/thread_siblings_list": "0-1",
            "sys/devices/system/cpu/cpu1/topology/thread_siblings_list": "0-1",
        ]).machine()
        #expect(machine.coreCount == 1)
    }

    @Test func memoryWithoutProcessorsIsANode() throws {
        let tree = try SyntheticTree.server()
        try tree.write("sys/devices/system/node/node4/cpulist", "\n")
        try tree.write("sys/devices/system/node/node4/meminfo", "Node 4 MemTotal: 1024 kB\n")
        let node = try #require(tree.machine().nodes.last)
        #expect(node.id == 4 && node.processors.isEmpty && node.totalMemoryByteCount == 1 << 20)
    }

    @Test func thisComputerIsRead() {
        let machine = Machine.current
        #expect(machine.processors.count >= 1 && machine.totalMemoryByteCount > machine.availableMemoryByteCount)
        #expect(machine.availableMemoryByteCount > 0)
        #expect(machine.processors.map(\.id).contains(machine.affinity.first ?? -1))
        #expect((1 ... machine.affinity.count).contains(machine.defaultWorkerCount))
    }
}
