import CohortMachine
import Foundation
import Testing

@testable import CohortMachineModel

@Suite struct ModelOutputTests {
    static let descriptions = [
        "nodes 1", "nodes 4, cpus 8, gpus 2, framebuffer 1GiB, memory 16GiB",
        "nodes 3, cpus 7, gpus 5, openmp 2, openmp-threads 3, utility 3, io 1, python 1, disk 1GiB, file unlimited, registered 3MB",
        "nodes 2, cpus 3, gpus 1, distance 13, bandwidth 7.3GB/s, latency 77ns\nplace cpu 0 node 1\ncapacity node 1 0B\naffinity gpu to system 3B/s 1ns",
        "nodes 2, cpus 2\naffinity none\naffinity cpu 0 to node 0 1GB/s 1ns, affinity cpu 1 to node 1 2GB/s 2ns, affinity node to system 3GB/s 3ns",
    ]

    @Test(arguments: descriptions) func theTextMakesTheSameMachine(description: String) throws {
        let machine = try MachineModel(description, computer: desktop())
        let text = machine.text
        #expect(try MachineModel(text, computer: smallServer()) == machine)
        #expect(try MachineModel(text).text == text)
    }

    @Test func machinesThatDifferAreNotEqual() throws {
        let machines = try Self.descriptions.map { try MachineModel($0, computer: desktop()) }
        for (left, one) in machines.enumerated() {
            for (right, other) in machines.enumerated() { #expect((one == other) == (left == right)) }
        }
        let faster = try MachineModel("nodes 1, bandwidth 21GB/s", computer: desktop())
        #expect(faster != machines[0])
    }

    @Test func theTable() throws {
        let machine = try MachineModel("nodes 2, cpus 4, openmp 1, gpus 2, framebuffer 1.5GiB, memory 16GiB", computer: desktop())
        #expect(
            machine.description == """
                cpu 0-1                    on node 0, null
                cpu 2-3                    on node 1, null
                openmp 0                   on node 0, 4 threads, null
                gpu 0                      on node 0, null
                gpu 1                      on node 1, null
                system                     16 GiB
                node 0-1                   8 GiB, part of system, null
                zero-copy                  16 GiB, part of system
                framebuffer 0              1.5 GiB, at node 0, null
                framebuffer 1              1.5 GiB, at node 1, null
                cpu → system               13.3GB/s 135ns
                cpu → node                 10GB/s 180ns to 20GB/s 90ns
                cpu → zero-copy            13.3GB/s 135ns
                openmp → system            13.3GB/s 135ns
                openmp → node              10GB/s 180ns to 20GB/s 90ns
                openmp → zero-copy         13.3GB/s 135ns
                gpu → zero-copy            25GB/s 1us
                gpu → framebuffer          2TB/s 500ns
                system → node              6.7GB/s 135ns
                system → zero-copy         6.7GB/s 135ns
                system → framebuffer       25GB/s 1us
                node → system              6.7GB/s 135ns
                node → node                5GB/s 180ns
                node → zero-copy           6.7GB/s 135ns
                node → framebuffer         25GB/s 1us
                zero-copy → system         6.7GB/s 135ns
                zero-copy → node           6.7GB/s 135ns
                zero-copy → framebuffer    25GB/s 1us
                framebuffer → system       25GB/s 1us
                framebuffer → node         25GB/s 1us
                framebuffer → zero-copy    25GB/s 1us
                framebuffer → framebuffer  25GB/s 1us
                """)
    }

    @Test func theSettingsAndWhoSaidThem() throws {
        let configuration = try MachineConfiguration(
            arguments: ["--workers", "3"], environment: ["COHORT_DISK": "2GiB"], folder: "/nowhere",
            computer: desktop())
        let lines = configuration.description.split(separator: "\n")
        #expect(lines.first == "nodes                  1       this computer")
        #expect(
            lines.contains("cpus                   3       --workers")
                && lines.contains("disk                   2GiB    COHORT_DISK"))
        #expect(
            lines.contains("memory                 8GiB    this computer")
                && lines.contains("gpus                   0       default"))
        let read = try #require(JSONSerialization.jsonObject(with: Data(configuration.json.utf8)) as? [[String: String]])
        #expect(read.contains(["name": "disk", "value": "2GiB", "source": "environment", "place": "COHORT_DISK"]))
        #expect(read.count == lines.count)
    }

    @Test func theJSONIsReadBack() throws {
        let machine = try MachineModel(Self.descriptions[2], computer: desktop())
        let read = try #require(JSONSerialization.jsonObject(with: Data(machine.json.utf8)) as? [String: Any])
        let processors = try #require(read["processors"] as? [[String: Any]]),
            memories = try #require(read["memories"] as? [[String: Any]])
        #expect(processors.map { $0["name"] as? String } == machine.processors.map(\.name))
        #expect(memories.map { $0["capacity"] as? Int } == machine.memories.map(\.capacity.bytes))
        let affinities = try #require(read["affinities"] as? [[String: Any]])
        #expect(affinities.count == machine.processors.reduce(0) { $0 + machine.memories.withAffinity(to: $1).count })
        for entry in affinities {
            let processor = machine.processors.first { $0.name == entry["processor"] as? String }
            let memory = machine.memories.first { $0.name == entry["memory"] as? String }
            let affinity = try machine.affinity(of: #require(processor), to: #require(memory))
            #expect(affinity?.bandwidth.bytesPerSecond == entry["bytesPerSecond"] as? Int)
            #expect(affinity?.latency.nanoseconds == entry["nanoseconds"] as? Int)
        }
        #expect(
            (read["links"] as? [Any])?.count == machine.memories.reduce(0) { $0 + machine.memories.withAffinity(to: $1).count })
    }
}
