import Core
public import Foundation

/// A name of its own under which a business wants to be found, beside its subdomain, which stays.
public struct CustomDomain: Sendable, Hashable {
    /// In lower case, without a dot at its end.
    public let domain: String
    /// What its owner puts into the domain name system, to prove that the domain is theirs.
    let token: String
    public internal(set) var state: State
    /// How often in a row the proof was not there.
    var failures: Int
    /// When it is looked for again; nil when no more.
    public internal(set) var dueAt: Date?
    public internal(set) var checkedAt: Date?
    public internal(set) var verifiedAt: Date?
    /// Why it is not verified, or soon will not be.
    public internal(set) var lastError: String?
    public let createdAt: Date

    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        case pending, verified
    }

    /// A record that the owner sets.
    public struct Record: Sendable, Hashable, Codable {
        public let type: String
        public let name: String
        public let value: String
        /// What it is for.
        public let purpose: String
    }

    /// - Parameter home: the business's host under the platform's domain.
    public func records(home: String) -> [Record] {
        [
            Record(type: "TXT", name: proofName, value: proof, purpose: "Proves that the domain is yours. Leave it there."),
            Record(type: "CNAME", name: domain, value: home, purpose: "Leads visitors here."),
        ]
    }

    var proofName: String { "_voiceagent.\(domain)" }
    var proof: String { "voiceagent-domain=\(token)" }
}

extension CustomDomain {
    /// What the domain name system said.
    enum Finding: Sendable, Hashable {
        case proven
        case missing
        /// It said nothing: that proves nothing either way.
        case unanswered(reason: String)
        /// It is proven, and another business is served under it.
        case taken
    }

    private static let waits = Backoff(first: .seconds(60), longest: .seconds(3600))
    /// A domain that is not proven for so long is looked at only when its owner asks.
    private static let patience: TimeInterval = 7 * 86_400
    private static let interval: TimeInterval = 86_400
    private static let hour: TimeInterval = 3600
    /// A verified domain whose proof is gone is served for three days more: whoever moves a zone forgets a record easily.
    private static let mostFailures = 72

    /// This domain after it was looked for.
    func after(_ finding: Finding, at now: Date) -> CustomDomain {
        var domain = self
        domain.checkedAt = now
        switch finding {
        case .proven:
            (domain.state, domain.failures, domain.lastError) = (.verified, 0, nil)
            domain.verifiedAt = domain.verifiedAt ?? now
            domain.dueAt = now.addingTimeInterval(Self.interval)
            return domain
        case .unanswered(let reason):
            domain.lastError = reason
            domain.dueAt = now.addingTimeInterval(state == .verified ? Self.hour : Self.pause(after: failures + 1))
        case .missing, .taken:
            domain.failures += 1
            domain.lastError =
                finding == .taken
                ? "Another business here is served under this domain; it has to give it up first."
                : "There is no TXT record at \(proofName) with the value \(proof)."
            if state == .verified, domain.failures < Self.mostFailures {
                domain.dueAt = now.addingTimeInterval(Self.hour)
                return domain
            }
            if state == .verified { (domain.state, domain.verifiedAt, domain.failures) = (.pending, nil, 1) }
            domain.dueAt = now.addingTimeInterval(Self.pause(after: domain.failures))
        }
        if domain.state == .pending, now.timeIntervalSince(createdAt) > Self.patience { domain.dueAt = nil }
        return domain
    }

    private static func pause(after failures: Int) -> TimeInterval { waits.delay(afterFailures: failures, jitter: 0) / .seconds(1) }
}

extension CustomDomain {
    /// The name as it is kept.
    ///
    /// - Throws: `Problem` when it is no name that a business could own.
    static func name(_ text: String, outside platformDomain: String) throws -> String {
        let name = text.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        let areLabels = labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                && label.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        }
        // The last label of a name is never a number; that of an address is (RFC 1123, section 2.1).
        guard labels.count >= 2, name.utf8.count <= longest, areLabels, labels.last?.contains(where: \.isLetter) == true else {
            throw Problem.invalid("#/domain", "A domain is written as in voice.example.com; one with other letters as xn--….")
        }
        guard name != platformDomain, !name.hasSuffix(".\(platformDomain)") else {
            throw Problem.invalid("#/domain", "This is the platform's own domain; name one of yours.")
        }
        return name
    }

    /// Leaves room for what is put before it (RFC 1035, section 2.3.4).
    private static let longest = 240
}
