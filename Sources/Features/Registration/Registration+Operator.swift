public import Core
import Storage

/// What an operator decides about registrations that could not be carried out.
extension Registration {
    /// Has a quarantined registration carried out again.
    ///
    /// - Throws: `Problem` when there is none.
    public func retry(_ id: Business.ID) async throws {
        let now = clock()
        try await store.platform.write { transaction in
            guard var record = try transaction.registration(id), record.state == .quarantined else {
                throw Problem.notFound("quarantined registration")
            }
            record.retry(at: now)
            try transaction.update(record, at: now)
        }
    }

    /// Takes a registration back whose business was never open.
    ///
    /// - Parameter reason: who wants it, and why; kept.
    /// - Throws: `Problem` when there is none.
    public func abandon(_ id: Business.ID, because reason: String) async throws {
        let record = try await store.platform.read { try $0.registration(id) }
        guard let record, [.provisioning, .quarantined, .leaving].contains(record.state) else {
            throw Problem.notFound("registration that was sent off and not completed")
        }
        try await provisioning.takeBack(id, because: reason)
    }
}
