import Storage

/// What a business keeps one of, as a document.
enum Setting: String {
    case profile, hours, tax, kitchen, notifications
    case serviceTerms = "service_terms"
    case webhookSecret = "webhook_secret"
    case configurationDraft = "configuration_draft"
}

extension TenantTransaction {
    /// Nil until it is set.
    func setting<Document: Decodable>(_ setting: Setting, as _: Document.Type = Document.self) throws -> Document? {
        try row("SELECT value FROM setting WHERE key = \(setting)")?.json("value", as: Document.self)
    }

    func save(_ document: some Encodable, as setting: Setting) throws {
        try execute(
            """
            INSERT INTO setting (key, value) VALUES (\(setting), \(json: document))
            ON CONFLICT (business_id, key) DO UPDATE SET value = excluded.value
            """)
    }
}
