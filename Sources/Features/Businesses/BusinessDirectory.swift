public import Storage

/// Finds and describes businesses.
public struct BusinessDirectory: Sendable {
    private let platform: Platform

    public init(platform: Platform) {
        self.platform = platform
    }

    public func demoBusinesses() async throws -> [BusinessSummary] {
        try await platform.read { transaction in try transaction.demoBusinesses() }
    }

    public func profile(of tenant: Tenant) async throws -> BusinessProfile {
        try await tenant.read { transaction in try transaction.profile() }
    }
}
