import Testing

@testable import CohortMachine

@Suite struct WorkerCountTests {
    private func tree(_ files: [String: String]) throws -> SyntheticTree {
        try SyntheticTree(files.merging(["sys/devices/system/cpu/online": "0-7\n"]) { $1 })
    }

    @Test func affinityNarrows() throws {
        let tree = try tree(["proc/self/status": "Name:\tx\nCpus_allowed:\tff\nCpus_allowed_list:\t2-4,30\n"])
        #expect(tree.machine().affinity == [2, 3, 4])  // 30 is not online
        #expect(tree.machine().defaultWorkerCount == 3)
        #expect(tree.machine(affinity: [7]).defaultWorkerCount == 1)
        #expect(tree.machine(affinity: [30]).defaultWorkerCount == 8)  // nothing usable is no information
    }

    @Test(
        arguments: [
            ("max 100000\n", nil, 8), ("250000 100000\n", 2.5, 3), ("50000 100000\n", 0.5, 1), ("6400000 100000\n", 64, 8),
            ("200000\n", nil, 8), ("", nil, 8), ("0 0\n", nil, 8),
        ] as [(String, Double?, Int)])
    func versionTwoQuotas(text: String, quota: Double?, workers: Int) throws {
        let machine = try tree(["proc/self/cgroup": "0::/\n", "sys/fs/cgroup/cpu.max": text]).machine()
        #expect(machine.processorQuota == quota)
        #expect(machine.defaultWorkerCount == workers)
    }

    @Test func theTightestEnclosingGroupBinds() throws {
        let machine = try tree([
            "proc/self/cgroup": "0::/a/b\n", "sys/fs/cgroup/a/b/cpu.max": "400000 100000\n",
            "sys/fs/cgroup/a/cpu.max": "300000 100000\n",
        ]).machine()
        #expect(machine.processorQuota == 3)
    }

    @Test func aHostPathInAContainerFallsBackToItsRoot() throws {
        let machine = try tree(["proc/self/cgroup": "0::/docker/123\n", "sys/fs/cgroup/cpu.max": "200000 100000\n"]).machine()
        #expect(machine.defaultWorkerCount == 2)
    }

    @Test(arguments: ["cpu,cpuacct", "cpu"])
    func versionOneQuotas(mount: String) throws {
        let machine = try tree([
            "proc/self/cgroup": "5:memory:/x\n4:cpu,cpuacct:/x\n0::/\n",
            "sys/fs/cgroup/\(mount)/x/cpu.cfs_quota_us": "150000\n", "sys/fs/cgroup/\(mount)/x/cpu.cfs_period_us": "100000\n",
            "sys/fs/cgroup/\(mount)/cpu.cfs_quota_us": "-1\n", "sys/fs/cgroup/\(mount)/cpu.cfs_period_us": "100000\n",
        ]).machine()
        #expect(machine.processorQuota == 1.5)
        #expect(machine.defaultWorkerCount == 2)
    }

    @Test func bothVersionsTogetherTakeTheLess() throws {
        let machine = try tree([
            "proc/self/cgroup": "4:cpu:/\n0::/\n", "sys/fs/cgroup/unified/cpu.max": "500000 100000\n",
            "sys/fs/cgroup/cpu/cpu.cfs_quota_us": "700000\n", "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
        ]).machine()
        #expect(machine.processorQuota == 5)
    }
}
