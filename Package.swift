// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "cohort",
    products: [
        .library(name: "Cohort", targets: ["Cohort"]),
        .executable(name: "cohort", targets: ["cohort"]),
    ],
    dependencies: [],
    targets: [
        // Ground: knows nothing of tasks.
        .target(name: "CohortDiagnostics", path: "Sources/Ground/Diagnostics"),
        .target(name: "CohortGeometry", dependencies: ["CohortDiagnostics"], path: "Sources/Ground/Geometry"),
        .target(name: "CSystem", path: "Sources/Ground/System"),
        .target(name: "CMachine", path: "Sources/Ground/CMachine"),
        .target(name: "CohortMachine", dependencies: ["CMachine"], path: "Sources/Ground/Machine"),
        // Data: what tasks act on.
        .target(name: "CohortData", dependencies: ["CSystem", "CohortDiagnostics", "CohortGeometry"], path: "Sources/Data"),
        // Life: a task from its launch to its completion.
        .target(
            name: "CohortLife",
            dependencies: ["CSystem", "CohortDiagnostics", "CohortGeometry", "CohortMachine", "CohortData"],
            path: "Sources/Life", exclude: ["4-Execution/OperationRecord.md"]),
        // What users import.
        .target(
            name: "Cohort",
            dependencies: ["CohortDiagnostics", "CohortGeometry", "CohortMachine", "CohortData", "CohortLife"],
            path: "Sources/Cohort"),
        // Tools: what stands beside a program. They see what a user sees.
        .target(name: "CKernels", path: "Sources/Tools/CKernels"),
        .target(name: "CAllocations", path: "Sources/Tools/CAllocations"),
        .executableTarget(
            name: "cohort", dependencies: ["Cohort", "CohortMachine", "CohortDiagnostics", "CKernels", "CAllocations"],
            path: "Sources/Tools/cohort", packageAccess: false),

        .testTarget(name: "GeometryTests", dependencies: ["CohortGeometry"], path: "Tests/Ground/GeometryTests"),
        .testTarget(name: "DiagnosticsTests", dependencies: ["CohortDiagnostics"], path: "Tests/Ground/DiagnosticsTests"),
        .testTarget(name: "CommandTests", dependencies: ["cohort", "Cohort"], path: "Tests/Tools/CommandTests"),
        .testTarget(name: "MachineTests", dependencies: ["CohortMachine"], path: "Tests/Ground/MachineTests"),

        // Examples
        .target(
            name: "PennantModel", path: "Examples/Pennant", exclude: ["Sequential"], sources: ["Model"],
            resources: [.copy("Decks")], packageAccess: false),
        .executableTarget(
            name: "pennant-sequential", dependencies: ["PennantModel"], path: "Examples/Pennant/Sequential",
            packageAccess: false),
        .testTarget(name: "PennantModelTests", dependencies: ["PennantModel"], path: "Tests/Examples/PennantModelTests"),
    ],
    swiftLanguageModes: [.v6]
)
