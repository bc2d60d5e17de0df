// swift-tools-version: 6.2
import CompilerPluginSupport
import PackageDescription

let package = Package(
    name: "cohort",
    products: [.library(name: "Cohort", targets: ["Cohort"])],
    dependencies: [.package(url: "https://github.com/swiftlang/swift-syntax.git", exact: "603.0.1")],
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
            dependencies: ["CohortDiagnostics", "CohortGeometry", "CohortMachine", "CohortData", "CohortLife", "CohortMacros"],
            path: "Sources/Cohort"),

        .testTarget(name: "GeometryTests", dependencies: ["CohortGeometry"], path: "Tests/Ground/GeometryTests"),
        .testTarget(name: "MachineTests", dependencies: ["CohortMachine"], path: "Tests/Ground/MachineTests"),
        .testTarget(
            name: "MacroTests",
            dependencies: [
                "CohortMacros",
                .product(name: "SwiftSyntaxMacrosGenericTestSupport", package: "swift-syntax"),
            ],
            path: "Tests/Language/MacroTests"),
        .testTarget(name: "TaskTests", dependencies: ["Cohort"], path: "Tests/Language/TaskTests"),

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
