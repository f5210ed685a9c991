import Core
public import Storage

/// Reads and replaces a business's opening hours.
public enum HoursEditor {
    public static func hours(of tenant: Tenant) async throws -> HoursDocument {
        HoursDocument(try await tenant.read { transaction in try transaction.openingHours() })
    }

    /// - Throws: `Problem` with every part that cannot be read.
    public static func replace(with hours: HoursDocument, in tenant: Tenant) async throws -> HoursDocument {
        let violations = hours.violations()
        guard violations.isEmpty else { throw Problem.invalid(violations) }
        try await tenant.write { transaction in try transaction.save(hours) }
        return HoursDocument(hours.hours)
    }
}
