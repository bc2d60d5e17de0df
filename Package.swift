// swift-tools-version: 6.2
import CompilerPluginSupport
import PackageDescription

// The architecture, one line a module: each may use only what its line names. What is marked `packageAccess: false` sees
// nothing but the public interface, as a user's program does.

let package = Package(
    name: "cohort",
    products: [
        .library(name: "Cohort", targets: ["Cohort"]),
        .executable(name: "cohort", targets: ["cohort"]),
        .executable(name: "pennant", targets: ["pennant"]),
        .executable(name: "hello", targets: ["hello"]),
        .executable(name: "saxpy", targets: ["saxpy"]),
        .executable(name: "heat", targets: ["heat"]),
        .executable(name: "stencil", targets: ["stencil"]),
        .executable(name: "circuit", targets: ["circuit"]),
        .executable(name: "manual", targets: ["manual"]),
        .executable(name: "pagerank", targets: ["pagerank"]),
        .executable(name: "mssp", targets: ["mssp"]),
        .executable(name: "taskbench", targets: ["taskbench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/swiftlang/swift-syntax.git", from: "603.0.1"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0"),
    ],
    targets: [
        // Ground: knows nothing of tasks.
        .target(name: "CohortDiagnostics", path: "Sources/Ground/Diagnostics"),
        .target(name: "CSystem", path: "Sources/Ground/System"),
        .target(name: "CohortSimulation", dependencies: ["CSystem"], path: "Sources/Ground/Simulation"),
        .target(name: "CohortLocking", dependencies: ["CSystem", "CohortSimulation"], path: "Sources/Ground/Locking"),
        .target(name: "CohortGeometry", dependencies: ["CohortDiagnostics"], path: "Sources/Ground/Geometry"),
        .target(name: "CCopying", path: "Sources/Ground/CCopying"),
        .target(name: "CMachine", path: "Sources/Ground/CMachine"),
        .target(name: "CohortMachine", dependencies: ["CMachine"], path: "Sources/Ground/Machine"),
        .target(
            name: "CohortMachineModel", dependencies: ["CMachine", "CohortDiagnostics", "CohortMachine"],
            path: "Sources/Ground/MachineModel"),
        // Data: what tasks act on.
        .target(
            name: "CohortData",
            dependencies: ["CSystem", "CCopying", "CohortDiagnostics", "CohortGeometry", "CohortLocking"],
            path: "Sources/Data"),
        // Life: a task from its launch to its completion.
        .target(
            name: "CohortLife",
            dependencies: [
                "CSystem", "CohortDiagnostics", "CohortGeometry", "CohortSimulation", "CohortLocking", "CohortMachine",
                "CohortMachineModel", "CohortData",
            ],
            path: "Sources/Life", exclude: ["4-Execution/OperationRecord.md", "4-Execution/WorkerPool.md", "4-Execution/Clock/ModelledClock.md"]),
        // Language: the attributes that programs are written with.
        .macro(
            name: "CohortMacros",
            dependencies: [
                .product(name: "SwiftCompilerPlugin", package: "swift-syntax"),
                .product(name: "SwiftSyntaxMacros", package: "swift-syntax"),
            ],
            path: "Sources/Language/Macros"),
        // What users import.
        .target(
            name: "Cohort",
            dependencies: [
                "CohortDiagnostics", "CohortGeometry", "CohortSimulation", "CohortLocking", "CohortMachineModel", "CohortData",
                "CohortLife", "CohortMacros",
            ],
            path: "Sources/Cohort"),
        // Tools.
        .target(
            name: "CohortOracle", dependencies: ["Cohort", "CohortDiagnostics", "CohortGeometry", "CohortWitness"],
            path: "Sources/Tools/Oracle", packageAccess: false),
        .target(
            // Reads what a run wrote down, and shares nothing with what wrote it.
            name: "CohortWitness", path: "Sources/Tools/Witness", packageAccess: false),
        .target(name: "CKernels", path: "Sources/Tools/CKernels"),
        .target(
            // Measures what only the runtime itself sees.
            name: "CohortCopyCases", dependencies: ["CohortData", "CohortGeometry", "CSystem", "CKernels"],
            path: "Sources/Tools/CopyCases"),
        .target(name: "CAllocations", path: "Sources/Tools/CAllocations"),
        .target(
            name: "CohortCommands",
            dependencies: [
                "Cohort", "CohortOracle", "CohortWitness", "CohortMachine", "CohortDiagnostics", "CohortCopyCases", "CKernels",
                "CAllocations",
            ],
            path: "Sources/Tools/Commands", packageAccess: false, plugins: ["ErrorPages"]),
        .executableTarget(name: "page-generator", path: "Sources/Tools/Pages/Generator", packageAccess: false),
        .plugin(
            name: "ErrorPages", capability: .buildTool(), dependencies: ["page-generator"], path: "Sources/Tools/Pages/Plugin"),
        .executableTarget(
            name: "cohort", dependencies: ["CohortCommands"], path: "Sources/Tools/cohort", packageAccess: false),

        // Examples.
        .target(
            name: "ExampleSupport",
            dependencies: ["Cohort", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Examples/Support", packageAccess: false),
        .executableTarget(
            name: "hello", dependencies: ["Cohort", "ExampleSupport"], path: "Examples/Hello", packageAccess: false),
        .executableTarget(
            name: "saxpy", dependencies: ["Cohort", "ExampleSupport"], path: "Examples/Saxpy", packageAccess: false),
        .executableTarget(
            name: "heat", dependencies: ["Cohort", "ExampleSupport"], path: "Examples/Heat", packageAccess: false),
        .executableTarget(
            name: "stencil", dependencies: ["Cohort", "ExampleSupport"], path: "Examples/Stencil", packageAccess: false),
        .executableTarget(
            name: "ghost", dependencies: ["Cohort", "ExampleSupport"], path: "Examples/Ghost", packageAccess: false),
        .target(name: "CircuitModel", path: "Examples/Circuit/Model", packageAccess: false),
        .executableTarget(
            name: "circuit", dependencies: ["Cohort", "ExampleSupport", "CircuitModel"], path: "Examples/Circuit/Program",
            packageAccess: false),
        .executableTarget(
            name: "manual", dependencies: ["Cohort", "ExampleSupport"], path: "Examples/Manual", packageAccess: false),
        .target(name: "ExampleFiles", path: "Examples/Files", packageAccess: false),
        .target(
            name: "PageRankModel", dependencies: ["ExampleFiles"], path: "Examples/PageRank", exclude: ["Program"],
            sources: ["Model"], resources: [.copy("Data")], packageAccess: false),
        .executableTarget(
            name: "pagerank", dependencies: ["Cohort", "ExampleSupport", "PageRankModel"], path: "Examples/PageRank/Program",
            packageAccess: false),
        .target(
            name: "MSSPModel", dependencies: ["ExampleFiles"], path: "Examples/MSSP", exclude: ["Program"],
            sources: ["Model"], resources: [.copy("Data")], packageAccess: false),
        .executableTarget(
            name: "mssp", dependencies: ["Cohort", "ExampleSupport", "MSSPModel"], path: "Examples/MSSP/Program",
            packageAccess: false),
        .target(
            name: "PennantModel", path: "Examples/Pennant", exclude: ["Sequential", "Program"], sources: ["Model"],
            resources: [.copy("Decks")], packageAccess: false),
        .executableTarget(
            name: "pennant", dependencies: ["Cohort", "ExampleSupport", "PennantModel"], path: "Examples/Pennant/Program",
            packageAccess: false),
        .executableTarget(
            name: "pennant-sequential", dependencies: ["PennantModel"], path: "Examples/Pennant/Sequential",
            packageAccess: false),

        .target(name: "TaskBenchModel", path: "Examples/TaskBench/Model", packageAccess: false),
        .executableTarget(
            name: "taskbench", dependencies: ["Cohort", "ExampleSupport", "TaskBenchModel"], path: "Examples/TaskBench/Program",
            packageAccess: false),

        // Tests, in the order of what they test.
        .target(name: "TestSupport", path: "Tests/Support"),
        .testTarget(name: "GeometryTests", dependencies: ["CohortGeometry"], path: "Tests/Ground/GeometryTests"),
        .testTarget(name: "DiagnosticsTests", dependencies: ["CohortDiagnostics"], path: "Tests/Ground/DiagnosticsTests"),
        .testTarget(name: "MachineTests", dependencies: ["CohortMachine"], path: "Tests/Ground/MachineTests"),
        .testTarget(
            name: "MachineModelTests", dependencies: ["CohortMachineModel", "CohortMachine", "CohortDiagnostics"],
            path: "Tests/Ground/MachineModelTests"),
        .testTarget(
            name: "InstanceTests", dependencies: ["CohortData", "CohortDiagnostics", "CohortGeometry"],
            path: "Tests/Data/InstanceTests"),
        .testTarget(
            name: "MacroTests",
            dependencies: [
                "CohortMacros",
                .product(name: "SwiftSyntaxMacrosGenericTestSupport", package: "swift-syntax"),
            ],
            path: "Tests/Language/MacroTests"),
        .testTarget(name: "TaskTests", dependencies: ["Cohort"], path: "Tests/Language/TaskTests"),
        .testTarget(
            name: "OracleTests", dependencies: ["CohortOracle", "Cohort", "CohortDiagnostics", "TestSupport"],
            path: "Tests/Tools/OracleTests", resources: [.copy("corpus.txt")]),
        .testTarget(name: "WitnessTests", dependencies: ["CohortWitness"], path: "Tests/Tools/WitnessTests"),
        .testTarget(name: "CommandTests", dependencies: ["CohortCommands", "Cohort"], path: "Tests/Tools/CommandTests"),
        .testTarget(
            // The examples of `Documentation/Errors`, compiled and run.
            name: "ErrorTests", dependencies: ["Cohort", "CohortCommands"], path: "Tests/Errors", plugins: ["ErrorPages"]),
        .testTarget(
            name: "CohortTests",
            dependencies: [
                "Cohort", "CohortLife", "CohortData", "CohortGeometry", "CohortSimulation", "CohortLocking", "CohortWitness",
                "TestSupport",
            ],
            path: "Tests/CohortTests"),
        .testTarget(
            // Runs the examples as programs: a test target that imports executables is not built after them (SwiftPM 6.3).
            name: "ExampleTests", dependencies: ["CircuitModel", "PageRankModel", "MSSPModel", "TaskBenchModel", "ExampleFiles", "TestSupport"],
            path: "Tests/Examples/ExampleTests", resources: [.copy("Resources")]),
        .executableTarget(
            // Waits in vain, in the way that its argument says: for the tests of what the process does then.
            name: "hangs", dependencies: ["Cohort"], path: "Tests/Examples/Hangs", packageAccess: false),
        .testTarget(name: "PennantModelTests", dependencies: ["PennantModel"], path: "Tests/Examples/PennantModelTests"),
    ],
    swiftLanguageModes: [.v6]
)

// Sanitizers look at what has threads and memory of its own. To build the rest for them, above all swift-syntax once more, takes longer
// than to run it.
if Context.environment["COHORT_SANITIZER"] != nil {
    let watched: Set = ["GeometryTests", "MachineTests", "InstanceTests", "TaskTests", "OracleTests", "CohortTests"]
    package.targets.removeAll { $0.type == .test && !watched.contains($0.name) }
}
