import Cohort
import Glibc

/// The program that a mapping is sought for: how it is run, and what its output should be.
final class TunedProgram {
    private let line: [String]
    private let folder: String
    private let measure: Measure
    private var expected = TimelessOutput()
    /// Lines in which two runs without rules differed.
    private var varying: Set<Int> = []
    /// What the program printed with a mapping that it should not depend on.
    private(set) var difference: String?
    private var patience = Double.infinity

    /// What is made small.
    enum Measure: String, CaseIterable {
        /// The makespan on the modelled clock.
        case modelled
        /// The true time of the process, the shortest of three.
        case wall
    }

    /// The variables that describe the machine; none where it is what the program would have.
    private let machine: [String: String]
    private let profileFile: String

    init(_ options: AutotuneOptions, in folder: String) {
        (line, measure, self.folder) = (options.line, options.measure, folder)
        machine = options.machine.map { ["COHORT_MACHINE": $0] } ?? [:]
        profileFile = options.profile ?? "\(folder)/profile"
    }

    private var reportFile: String { "\(folder)/report" }
    /// Where the rules of a trial are.
    private var rulesFile: String { "\(folder)/rules" }

    /// Runs the program on one worker, and notes what its tasks do.
    func profile() throws -> TaskProfile {
        let run = try ChildProcess.run(
            line, machine.merging(["COHORT_PROFILE": "\(folder)/profile", "COHORT_CPUS": "1"]) { $1 }, in: folder)
        guard run.status == 0 else { throw TuningFailure(description: "the program fails by itself:\n\(run.errors)") }
        expected = TimelessOutput(run.output)
        patience = run.seconds * 50 + 10
        return try TaskProfile(file: profileFile)
    }

    /// The time without rules. What differs from the first run's output does so by chance, or with the number of workers.
    func defaultTime() throws -> Double {
        guard let time = try time(rules: nil) else {
            throw TuningFailure(description: "the program fails on this machine without rules")
        }
        return time
    }

    /// The time with rules; nil when the program fails.
    func time(rules: String?) throws -> Double? {
        guard measure == .wall else { return try timeOnce(rules) }
        var times: [Double] = []
        for _ in 0 ..< 3 { if let time = try timeOnce(rules) { times.append(time) } else { return nil } }
        return times.min()
    }

    private func timeOnce(_ rules: String?) throws -> Double? {
        var variables = machine
        if let rules {
            try TextFile.write(rules, to: rulesFile)
            variables["COHORT_RULES"] = rulesFile
        }
        if measure == .modelled {
            variables["COHORT_CLOCK"] = "modelled:\(profileFile)"
            variables["COHORT_CLOCK_REPORT"] = reportFile
        }
        let run = try ChildProcess.run(line, variables, in: folder, patience: patience)
        guard run.status == 0 else { return nil }
        let output = TimelessOutput(run.output)
        if rules == nil {
            varying.formUnion(expected.differences(from: output))
        } else if difference == nil, !output.agrees(with: expected, butFor: varying) {
            difference = run.output
        }
        if measure == .wall { return run.seconds }
        return try ClockReport(file: reportFile).elapsed / .seconds(1)
    }
}

/// Why there is no mapping to be sought.
struct TuningFailure: Error, CustomStringConvertible {
    let description: String
}
