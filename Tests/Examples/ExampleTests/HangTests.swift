import Foundation
import Testing

/// What a process does that waits in vain.
struct HangTests {
    /// It ends with the error, then once the report, and status 3.
    @Test func endsWithReport() throws {
        let outcome = try runProgram(["hangs", "arrival"])
        #expect(outcome.status == 3)
        #expect(outcome.errors.hasPrefix("error[barrier.stalled]: generation 0 of barrier 'filled' has 1 of 2 arrivals"))
        #expect(outcome.errors.split(separator: "nothing can go on:").count == 2)
        let waiter = "'pull' (hangs/Hangs.swift:29) waits for generation 0 of barrier 'filled' (hangs/Hangs.swift:27): "
        let arrived = "1 of 2 arrivals came, by 'push' (hangs/Hangs.swift:28); nobody has launched the other"
        #expect(outcome.errors.contains(waiter + arrived), "\(outcome.errors)")
    }

    /// The circle of a deadlock, through the reservation, the task that holds it, and what that has launched.
    @Test func namesTheCircle() throws {
        let outcome = try runProgram(["hangs", "holding"])
        #expect(outcome.status == 3)
        let names = ["'push' (hangs/Hangs.swift:37)", "'report' (hangs/Hangs.swift:38)", "'pull' (hangs/Hangs.swift:9)"]
        let circle = (names + names.prefix(1)).joined(separator: " → ")
        #expect(outcome.errors.contains("└─ in a circle: \(circle)\n"), "\(outcome.errors)")
    }

    /// A program that handles the error goes on.
    @Test func handled() throws {
        let outcome = try runProgram(["hangs", "caught"])
        #expect(outcome.status == 0)
        #expect(outcome.output == "went on\n")
        #expect(outcome.errors == "")
    }

    /// SIGQUIT prints the report of a program that waits for others, which then goes on.
    @Test func answersQuit() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appending(
            path: "hangs")
        process.arguments = ["outside", "--workers", "2"]
        let (input, output, errors) = (Pipe(), Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (input, output, errors)
        try process.run()
        // Before its task has begun the signal would end the program.
        #expect(output.fileHandleForReading.availableData == Data("ready\n".utf8))
        var text = ""
        while !text.contains("which may come from outside"), process.isRunning {
            kill(process.processIdentifier, SIGQUIT)
            text += String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
        }
        let waiter =
            "'pull' (hangs/Hangs.swift:46) waits for generation 0 of barrier 'turn' (hangs/Hangs.swift:45): 0 of 1 arrivals came"
        #expect(text.contains(waiter), "\(text)")
        input.fileHandleForWriting.write(Data("\n".utf8))
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(output.fileHandleForReading.availableData == Data("3\n".utf8))
    }
}
