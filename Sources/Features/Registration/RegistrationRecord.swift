public import Core
public import Foundation

/// A registration as it is kept: from the first field of the form to the business that came of it, or the reason why none did.
public struct RegistrationRecord: Sendable, Hashable, Identifiable {
    /// The business that it becomes has the same.
    public let id: Business.ID
    public internal(set) var state: State
    public internal(set) var form: RegistrationForm
    /// Of what its owner shows to go on with it; nil when nobody can.
    var tokenHash: String?
    /// Of a request that holds everything: the same token with another request is a mistake.
    var requestHash: String?
    /// What the first keys are drawn from; forgotten when they are told no more.
    var keySeed: String?
    /// How often in a row it could not be carried out.
    public internal(set) var attempts = 0
    /// When something has to be done without anybody asking; nil when nothing has.
    public internal(set) var dueAt: Date?
    /// Why it rests or was taken back, for the operator.
    public internal(set) var lastError: String?
    /// How many letters have asked to prove the address, and when the last one did.
    public internal(set) var letters = 0
    var letterAt: Date?
    public let createdAt: Date
    public internal(set) var finishedAt: Date?

    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        /// The form is being filled in.
        case draft
        /// The steps are being taken.
        case provisioning
        /// The business is there.
        case complete
        /// The steps failed too often: an operator decides.
        case quarantined
        /// What the steps did is being undone.
        case leaving
        /// Nothing is left of it.
        case abandoned
    }

    /// Whether its owner can ask again, so that it is worth being carried out when nobody waits for it any more.
    var isRepeatable: Bool { tokenHash != nil }
}

/// For how long what is waited for.
struct RegistrationTerms: Sendable, Hashable {
    /// A form that nobody touches for so long is forgotten.
    static let draftLifetime: TimeInterval = 7 * 86_400
    /// For so long the answer with the keys is repeated: a connection that broke must not cost them.
    static let answerLifetime: TimeInterval = 3600
    /// Longer than the steps take: nobody else begins with them meanwhile.
    static let lease: TimeInterval = 10
    static let waits = Backoff(first: .seconds(5), longest: .seconds(3600))
    /// Some five hours.
    static let mostAttempts = 15

    /// An address that is not proven for so long takes its business with it.
    var verificationTime: TimeInterval
}

/// How a registration goes from one state to the next. Nothing here waits or writes.
extension RegistrationRecord {
    static func draft(id: Business.ID, form: RegistrationForm, tokenHash: String, at now: Date) -> RegistrationRecord {
        RegistrationRecord(
            id: id, state: .draft, form: form, tokenHash: tokenHash, dueAt: now.addingTimeInterval(RegistrationTerms.draftLifetime),
            createdAt: now)
    }

    mutating func edit(_ form: RegistrationForm, at now: Date) {
        self.form = form
        dueAt = now.addingTimeInterval(RegistrationTerms.draftLifetime)
    }

    mutating func begin(keySeed: String, at now: Date) {
        (state, self.keySeed, attempts) = (.provisioning, keySeed, 0)
        dueAt = now.addingTimeInterval(RegistrationTerms.lease)
    }

    /// A step failed: it is tried again later, or an operator has to look at it. What is being taken back is tried for ever.
    mutating func fail(because reason: String, at now: Date, jitter: Double) {
        attempts += 1
        lastError = reason
        guard attempts < RegistrationTerms.mostAttempts || state != .provisioning else {
            (state, dueAt) = (.quarantined, nil)
            return
        }
        dueAt = now.addingTimeInterval(RegistrationTerms.waits.delay(afterFailures: attempts, jitter: jitter) / .seconds(1))
    }

    /// An operator has put right what was wrong.
    mutating func retry(at now: Date) {
        (state, attempts, dueAt) = (.provisioning, 0, now)
    }

    mutating func finish(at now: Date) {
        (state, finishedAt, lastError, attempts) = (.complete, now, nil, 0)
        form = form.withoutDocuments
    }

    mutating func leave(because reason: String, at now: Date) {
        (state, lastError, keySeed, attempts, dueAt) = (.leaving, reason, nil, 0, now)
    }

    mutating func beGone(because reason: String? = nil, at now: Date) {
        (state, keySeed, dueAt, finishedAt) = (.abandoned, nil, nil, now)
        lastError = reason ?? lastError
        form = form.withoutDocuments
    }

    /// What a finished registration still waits for.
    ///
    /// - Parameters:
    ///   - asked: when the business was asked to prove its address; nil when it was not.
    ///   - isVerified: whether it has.
    ///   - isPaid: whether it pays: such a business is never taken back, and asked about again later.
    /// - Returns: why it has to be taken back; nil when it may stay.
    mutating func lookAfter(asked: Date?, isVerified: Bool, isPaid: Bool, terms: RegistrationTerms, at now: Date) -> String? {
        let answerEnds = (finishedAt ?? createdAt).addingTimeInterval(RegistrationTerms.answerLifetime)
        if keySeed != nil, now >= answerEnds { keySeed = nil }
        var proofEnds = isVerified ? nil : asked?.addingTimeInterval(terms.verificationTime)
        if let ends = proofEnds, now >= ends {
            guard isPaid else { return "The address of mail was not proven in time." }
            proofEnds = now.addingTimeInterval(terms.verificationTime)
        }
        dueAt = [keySeed == nil ? nil : answerEnds, proofEnds].compactMap { $0 }.min()
        return nil
    }
}
