import CohortDiagnostics
import CohortMachine
import Foundation

@testable import CohortMachineModel

/// A computer with 16 GiB, of two nodes with two processors each.
func smallServer() throws -> Machine {
    try SystemFolder([
        "sys/devices/system/cpu/online": "0-3\n", "proc/meminfo": "MemTotal: 16777216 kB\nMemAvailable: 8388608 kB\n",
        "sys/devices/system/node/node0/cpulist": "0-1\n", "sys/devices/system/node/node0/distance": "10 21\n",
        "sys/devices/system/node/node0/meminfo": "Node 0 MemTotal: 4194304 kB\n",
        "sys/devices/system/node/node1/cpulist": "2-3\n", "sys/devices/system/node/node1/distance": "21 10\n",
        "sys/devices/system/node/node1/meminfo": "Node 1 MemTotal: 12582912 kB\n",
    ]).machine
}

/// A computer of one node with four processors and 8 GiB.
func desktop() throws -> Machine {
    try SystemFolder([
        "sys/devices/system/cpu/online": "0-3\n", "proc/meminfo": "MemTotal: 8388608 kB\nMemAvailable: 4194304 kB\n",
    ]).machine
}

/// A folder with files; it vanishes with this object.
final class SystemFolder {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("cohort-model-\(UUID().uuidString)").path

    init(_ files: [String: String] = [:]) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (name, content) in files {
            let file = URL(fileURLWithPath: "\(path)/\(name)")
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try content.write(to: file, atomically: false, encoding: .utf8)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var machine: Machine { Machine(readingFrom: path) }
}

extension MachineModel {
    /// The machine of a description, on a certain computer.
    init(_ description: String, computer: Machine) throws {
        try self.init(MachineSettings(description), on: computer)
    }
}

/// The error that the body ends with; nil when it does not.
func failure(_ body: () throws -> Void) -> CohortError? {
    do { try body() } catch { return error as? CohortError }
    return nil
}
