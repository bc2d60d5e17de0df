// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "cohort",
    products: [],
    dependencies: [],
    targets: [
        // Ground: knows nothing of tasks.
        .target(name: "CohortDiagnostics", path: "Sources/Ground/Diagnostics"),
        .target(name: "CohortGeometry", dependencies: ["CohortDiagnostics"], path: "Sources/Ground/Geometry"),
        .target(name: "CMachine", path: "Sources/Ground/CMachine"),
        .target(name: "CohortMachine", dependencies: ["CMachine"], path: "Sources/Ground/Machine"),

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
