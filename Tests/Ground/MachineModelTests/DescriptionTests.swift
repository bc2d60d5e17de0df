import CohortDiagnostics
import CohortMachine
import Testing

@testable import CohortMachineModel

@Suite struct DescriptionTests {
    @Test func statementsAreSeparatedByLinesAndCommas() throws {
        let settings = try MachineSettings(
            " nodes 2 ,cpus\t8\r\n\n# memory 1GiB\ngpus 1 # two, later\n,, memory 1.5 GiB,latency 1us")
        #expect(settings.nodes == 2 && settings.cpus == 8 && settings.gpus == 1)
        #expect(settings.memory == .mebibytes(1536) && settings.latency == .microseconds(1) && settings.framebuffer == nil)
        #expect(try MachineSettings("cpus 1, cpus 2").cpus == 2)
    }

    /// Every setting is read by its name, written as it was read, and kept apart from the others.
    @Test func everySettingIsReadAndWritten() throws {
        #expect(Set(Setting.all.map(\.name)).count == Setting.all.count)
        for setting in Setting.all {
            let value = example(of: setting)
            let settings = try MachineSettings("\(setting.name) \(value)")
            #expect(settings.text(of: setting) == value)
            #expect(Setting.all.filter { settings.text(of: $0) != nil }.map(\.name) == [setting.name])
        }
    }

    /// Every count is refused just outside its range.
    @Test func everyRangeHasEnds() throws {
        for setting in Setting.all {
            guard case .count(_, let range) = setting.form else { continue }
            for value in [range.lowerBound, range.upperBound] { _ = try MachineSettings("\(setting.name) \(value)") }
            for value in [range.lowerBound - 1, range.upperBound + 1] {
                let error = failure { _ = try MachineSettings("\(setting.name) \(value)") }
                #expect(error?.code == .machineValue, "\(setting.name) \(value)")
            }
        }
    }

    @Test(arguments: [
        ("memory 1", "'1' as memory is a number without a unit", "1GiB"), ("memory", "memory has no value", "1GiB"),
        ("memory 1G", "'1G' as memory is a number with the unknown unit 'G'", "write 1GiB or 1GB"),
        ("memory 4 gib", "'4 gib' as memory is a number with the unknown unit 'gib'", "write 4GiB"),
        ("memory much", "'much' as memory is no quantity", "1GiB"), ("memory 0B", "'0B' as memory is too small", "1GiB"),
        ("memory -1GiB", "'-1GiB' as memory is no quantity", "1GiB"), ("memory 99999999TiB", "is too large", "less"),
        ("cpus two", "'two' as cpus is no number", "`cpus 2`"), ("cpus 0", "'0' as cpus is out of range", "`cpus 2`"),
        ("cpus 2.5", "'2.5' as cpus is no number", "`cpus 2`"), ("cpus -1", "'-1' as cpus is no number", ""),
        ("cpus 99999999999999999999", "out of range", ""), ("cpus 4 memory 1GiB", "'4 memory 1GiB' as cpus is no number", ""),
        ("python 2", "'2' as python is out of range", "`python 1`"), ("bandwidth 0GB/s", "too small", "none"),
        ("bandwidth 20GB", "unknown unit 'GB'", "20GB/s"), ("latency 90", "without a unit", "90ns"),
        ("latency 5min", "unknown unit 'min'", "5ns"), ("nodes unlimited", "no number", ""),
        ("latency unlimited", "no quantity", ""),
        ("place", "cannot be understood", "place cpu 3 node 1"), ("place cpu 1", "cannot be understood", "place cpu 3 node 1"),
        ("place system node 1", "cannot be understood", "place cpu 3 node 1"), ("place cpu 1 node", "cannot be understood", ""),
        ("place cpu 1 node one", "'one' as node is no number", ""), ("place cpu 1 node 64", "'64' as node is out of range", ""),
        ("place cpu 1 node 1 2", "cannot be understood", ""),
        ("capacity", "cannot be understood", "capacity framebuffer 1 512MiB"),
        ("capacity node 1", "cannot be understood", ""), ("capacity node 1 5", "without a unit", ""),
        ("capacity gpu 1 5MB", "cannot be understood", ""), ("capacity system 5MB", "cannot be understood", "`memory 5MB`"),
        ("capacity disk 5MB", "cannot be understood", "`disk 5MB`"), ("capacity framebuffer 0 0B", "too small", ""),
        ("affinity", "cannot be understood", "affinity gpu 0 to"), ("affinity cpu", "cannot be understood", ""),
        ("affinity cpu to", "cannot be understood", ""), ("affinity cpu to cpu 1GB/s 1ns", "cannot be understood", ""),
        ("affinity cpu system 1GB/s 1ns", "cannot be understood", ""), ("affinity cpu to system", "cannot be understood", ""),
        ("affinity cpu to system 1GB/s", "cannot be understood", ""), ("affinity cpu to system 1GB 1ns", "unknown unit 'GB'", ""),
        ("affinity cpu to system 1GB/s 1", "without a unit", ""),
        ("affinity system to cpu 1GB/s 1ns", "cannot be understood", ""),
        ("affinity none none", "cannot be understood", ""),
    ])
    func badValues(statement: String, problem: String, fix: String) {
        let error = failure { _ = try MachineSettings("cpus 3\n\(statement)") }
        #expect(error?.code == .machineValue)
        #expect(error?.summary.contains(problem) == true && (fix.isEmpty || error?.fix.contains(fix) == true), "\(error as Any)")
        #expect(error?.trail == ["line 2 of the description"] && error?.place != nil)
    }

    @Test(arguments: [
        ("memroy 1GiB", "; did you mean memory", "write 'memory'"), ("cpu 4", "; did you mean cpus", ""),
        ("cpus=4", "'cpus=4'", "'cpus'"),
        ("4 cpus", "'4'", "take it out"), ("afinity none", "; did you mean affinity?", ""),
        ("quicksilver 5", "'quicksilver'", "take it out"),
        ("MEMORY 1GiB", "did you mean memory", ""), ("mémoire 1GiB", "'mémoire'", ""),
    ])
    func unknownSettings(statement: String, problem: String, fix: String) {
        let error = failure { _ = try MachineSettings(statement) }
        #expect(error?.code == .machineSetting)
        #expect(error?.summary.contains(problem) == true && (fix.isEmpty || error?.fix.contains(fix) == true), "\(error as Any)")
    }

    /// No text of words that mean something somewhere stops the process; what is accepted survives its own text.
    @Test func randomDescriptions() {
        let words = [
            "nodes", "cpus", "gpus", "memory", "framebuffer", "place", "capacity", "affinity", "none", "to", "node", "cpu", "gpu",
            "system",
            "zero-copy", "0", "1", "2", "1GiB", "2MiB", "5GB/s", "90ns", ",", "\n", "#", "", "-1", "unlimited", "µs", "\u{0}",
        ]
        var dice = Dice(state: 15), accepted = 0
        for _ in 0 ..< 1000 {
            let text = (0 ... Int.random(in: 0 ... 11, using: &dice)).map { _ in words.randomElement(using: &dice) ?? "" }
                .joined(separator: " ")
            guard let machine = try? MachineModel(text) else { continue }
            accepted += 1
            let again = try? MachineModel(machine.text)
            #expect(again.map { Array($0.memories.map(\.capacity)) } == Array(machine.memories.map(\.capacity)), "\(text)")
        }
        #expect(accepted > 0)
    }

    private func example(of setting: Setting) -> String {
        switch setting.form {
        case .count(_, let range): "\(range.upperBound)"
        case .size: "3MiB"
        case .bandwidth: "7GB/s"
        case .time: "11us"
        }
    }
}

/// Numbers that follow from a seed.
private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 32 ^ state << 32
    }
}
