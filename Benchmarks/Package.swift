// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that what measuring needs (flags, wrapped functions) is nobody's dependency.
let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "cohort", path: "..")],
    targets: [
        .target(name: "Harness", path: "Sources/Harness"),
        .target(name: "CHooks", path: "Sources/CHooks"),
        .target(name: "CLoops", path: "Sources/CLoops", cSettings: [.unsafeFlags(["-O3"])]),
        .executableTarget(
            name: "OneTaskLife", dependencies: ["Harness", "CHooks", .product(name: "Cohort", package: "cohort")],
            path: "Sources/OneTaskLife"),
        .executableTarget(
            name: "Kernels", dependencies: ["Harness", "CLoops", .product(name: "Cohort", package: "cohort")],
            path: "Sources/Kernels"),
    ],
    swiftLanguageModes: [.v6]
)
