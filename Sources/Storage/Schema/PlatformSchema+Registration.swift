extension PlatformSchema {
    /// How businesses come, and under which names they are found.
    static let registration = Migration(
        name: "platform-009-registration",
        changes: [
            .create(registrationRecord), .create(subdomainClaim), .create(customDomain),
            .index(.platform, table: "registration", columns: ["due_at"]),
            .index(.platform, table: "custom_domain", columns: ["due_at"]),
            .index(.platform, table: "custom_domain", columns: ["business_id"]),
            // Asked for and not given yet: the business may not reach outside.
            .add("verification_asked_at", .time.optional, to: "business"),
            .add("verified_at", .time.optional, to: "business"),
        ])

    /// A registration, from the first field of the form on, under the identifier that its business gets.
    ///
    /// `due_at` is when something has to be done about it without anybody asking; NULL when nothing has. `token_hash` is of what its
    /// owner shows to go on with it; NULL when nobody can.
    private static let registrationRecord = Table(
        name: "registration", owner: .platform,
        columns: [
            "business_id": .text, "state": .oneOf("draft", "provisioning", "complete", "quarantined", "leaving", "abandoned"),
            "token_hash": .text.optional, "request_hash": .text.optional, "form": .json, "key_seed": .text.optional, "attempts": .integer,
            "due_at": .time.optional, "last_error": .text.optional, "letters": .integer, "letter_at": .time.optional, "created_at": .time,
            "updated_at": .time, "finished_at": .time.optional,
        ], primaryKey: ["business_id"], unique: [["token_hash"]])

    /// Which names are given: one for each look. Kept while the name rests after its business is gone.
    private static let subdomainClaim = Table(
        name: "subdomain_claim", owner: .platform,
        columns: ["label": .text, "look": .text, "business_id": .text, "created_at": .time],
        primaryKey: ["label"], unique: [["look"]])

    /// A name of its own under which a business wants to be found. Several may ask for one; one can prove that it is its.
    private static let customDomain = Table(
        name: "custom_domain", owner: .platform,
        columns: [
            "domain": .text, "business_id": .text, "token": .text, "state": .oneOf("pending", "verified"), "failures": .integer,
            "due_at": .time.optional, "checked_at": .time.optional, "verified_at": .time.optional, "last_error": .text.optional,
            "created_at": .time,
        ], primaryKey: ["domain", "business_id"], references: [toBusiness])
}
