/// What the owner had configured at different times.
extension TenantSchema {
    static let configuration = Migration(name: "tenant-009-configuration", changes: [.create(configurationVersion)])
    static let followedConfigurations = Migration(
        name: "tenant-016-followed-configurations",
        changes: [.create(callConfiguration), .add("configuration", .integer.optional, to: "voice_session")])

    /// Each row is a whole configuration that was in force.
    private static let configurationVersion = table(
        "configuration_version",
        [
            "number": .integer, "published_at": .time, "published_by": .text, "note": .text.optional, "changes": .json, "document": .json,
        ], primaryKey: ["number"])

    /// What running calls follow: the business's data as it was when the first call of that version began. A call names its own in
    /// `voice_session.configuration`.
    private static let callConfiguration = table(
        "call_configuration", ["version": .integer, "profile": .json, "facts": .json, "webhook_url": .text.optional],
        primaryKey: ["version"])
}
