public import Core
import Crypto
public import Foundation
public import Storage
import Synchronization

/// Has a request with an `Idempotency-Key` take effect once, however often it is sent.
///
/// The key is written in the very transaction of the effect: when a crash comes between them, neither is there. The answer follows in a
/// transaction of its own, sealed, for it may hold a secret. Source: draft-ietf-httpapi-idempotency-key-header-07.
public struct IdempotentRequests: Sendable {
    /// Then a key may be used anew.
    static let lifetime: TimeInterval = 86_400
    /// The longest key, in bytes.
    private static let longestKey = 255
    /// Of those whom nothing tells apart a shorter key could be somebody else's too, and the answer opens a call. In bytes.
    private static let shortestKeyOfStrangers = 20

    private let sealing: SymmetricKey
    private let identifiers: IdentifierSource
    private let clock: @Sendable () -> Date
    private let running = Running()

    public init(platformKey: Secret, identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date) {
        sealing = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: Data(platformKey.reveal().utf8)), info: Data("idempotency".utf8), outputByteCount: 32)
        self.identifiers = identifiers
        self.clock = clock
    }

    /// What is sent with a key.
    public struct Request: Sendable {
        /// As the header has it.
        public var key: String
        public var method: String
        public var path: String
        public var body: Data

        public init(key: String, method: String, path: String, body: Data) {
            self.key = key
            self.method = method
            self.path = path
            self.body = body
        }
    }

    public struct Answer: Sendable, Hashable {
        public var status: Int
        public var headers: [String: String]
        public var body: Data

        public init(status: Int, headers: [String: String], body: Data) {
            self.status = status
            self.headers = headers
            self.body = body
        }
    }

    public enum Outcome: Sendable {
        /// This time it was done.
        case done(Answer)
        /// It had been done, and this was answered then.
        case repeated(Answer)
    }

    /// - Parameters:
    ///   - sender: who sends it, to which business. One does not get another's answer.
    ///   - work: does it, as who it is given.
    /// - Throws: `Problem` when the key is none, was used for something else, is being worked on, or belongs to an effect whose answer was
    ///   lost; and what `work` throws: then nothing was done and the key is free.
    public func perform(
        _ request: Request, from sender: Admission.Admitted, _ work: (Admission.Admitted) async throws -> Answer
    ) async throws -> Outcome {
        let (tenant, key) = (sender.tenant, try storedKey(of: request, from: sender))
        let asked = Self.hash(request.method, request.path, request.body.base64EncodedString())
        guard running.begin(key, of: tenant.id) else { throw Problem.inProgress }
        defer { running.end(key, of: tenant.id) }
        let now = clock()
        if let entry = try await tenant.read({ try $0.idempotencyEntry(key, since: now.addingTimeInterval(-Self.lifetime)) }) {
            guard entry.request == asked else { throw Problem.keyReused }
            guard let answer = entry.answer else { throw Problem.answerLost }
            return .repeated(try open(answer, as: key))
        }
        let attempt = identifiers.uuid(at: now)
        let claiming = sender.beginningWrites { try $0.claim(key, attempt: attempt, request: asked, at: now) }
        let answer = try await work(claiming)
        let sealed = try seal(answer, as: key)
        // Begins with the claim too: what has no effect in the business's own data is written down here.
        try await claiming.tenant.write { try $0.save(sealed, as: key) }
        return .done(answer)
    }

    /// A quoted string as structured fields have it, or bare as many send it.
    private func storedKey(of request: Request, from sender: Admission.Admitted) throws -> String {
        let shortestKey = sender.authority.isAnybodys ? Self.shortestKeyOfStrangers : 1
        var text = request.key.trimmingCharacters(in: .whitespaces)
        if text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") { text = String(text.dropFirst().dropLast()) }
        guard (shortestKey...Self.longestKey).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Problem(
                code: "malformed-request", status: 400, title: "The request cannot be read",
                detail: "An Idempotency-Key has \(shortestKey) to \(Self.longestKey) visible ASCII characters.")
        }
        return Self.hash(sender.actor.kind.rawValue, sender.actor.id, text)
    }

    private static func hash(_ parts: String...) -> String {
        Data(SHA256.hash(data: Data(parts.joined(separator: "\n").utf8))).base64EncodedString()
    }

    private func seal(_ answer: Answer, as key: String) throws -> Answer {
        var sealed = answer
        let box = try AES.GCM.seal(answer.body, using: sealing, authenticating: Data(key.utf8))
        sealed.body = box.combined ?? Data()
        return sealed
    }

    private func open(_ sealed: Answer, as key: String) throws -> Answer {
        var answer = sealed
        answer.body = try AES.GCM.open(AES.GCM.SealedBox(combined: sealed.body), using: sealing, authenticating: Data(key.utf8))
        return answer
    }
}

/// The keys that this process works on now. Another process's attempt is stopped by the database.
private final class Running: Sendable {
    private let keys = Mutex<Set<String>>([])

    func begin(_ key: String, of business: Business.ID) -> Bool { keys.withLock { $0.insert("\(business) \(key)").inserted } }
    func end(_ key: String, of business: Business.ID) { keys.withLock { _ = $0.remove("\(business) \(key)") } }
}

extension Problem {
    static let inProgress = Problem(
        code: "in-progress", status: 409, title: "It is being worked on",
        detail: "A request with this Idempotency-Key is being worked on. Send it again to have its answer.", retryAfterSeconds: 1)

    static let keyReused = Problem(
        code: "key-reused", status: 422, title: "The key was used for something else",
        detail: "This Idempotency-Key came with another request before. Make a new one.")

    static let answerLost = Problem(
        code: "answer-lost", status: 409, title: "It was done, and its answer is lost",
        detail: "A request with this Idempotency-Key took effect; what it was answered was lost. Look at the list.")
}
