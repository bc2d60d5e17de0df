import SwiftSyntax

/// Something a task's body does that not every task may do.
struct Effect {
    let kind: Kind
    let name: String
    let node: Syntax

    /// A clause about the task.
    var description: String { "'\(name)' \(kind.clause)" }

    enum Kind {
        case output, input, chance, time, progress, place, order, company, data

        /// The marks that a task which does this cannot have.
        var spoiled: Set<TaskMark> {
            switch self {
            case .output, .company, .data: [.idempotent]
            case .place, .order: [.replicable]
            case .input, .chance, .time, .progress: [.idempotent, .replicable]
            }
        }

        fileprivate var clause: String {
            switch self {
            case .output: "writes to the world outside"
            case .input: "reads from the world outside"
            case .chance: "is another value each time"
            case .time: "asks for the time"
            case .progress: "tells how far others have come"
            case .place: "says where the task runs"
            case .order: "has an order that varies between processes"
            case .company: "is counted by other tasks"
            case .data: "changes what data there are"
            }
        }

        var fix: String {
            switch self {
            case .output: "return what is to be written, and write it where the task was launched"
            case .input, .place: "pass the value when launching"
            case .chance: "take numbers from a generator of your own, and pass its seed when launching"
            case .time: "pass the time when launching, or take `timestamp(after:)`"
            case .progress: "await the value"
            case .order: "sort it first"
            case .company, .data: "move it to the task that launches"
            }
        }
    }
}

extension Effect.Kind {
    /// What a free function, or a type that is made, stands for.
    static func ofFunction(_ name: String) -> Effect.Kind? { functions[name] }

    /// What a member stands for, called or not.
    static func ofMember(_ name: String) -> Effect.Kind? { members[name] }

    private static let functions = table([
        .output: [
            "print", "debugPrint", "dump", "puts", "putchar", "printf", "fprintf", "fputs", "fwrite", "exit", "setenv", "fopen",
        ],
        .input: ["readLine", "getchar", "fgets", "fread", "getenv"],
        .chance: [
            "SystemRandomNumberGenerator", "UUID", "rand", "drand48", "lrand48", "mrand48", "arc4random", "arc4random_uniform",
        ],
        .time: [
            "Date", "ContinuousClock", "SuspendingClock", "DispatchTime", "clock_gettime", "gettimeofday",
        ],
        .place: ["ProcessInfo", "CommandLine", "Machine", "getpid", "gethostname", "pthread_self", "ObjectIdentifier", "Hasher"],
        .company: ["pointBarrier"],
    ])

    private static let members = table([
        .chance: ["random", "randomElement", "shuffled", "shuffle"],
        .time: ["now"],
        .progress: ["isReady"],
        .place: ["hashValue"],
        .company: ["arrive"],
        .data: ["acquire", "release", "attach", "detach", "destroy", "shareOwnership"],
    ])

    private static func table(_ names: [Effect.Kind: [String]]) -> [String: Effect.Kind] {
        var table: [String: Effect.Kind] = [:]
        for (kind, names) in names { for name in names { table[name] = kind } }
        return table
    }
}
