public import Core
import Crypto
public import Foundation
public import Storage

/// The second factor: something a person has beside what they know. An authenticator app, and codes on paper for when it is lost.
public struct SecondFactors: Sendable {
    private let platform: Platform
    private let seal: SecondFactorSeal
    private let identifiers: IdentifierSource
    private let clock: @Sendable () -> Date

    private static let recoveryCodeCount = 10

    public init(platform: Platform, platformKey: Secret, identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date) {
        self.platform = platform
        self.seal = SecondFactorSeal(platformKey: platformKey)
        self.identifiers = identifiers
        self.clock = clock
    }

    /// What an authenticator app needs, shown once.
    public struct Enrolment: Sendable {
        /// Base 32, to be typed.
        public let secret: Secret
        /// `otpauth://…`: what an app on the same device opens.
        public let address: Secret
        /// The address as a QR code, an SVG document: what an app on another device looks at.
        public let picture: Secret
    }

    /// Makes a secret for an account. It is not asked for until `confirm`.
    ///
    /// - Throws: `Problem` when a second factor is in force: it has to be removed first.
    public func begin(for person: SignedIn, issuer: String) async throws -> Enrolment {
        let password = OneTimePassword(
            secret: SymmetricKey(size: .init(bitCount: OneTimePassword.secretLength * 8)).withUnsafeBytes { Array($0) })
        let sealed = try seal.seal(password.secret, of: person.account)
        try await platform.write { transaction in
            guard try transaction.account(person.account)?.hasSecondFactor == false else {
                throw Problem.conflict("A second factor is in force; remove it first.")
            }
            try transaction.execute(
                "UPDATE account SET second_factor = \(sealed), second_factor_step = 0 WHERE id = \(person.account)")
        }
        let address = password.address(account: person.email, issuer: issuer)
        // An address of mail is at most 254 characters long, a QR code holds two thousand.
        return Enrolment(
            secret: Secret(Base32.text(password.secret)), address: Secret(address), picture: Secret(QRCode(address)?.svg ?? ""))
    }

    /// Puts the secret into force, once a code shows that the app has it.
    ///
    /// - Returns: the recovery codes: the only time they are known.
    public func confirm(_ code: String, for person: SignedIn) async throws -> [Secret] {
        let codes = newRecoveryCodes()
        let (now, seal, identifiers) = (clock(), seal, identifiers)
        try await attempt(of: person.account, at: now)
        try await platform.write { transaction in
            guard let account = try transaction.account(person.account), let sealed = account.secondFactor, !account.hasSecondFactor else {
                throw Problem.conflict("Begin by asking for a secret.")
            }
            let password = OneTimePassword(secret: try seal.open(sealed, of: account.id))
            guard let step = password.step(of: Self.digits(of: code), at: now, after: account.secondFactorStep) else {
                throw Problem.wrongCode
            }
            try transaction.execute(
                "UPDATE account SET second_factor_at = \(now), second_factor_step = \(step) WHERE id = \(account.id)")
            try transaction.save(codes.map { seal.code(of: $0, of: account.id) }, of: account.id)
            try transaction.forgetAttempts(of: .secondFactor(account.id))
            try transaction.note("second-factor.added", account, letter: .secondFactorChanged(isOn: true), identifiers, at: now)
        }
        return codes
    }

    /// Who removes it has given the password again.
    public func remove(from account: Account.ID, by actor: Principal) async throws {
        let (now, identifiers) = (clock(), identifiers)
        try await platform.write { transaction in
            guard let record = try transaction.account(account), record.secondFactor != nil else { return }
            try transaction.removeSecondFactor(of: account)
            try transaction.note(
                "second-factor.removed", record, by: actor, letter: .secondFactorChanged(isOn: false), identifiers, at: now)
        }
    }

    /// - Returns: new recovery codes; the ones before are void.
    public func renewRecoveryCodes(of account: Account.ID) async throws -> [Secret] {
        let (codes, seal, now, identifiers) = (newRecoveryCodes(), seal, clock(), identifiers)
        try await platform.write { transaction in
            guard let record = try transaction.account(account), record.hasSecondFactor else {
                throw Problem.conflict("There is no second factor to recover from.")
            }
            try transaction.save(codes.map { seal.code(of: $0, of: account) }, of: account)
            try transaction.audit(
                AuditEntry("recovery-codes.renewed", by: record.actor()), of: nil, at: now, identifiers: identifiers)
        }
        return codes
    }

    /// Uses up a code of the app, or a recovery code.
    ///
    /// - Throws: `Problem` when none is given, or it is wrong, or it was wrong too often.
    func check(_ code: String?, of account: Account.ID) async throws {
        guard let code, !code.isEmpty else { throw Problem.secondFactorNeeded }
        let (now, seal) = (clock(), seal)
        try await attempt(of: account, at: now)
        try await platform.write { transaction in
            guard let record = try transaction.account(account), let sealed = record.secondFactor, record.hasSecondFactor else { return }
            let password = OneTimePassword(secret: try seal.open(sealed, of: account))
            if let step = password.step(of: Self.digits(of: code), at: now, after: record.secondFactorStep) {
                try transaction.execute("UPDATE account SET second_factor_step = \(step) WHERE id = \(account)")
            } else {
                let kept = seal.code(of: Secret(code), of: account)
                let wasGood =
                    try transaction.execute(
                        "UPDATE recovery_code SET used_at = \(now) WHERE account_id = \(account) AND code = \(kept) AND used_at IS NULL")
                    == 1
                guard wasGood else { throw Problem.wrongCode }
            }
            try transaction.forgetAttempts(of: .secondFactor(account))
        }
    }

    /// Counted in a transaction of its own: one that ends in a refusal is undone.
    private func attempt(of account: Account.ID, at now: Date) async throws {
        try await platform.write { try $0.takeAttempt(of: [.secondFactor(account)], at: now) }
    }

    /// Apps show the six digits with a space in the middle.
    private static func digits(of code: String) -> String { code.filter { !$0.isWhitespace } }

    /// `XXXX-XXXX-XXXX`: 60 bits.
    private func newRecoveryCodes() -> [Secret] {
        (0..<Self.recoveryCodeCount).map { _ in
            let bytes = SymmetricKey(size: .init(bitCount: 64)).withUnsafeBytes { Array($0) }
            let text = Array(Base32.text(bytes).prefix(12))
            return Secret([text[0..<4], text[4..<8], text[8..<12]].map { String($0) }.joined(separator: "-"))
        }
    }
}

extension PlatformTransaction {
    func removeSecondFactor(of account: Account.ID) throws {
        try execute(
            "UPDATE account SET second_factor = NULL, second_factor_at = NULL, second_factor_step = 0 WHERE id = \(account)")
        try execute("DELETE FROM recovery_code WHERE account_id = \(account)")
    }

    /// Writes down what changed in an account, and tells its owner by mail.
    func note(
        _ action: String, _ account: AccountRecord, by actor: Principal? = nil, letter: Letter, _ identifiers: IdentifierSource,
        at now: Date
    ) throws {
        try audit(
            AuditEntry(action, by: actor ?? account.actor(), to: account.email.text), of: nil, at: now, identifiers: identifiers)
        try enqueue(
            letter, to: account.recipient, occasion: "\(action) \(account.id) \(identifiers.uuid(at: now))", of: nil, at: now)
    }

    fileprivate func save(_ codes: [String], of account: Account.ID) throws {
        try execute("DELETE FROM recovery_code WHERE account_id = \(account)")
        for code in codes { try execute("INSERT INTO recovery_code (account_id, code) VALUES (\(account), \(code))") }
    }
}
