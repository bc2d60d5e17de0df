import Testing

@testable import CohortMachine

@Suite struct MemoryLimitTests {
    private func machine(_ files: [String: String]) throws -> Machine {
        try SyntheticTree(files.merging(["proc/meminfo": "MemTotal: 8388608 kB\n"]) { $1 }).machine()
    }

    @Test(
        arguments: [
            ("max\n", nil, 8 << 30), ("1073741824\n", 1 << 30, 1 << 30), ("17179869184\n", 16 << 30, 8 << 30),
            ("0\n", nil, 8 << 30),
        ] as [(String, Int?, Int)])
    func versionTwo(text: String, limit: Int?, usable: Int) throws {
        let machine = try machine(["proc/self/cgroup": "0::/a\n", "sys/fs/cgroup/a/memory.max": text])
        #expect(machine.memoryLimitByteCount == limit && machine.usableMemoryByteCount == usable)
    }

    @Test func versionOneAndTheTightestGroup() throws {
        let machine = try machine([
            "proc/self/cgroup": "5:memory:/x/y\n4:cpu:/z\n",
            "sys/fs/cgroup/memory/x/y/memory.limit_in_bytes": "9223372036854771712\n",
            "sys/fs/cgroup/memory/x/memory.limit_in_bytes": "2147483648\n",
            "sys/fs/cgroup/memory/memory.limit_in_bytes": "3221225472\n",
            "sys/fs/cgroup/memory/z/memory.limit_in_bytes": "1024\n",
        ])
        #expect(machine.memoryLimitByteCount == 2 << 30 && machine.processorQuota == nil)
        #expect(machine.description.contains("memory      8 GiB, unknown available, limit 2 GiB"))
        #expect(machine.json.contains("\"memoryLimitByteCount\":2147483648"))
    }

    @Test func aLimitAloneIsAllThatIsKnown() throws {
        let tree = try SyntheticTree(["proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "1024\n"])
        #expect(tree.machine().usableMemoryByteCount == 1024)
        #expect(try SyntheticTree().machine().usableMemoryByteCount == 0)
    }
}
