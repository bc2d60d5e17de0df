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

        .testTarget(name: "GeometryTests", dependencies: ["CohortGeometry"], path: "Tests/Ground/GeometryTests"),
        .testTarget(name: "MachineTests", dependencies: ["CohortMachine"], path: "Tests/Ground/MachineTests"),
    ],
    swiftLanguageModes: [.v6]
)
