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

        .testTarget(name: "CohortTests", dependencies: ["Cohort", "CohortData", "CohortGeometry"]),
        .testTarget(name: "MachineTests", dependencies: ["CohortMachine"], path: "Tests/Ground/MachineTests"),
    ],
    swiftLanguageModes: [.v6]
)
