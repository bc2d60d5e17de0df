import Foundation
import Testing

@testable import CohortMachine

/// A folder shaped like the system's own files, with just what a test says; it vanishes with this object.
final class SyntheticTree {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("cohort-machine-\(UUID().uuidString)")

    init(_ files: [String: String] = [:]) throws {
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        for (path, content) in files { try write(path, content) }
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    func write(_ path: String, _ content: String) throws {
        let file = root.appendingPathComponent(path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try content.write(to: file, atomically: false, encoding: .utf8)
    }

    func machine(affinity: ProcessorSet? = nil) -> Machine { Machine(readingFrom: root.path, affinity: affinity) }

    /// Two sockets, two nodes each, four cores a node, two threads a core: processor p and p + 16 share core p.
    static func server() throws -> SyntheticTree {
        let tree = try SyntheticTree([
            "sys/devices/system/cpu/online": "0-31\n",
            "proc/cpuinfo": "processor\t: 0\nmodel name\t: Synthetic \"9000\"\nprocessor\t: 1\n",
            "proc/meminfo": "MemTotal:       67108864 kB\nMemFree:        100 kB\nMemAvailable:   33554432 kB\n",
        ])
        for node in 0 ..< 4 {
            let folder = "sys/devices/system/node/node\(node)"
            try tree.write("\(folder)/cpulist", "\(node * 4)-\(node * 4 + 3),\(node * 4 + 16)-\(node * 4 + 19)\n")
            try tree.write("\(folder)/meminfo", "Node \(node) MemTotal:       16777216 kB\nNode \(node) MemFree: 1 kB\n")
            try tree.write("\(folder)/distance", (0 ..< 4).map { $0 == node ? "10" : "20" }.joined(separator: " ") + "\n")
        }
        for processor in 0 ..< 32 { try tree.writeProcessor(processor, core: processor % 16) }
        return tree
    }

    private func writeProcessor(_ processor: Int, core: Int) throws {
        let folder = "sys/devices/system/cpu/cpu\(processor)"
        let siblings = "\(core),\(core + 16)\n"
        try write("\(folder)/topology/core_cpus_list", siblings)
        try write("\(folder)/topology/physical_package_id", "\(core / 8)\n")
        let node = core / 4 * 4
        let caches = [
            ("1", "Data", "48K", siblings), ("1", "Instruction", "32K", siblings), ("2", "Unified", "1024K", siblings),
            ("3", "Unified", "32M", "\(node)-\(node + 3),\(node + 16)-\(node + 19)\n"),
        ]
        for (index, (level, type, size, sharing)) in caches.enumerated() {
            try write("\(folder)/cache/index\(index)/level", level + "\n")
            try write("\(folder)/cache/index\(index)/type", type + "\n")
            try write("\(folder)/cache/index\(index)/size", size + "\n")
            try write("\(folder)/cache/index\(index)/coherency_line_size", "64\n")
            try write("\(folder)/cache/index\(index)/shared_cpu_list", sharing)
        }
    }
}
