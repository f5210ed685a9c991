public import Core
public import Foundation
import Storage

/// Where a form is filled in step by step, and looked at until there is a business. Whoever shows the form's token may.
public struct RegistrationDesk: Sendable {
    private static let tokenLength = 32

    private let registration: Registration

    public init(_ registration: Registration) {
        self.registration = registration
    }

    private var platform: Platform { registration.store.platform }

    /// How a registration stands.
    public struct Progress: Sendable, Encodable {
        public let id: Business.ID
        public let state: RegistrationRecord.State
        public let form: RegistrationForm
        /// What is wrong or missing in the form.
        public let problems: [Problem.Violation]
        public let steps: [ProvisioningStep]
        /// When the form is forgotten; nil once it was sent off.
        public let expiresAt: Date?

        /// Whether nothing changes any more without anybody doing something.
        public var isAtRest: Bool { state != .provisioning && state != .leaving }
    }

    /// Begins a form.
    ///
    /// - Parameter idempotencyKey: what a repeat of the same request brings along: it begins no other form.
    /// - Returns: the token that opens it; it is told this once.
    /// - Throws: `Problem` when a part is wrong, or the key came with another form.
    public func begin(
        with change: RegistrationFormChange, idempotencyKey: String? = nil
    ) async throws -> (progress: Progress, token: Secret) {
        let form = change.applied(to: RegistrationForm())
        try Self.check(form)
        let (now, token) = (registration.clock(), try token(for: idempotencyKey))
        var draft = RegistrationRecord.draft(
            id: Business.ID(registration.identifiers.uuid(at: now)), form: form, tokenHash: Fingerprint.of(token), at: now)
        if idempotencyKey != nil { draft.requestHash = try Registration.requestHash(of: form) }
        let record = try await platform.write { [draft] transaction in
            if let earlier = try transaction.registration(openedBy: Fingerprint.of(token)) {
                guard earlier.requestHash == draft.requestHash else { throw Problem.idempotencyKeyReused }
                return earlier
            }
            try transaction.insert(draft, at: now)
            return draft
        }
        return (try await progress(of: record.id, openedBy: token), token)
    }

    private func token(for idempotencyKey: String?) throws -> Secret {
        guard let idempotencyKey else { return Secret(registration.identifiers.token(count: Self.tokenLength)) }
        try Registration.check(idempotencyKey: idempotencyKey)
        return registration.provisioning.keys.formToken(for: idempotencyKey, length: Self.tokenLength)
    }

    public func progress(of id: Business.ID, openedBy token: Secret) async throws -> Progress {
        let (record, steps) = try await platform.read { transaction in
            let record = try Self.record(id, openedBy: token, transaction)
            return (record, record.state == .draft ? [] : try transaction.provisioningSteps(of: id))
        }
        return progress(of: record, steps: steps)
    }

    /// - Throws: `Problem` when a part is wrong, or the form was sent off; the form stays as it was then.
    public func change(_ id: Business.ID, by change: RegistrationFormChange, openedBy token: Secret) async throws -> Progress {
        let now = registration.clock()
        let record = try await platform.write { transaction in
            var record = try Self.record(id, openedBy: token, transaction)
            guard record.state == .draft else { throw Problem.conflict("The form was sent off; it is changed no more.") }
            let form = change.applied(to: record.form)
            try Self.check(form)
            record.edit(form, at: now)
            try transaction.update(record, at: now)
            return record
        }
        return progress(of: record, steps: [])
    }

    /// Sends the form off. To be repeated when the answer did not arrive: for an hour it is the same.
    ///
    /// - Throws: `Problem` when something is wrong or missing, or somebody else took the name meanwhile.
    public func complete(_ id: Business.ID, openedBy token: Secret) async throws -> Registration.Registered {
        try await registration.complete(platform.read { transaction in try Self.record(id, openedBy: token, transaction) })
    }

    private func progress(of record: RegistrationRecord, steps: [ProvisioningStep]) -> Progress {
        let isDraft = record.state == .draft
        return Progress(
            id: record.id, state: record.state, form: record.form, problems: isDraft ? record.form.missing + record.form.violations() : [],
            steps: steps, expiresAt: isDraft ? record.dueAt : nil)
    }

    private static func check(_ form: RegistrationForm) throws {
        let violations = form.violations()
        guard violations.isEmpty else { throw Problem.invalid(violations) }
    }

    private static func record(_ id: Business.ID, openedBy token: Secret, _ transaction: PlatformTransaction) throws -> RegistrationRecord {
        guard let record = try transaction.registration(openedBy: Fingerprint.of(token)), record.id == id else {
            throw Problem.notFound("registration")
        }
        return record
    }
}
