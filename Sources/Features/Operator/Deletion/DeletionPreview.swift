import Core
public import Storage

/// What goes and what stays when a business is deleted: how many rows of each table. Nothing is changed by looking.
public struct DeletionPreview: Sendable, Hashable, Codable {
    public let subdomain: String
    /// Tables of its own data; those without rows are left out.
    public let data: [String: Int]
    /// Tables of the platform's that are about it.
    public let records: [String: Int]
    public let recordings: Int
    public let recordingBytes: Int
    /// In E.164: they are released.
    public let numbers: [String]
    /// Tables of the platform's books, which the law or accountability keeps.
    public let stays: [String: Int]

    enum CodingKeys: String, CodingKey {
        case subdomain, data, records, recordings, numbers, stays
        case recordingBytes = "recording_bytes"
    }
}

extension BusinessDeletion {
    /// - Parameter tenant: admitted for an operator.
    public func preview(of tenant: Tenant) async throws -> DeletionPreview {
        let data = try await tenant.readBeside { transaction in
            try Self.counts(StoredTable.ofBusinesses) { try transaction.count(of: $0) }
        }
        let kept = try await recordings.all(in: tenant)
        let numbers = try await numbers.numbers(of: tenant.id).map(\.number)
        return try await store.platform.read { transaction in
            func counts(_ belongings: Set<Belonging>) throws -> [String: Int] {
                try Self.counts(StoredTable.ofPlatform.filter { belongings.contains($0.belonging) }) {
                    try transaction.count(of: $0, belongingTo: tenant.id)
                }
            }
            var records = try counts([.itsOwn, .about, .secret])
            let letters = try transaction.letterCount(of: tenant.id)
            if letters > 0 { records["letter"] = letters }
            return DeletionPreview(
                subdomain: tenant.subdomain, data: data, records: records, recordings: kept.count,
                recordingBytes: kept.reduce(0) { $0 + $1.bytes }, numbers: numbers, stays: try counts([.stays]))
        }
    }

    private static func counts(_ tables: [StoredTable], _ count: (StoredTable) throws -> Int) rethrows -> [String: Int] {
        Dictionary(uniqueKeysWithValues: try tables.map { ($0.name, try count($0)) }).filter { $0.value > 0 }
    }
}

extension PlatformTransaction {
    fileprivate func letterCount(of business: Business.ID) throws -> Int {
        try row("SELECT count(*) AS letters FROM letter WHERE business_id = \(business)")?.get("letters") ?? 0
    }
}
