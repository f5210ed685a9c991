/// What the owner had configured at different times.
extension TenantSchema {
    static let configuration = Migration(name: "tenant-009-configuration", changes: [.create(configurationVersion)])

    /// Each row is a whole configuration that was in force.
    private static let configurationVersion = table(
        "configuration_version",
        [
            "number": .integer, "published_at": .time, "published_by": .text, "note": .text.optional, "changes": .json, "document": .json,
        ], primaryKey: ["number"])
}
