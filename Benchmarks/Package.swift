// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "voiceagent", path: ".."),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    ],
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
                .product(name: "Voice", package: "voiceagent"),
            ]),
        .executableTarget(
            name: "voice-load",
            dependencies: [
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Core", package: "voiceagent"),
                .product(name: "Vendors", package: "voiceagent"),
                .product(name: "Voice", package: "voiceagent"),
            ]),
    ]
)
