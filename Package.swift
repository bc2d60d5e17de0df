// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "cohort",
    products: [.library(name: "Cohort", targets: ["Cohort"])],
    dependencies: [],
    targets: [
        // Ground: knows nothing of tasks.
        .target(name: "CohortDiagnostics", path: "Sources/Ground/Diagnostics"),
        .target(name: "CohortGeometry", dependencies: ["CohortDiagnostics"], path: "Sources/Ground/Geometry"),
        .target(name: "CohortLocking", path: "Sources/Ground/Locking"),
        .target(name: "CSystem", path: "Sources/Ground/System"),
        .target(name: "CMachine", path: "Sources/Ground/CMachine"),
        .target(name: "CohortMachine", dependencies: ["CMachine"], path: "Sources/Ground/Machine"),
        // Data: what tasks act on.
        .target(name: "CohortData", dependencies: ["CSystem", "CohortDiagnostics", "CohortGeometry", "CohortLocking"], path: "Sources/Data"),
        // Life: a task from its launch to its completion.
        .target(
            name: "CohortLife",
            dependencies: ["CSystem", "CohortDiagnostics", "CohortGeometry", "CohortLocking", "CohortMachine", "CohortData"],
            path: "Sources/Life", exclude: ["4-Execution/OperationRecord.md"]),
        // What users import.
        .target(
            name: "Cohort",
            dependencies: ["CohortDiagnostics", "CohortGeometry", "CohortLocking", "CohortMachine", "CohortData", "CohortLife"],
            path: "Sources/Cohort"),
        // Tools: see only what users see.
        .target(
            name: "CohortOracle", dependencies: ["Cohort", "CohortDiagnostics", "CohortGeometry"],
            path: "Sources/Tools/Oracle", packageAccess: false),
        .executableTarget(
            name: "cohort", dependencies: ["Cohort", "CohortOracle"], path: "Sources/Tools/cohort", packageAccess: false),

        .testTarget(name: "GeometryTests", dependencies: ["CohortGeometry"], path: "Tests/Ground/GeometryTests"),
        .testTarget(name: "MachineTests", dependencies: ["CohortMachine"], path: "Tests/Ground/MachineTests"),
        .testTarget(
            name: "OracleTests", dependencies: ["CohortOracle", "Cohort", "CohortDiagnostics"],
            path: "Tests/Tools/OracleTests"),

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
