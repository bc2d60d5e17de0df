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
    ],
    swiftLanguageModes: [.v6]
)
