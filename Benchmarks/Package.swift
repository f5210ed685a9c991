// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "voiceagent", path: "..")],
    targets: [
        .target(name: "CAllocations"),
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "CAllocations",
                .product(name: "Conversation", package: "voiceagent"),
                .product(name: "Core", package: "voiceagent"),
                .product(name: "Features", package: "voiceagent"),
                .product(name: "Storage", package: "voiceagent"),
            ]),
    ]
)
