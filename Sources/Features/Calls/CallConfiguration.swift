import Conversation
import Core
import Storage

/// What a call follows from its beginning to its end: the business's data as it was when the call began. What callers were told stays
/// true in their call, whatever is published meanwhile; only what can be had is looked at anew (`BusinessFacts.available`).
struct CallConfiguration: Sendable {
    /// `TenantTransaction.factsVersion()` of then.
    let version: Int
    let profile: BusinessProfile
    let facts: BusinessFacts
}

extension TenantTransaction {
    /// The version that a call follows; nil before it has begun, and for calls from before versions were kept.
    func followedVersion(of call: Call.ID) throws -> Int? {
        try row("SELECT configuration FROM voice_session WHERE id = \(call)")?.get("configuration")
    }

    /// Has a call that begins follow the business's data as it is now. Repeating it changes nothing.
    ///
    /// - Returns: the version that it follows from here on.
    func followPresentConfiguration(in call: Call.ID) throws -> Int {
        if let followed = try followedVersion(of: call) { return followed }
        let version = try factsVersion()
        if try row("SELECT version FROM call_configuration WHERE version = \(version)") == nil {
            try forgetUnfollowedConfigurations()
            let present = try presentConfiguration(version)
            try execute(
                """
                INSERT INTO call_configuration (version, profile, facts, webhook_url)
                VALUES (\(version), \(json: present.profile), \(json: present.facts), \(activeWorkflow()?.webhookURL))
                """)
        }
        try execute("UPDATE voice_session SET configuration = \(version) WHERE id = \(call)")
        return version
    }

    /// What the calls of a version follow; the present data for a version that no call has begun with.
    func configuration(followedAs version: Int) throws -> CallConfiguration {
        guard let row = try row("SELECT profile, facts FROM call_configuration WHERE version = \(version)") else {
            return try presentConfiguration(version)
        }
        return CallConfiguration(
            version: version, profile: try row.json("profile", as: BusinessProfile.self),
            facts: try row.json("facts", as: BusinessFacts.self))
    }

    /// The profile that a call follows.
    func profile(of call: Call.ID) throws -> BusinessProfile {
        try followedRow(by: call)?.json("profile", as: BusinessProfile.self) ?? profile()
    }

    /// Where the answers of a declared workflow are sent that a call follows; nil where that was not wished.
    func workflowAddress(of call: Call.ID) throws -> String? {
        guard let followed = try followedRow(by: call) else { return try activeWorkflow()?.webhookURL }
        return try followed.get("webhook_url")
    }

    private func followedRow(by call: Call.ID) throws -> Row? {
        try row(
            """
            SELECT call_configuration.profile, call_configuration.webhook_url FROM voice_session
            JOIN call_configuration ON call_configuration.version = voice_session.configuration WHERE voice_session.id = \(call)
            """)
    }

    private func presentConfiguration(_ version: Int) throws -> CallConfiguration {
        CallConfiguration(version: version, profile: try profile(), facts: try businessFacts())
    }

    /// A call that ended needs none any more.
    private func forgetUnfollowedConfigurations() throws {
        try execute(
            """
            DELETE FROM call_configuration WHERE version NOT IN (
                SELECT configuration FROM voice_session WHERE status = 'active' AND configuration IS NOT NULL)
            """)
    }
}
