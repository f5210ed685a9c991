/// By what the platform's key is known again.
extension PlatformSchema {
    static let key = Migration(name: "platform-024-key", changes: [.create(platformKey)])

    private static let platformKey = table("platform_key", ["id": .integer, "fingerprint": .text, "since": .time], primaryKey: ["id"])
}
