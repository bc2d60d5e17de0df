import Foundation

/// How a program ended, and what it wrote.
struct Outcome {
    let status: Int32, output: String, errors: String
}

/// Runs one of the examples, as a shell would: its name, then its arguments.
func runProgram(_ line: [String]) throws -> Outcome {
    let process = Process()
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    process.executableURL = folder.appending(path: line[0])
    process.arguments = Array(line.dropFirst())
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    // Neither is longer than a pipe holds, so one after the other will do.
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    let complaint = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Outcome(
        status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
        errors: String(decoding: complaint, as: UTF8.self))
}
