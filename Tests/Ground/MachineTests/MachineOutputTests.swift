import Foundation
import Testing

@testable import CohortMachine

@Suite struct MachineOutputTests {
    @Test func theTableOfAServer() throws {
        let tree = try SyntheticTree.server()
        try tree.write("proc/self/cgroup", "0::/\n")
        try tree.write("sys/fs/cgroup/cpu.max", "650000 100000\n")
        #expect(
            tree.machine(affinity: [0, 1, 2, 3, 16]).description == """
                model       Synthetic "9000"
                processors  32 on 16 cores, 2 packages
                usable      5 (0-3,16), quota 6.5 processors
                workers     5 by default
                memory      64 GiB, 32 GiB available
                node 0      16 GiB, processors 0-3,16-19
                node 1      16 GiB, processors 4-7,20-23
                node 2      16 GiB, processors 8-11,24-27
                node 3      16 GiB, processors 12-15,28-31
                cache L1d   16 × 48 KiB, line 64 B, shared by 2
                cache L1i   16 × 32 KiB, line 64 B, shared by 2
                cache L2    16 × 1 MiB, line 64 B, shared by 2
                cache L3    4 × 32 MiB, line 64 B, shared by 8
                """)
    }

    @Test func theTableOfAnUnknownMachine() throws {
        #expect(
            try SyntheticTree().machine().description == """
                model       unknown
                processors  1 on 1 core, 1 package
                usable      1 (0)
                workers     1 by default
                memory      unknown, unknown available
                node 0      unknown, processors 0
                """)
    }

    @Test func theJSONOfAServerIsReadBack() throws {
        let machine = try SyntheticTree.server().machine(affinity: [0, 1])
        let read = try JSONSerialization.jsonObject(with: Data(machine.json.utf8)) as? [String: Any]
        #expect(read?["modelName"] as? String == "Synthetic \"9000\"")
        #expect(read?["affinity"] as? [Int] == [0, 1])
        #expect(read?["processorQuota"] is NSNull)
        #expect((read?["processors"] as? [[String: Int]])?.last == ["id": 31, "core": 15, "package": 1, "node": 3])
        #expect((read?["nodes"] as? [[String: Any]])?.count == 4)
        #expect((read?["caches"] as? [[String: Any]])?.last?["byteCount"] as? Int == 32 << 20)
    }

    @Test func strangeNamesAreEscaped() throws {
        let tree = try SyntheticTree(["proc/cpuinfo": "model name : a\\b\t\u{1}\"ü\n"])
        let read = try JSONSerialization.jsonObject(with: Data(tree.machine().json.utf8)) as? [String: Any]
        #expect(read?["modelName"] as? String == "a\\b\t\u{1}\"ü")
    }
}
