public import Core
public import Foundation
public import Storage

/// Drafts, publishes and rolls back a business's configuration. What is published is in force at once, for the calls that begin from
/// then on; those that are running follow theirs to the end (`CallConfiguration`).
public struct Configurations: Sendable {
    private let identifiers: IdentifierSource
    private let clock: @Sendable () -> Date

    public init(identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date) {
        self.identifiers = identifiers
        self.clock = clock
    }

    /// What waits to be published, and what that would change.
    public struct Draft: Sendable, Codable {
        public let parts: ConfigurationParts
        /// Empty when nothing would change.
        public let changes: [String]
    }

    /// A configuration that was in force from a moment on.
    public struct Version: Sendable, Hashable, Codable {
        public let number: Int
        public let publishedAt: Date
        public let publishedBy: String
        public let note: String?
        public let changes: [String]
    }

    public func current(of tenant: Tenant) async throws -> BusinessConfiguration {
        try await tenant.read { transaction in try transaction.configuration() }
    }

    public func draft(of tenant: Tenant) async throws -> Draft {
        try await tenant.read { transaction in
            try Self.draft(of: transaction.configurationDraft(), against: transaction.configuration())
        }
    }

    /// Replaces the draft. Nothing of it is in force.
    ///
    /// - Throws: `Problem` with what could not be published as things stand.
    public func keep(_ parts: ConfigurationParts, in tenant: Tenant) async throws -> Draft {
        let (identifiers, now) = (identifiers, clock())
        return try await tenant.write { transaction in
            let before = try transaction.configuration()
            // Tried, and taken back: what is wrong is told now, not when it is published.
            do {
                try transaction.attempt {
                    try transaction.apply(parts, identifiers: identifiers, at: now)
                    throw Tried()
                }
            } catch is Tried {}
            try transaction.saveConfigurationDraft(parts)
            return try Self.draft(of: parts, against: before)
        }
    }

    public func discardDraft(in tenant: Tenant) async throws {
        try await tenant.write { transaction in try transaction.saveConfigurationDraft(ConfigurationParts()) }
    }

    /// Puts the draft in force.
    ///
    /// - Throws: `Problem.conflict` when there is nothing to publish.
    public func publish(note: String?, by actor: Principal, in tenant: Tenant) async throws -> Version {
        let (identifiers, now) = (identifiers, clock())
        return try await tenant.write(.confirmed) { transaction in
            let parts = try transaction.configurationDraft()
            guard !parts.isEmpty else { throw Problem.conflict("There is no draft to publish.") }
            let version = try transaction.publish(parts, note: note, by: actor, identifiers: identifiers, at: now)
            try transaction.saveConfigurationDraft(ConfigurationParts())
            return version
        }
    }

    /// Puts an earlier version in force again, as a new version.
    ///
    /// - Throws: `Problem.notFound`.
    public func restore(_ number: Int, by actor: Principal, in tenant: Tenant) async throws -> Version {
        let (identifiers, now) = (identifiers, clock())
        return try await tenant.write(.confirmed) { transaction in
            guard let earlier = try transaction.publishedConfiguration(number) else { throw Problem.notFound("version") }
            return try transaction.publish(
                ConfigurationParts(earlier), isFormer: true, note: "Back to version \(number)", by: actor, identifiers: identifiers,
                at: now)
        }
    }

    /// Newest first.
    ///
    /// - Parameter last: the number before which to begin; nil for the newest.
    public func versions(of tenant: Tenant, before last: Int?, limit: Int) async throws -> [Version] {
        try await tenant.read { transaction in try transaction.configurationVersions(before: last, limit: limit) }
    }

    /// - Throws: `Problem.notFound`.
    public func version(_ number: Int, of tenant: Tenant) async throws -> BusinessConfiguration {
        guard let found = try await tenant.read({ transaction in try transaction.publishedConfiguration(number) }) else {
            throw Problem.notFound("version")
        }
        return found
    }

    private static func draft(of parts: ConfigurationParts, against current: BusinessConfiguration) throws -> Draft {
        Draft(parts: parts, changes: try ConfigurationDifference.lines(from: current, to: parts.applied(to: current)))
    }

    private struct Tried: Error {}
}

extension TenantTransaction {
    /// Older ones are forgotten.
    private static var mostVersions: Int { 200 }

    fileprivate func publish(
        _ parts: ConfigurationParts, isFormer: Bool = false, note: String?, by actor: Principal, identifiers: IdentifierSource,
        at now: Date
    ) throws -> Configurations.Version {
        let before = try configuration()
        let newest = try configurationVersions(before: nil, limit: 1).first
        var number = newest?.number ?? 0
        // What was changed without a draft, or before the first one, can be gone back to like anything else.
        if try newest.flatMap({ try publishedConfiguration($0.number) }) != before {
            number += 1
            try insert(
                .init(
                    number: number, publishedAt: now, publishedBy: actor.name, note: "As it was before version \(number + 1)", changes: []),
                before)
        }
        try apply(parts, isFormer: isFormer, identifiers: identifiers, at: now)
        let after = try configuration()
        let version = Configurations.Version(
            number: number + 1, publishedAt: now, publishedBy: actor.name, note: note,
            changes: try ConfigurationDifference.lines(from: before, to: after))
        try insert(version, after)
        try execute("DELETE FROM configuration_version WHERE number <= \(version.number - Self.mostVersions)")
        try audit(AuditEntry("configuration.published", by: actor, to: "version \(version.number)", reason: note), at: now)
        return version
    }

    fileprivate func configurationDraft() throws -> ConfigurationParts {
        try setting(.configurationDraft) ?? ConfigurationParts()
    }

    fileprivate func saveConfigurationDraft(_ parts: ConfigurationParts) throws {
        try save(parts, as: .configurationDraft)
    }

    private func insert(_ version: Configurations.Version, _ configuration: BusinessConfiguration) throws {
        try execute(
            """
            INSERT INTO configuration_version (number, published_at, published_by, note, changes, document)
            VALUES (\(version.number), \(version.publishedAt), \(version.publishedBy), \(version.note), \(json: version.changes),
                \(json: configuration))
            """)
    }

    fileprivate func publishedConfiguration(_ number: Int) throws -> BusinessConfiguration? {
        try row("SELECT document FROM configuration_version WHERE number = \(number)")?
            .json("document", as: BusinessConfiguration.self)
    }

    fileprivate func configurationVersions(before last: Int?, limit: Int) throws -> [Configurations.Version] {
        try rows(
            """
            SELECT number, published_at, published_by, note, changes FROM configuration_version
            WHERE number < \(last ?? Int.max) ORDER BY number DESC LIMIT \(limit)
            """
        ).map { row in
            Configurations.Version(
                number: try row.get("number"), publishedAt: try row.get("published_at"), publishedBy: try row.get("published_by"),
                note: try row.get("note"), changes: try row.json("changes", as: [String].self))
        }
    }
}
