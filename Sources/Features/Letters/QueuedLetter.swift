public import Core
public import Foundation
import Vendors

/// A letter on its way, and what became of it.
public struct QueuedLetter: Sendable, Hashable {
    /// The occasion: what makes it once.
    public var key: String
    public var business: Business.ID?
    public var recipient: LetterRecipient
    public var letter: Letter
    public var state: State
    /// How often it was handed over, or tried to be.
    public var attempts: Int
    public var dueAt: Date
    /// Why it is not sent, or not yet.
    public var lastError: String?
    public var createdAt: Date

    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        case pending, sent
        /// Given up.
        case failed
        /// Nothing here sends mail. An operator may release it once something does.
        case withheld
    }
}

extension QueuedLetter {
    /// What handing it over led to.
    enum Outcome: Sendable, Hashable {
        case taken
        case failed(MailFailure)
        /// The address is known to take no mail, or its owner wants none of this kind.
        case suppressed(reason: String)
        /// Nothing sends mail here.
        case withheld
    }

    /// How long after each failed attempt the next one follows; after the last it is given up.
    static let waits: [Duration] = [
        .seconds(60), .seconds(300), .seconds(900), .seconds(3_600), .seconds(14_400), .seconds(43_200), .seconds(86_400),
    ]
    /// While the mail server does not let us in, no letter is to blame, and none is given up.
    private static let waitForOperator = Duration.seconds(900)

    /// This letter after an attempt.
    ///
    /// - Parameter jitter: 0...1: lengthens the wait by up to a tenth, so that what failed together does not come back together.
    func after(_ outcome: Outcome, at now: Date, jitter: Double) -> QueuedLetter {
        var letter = self
        switch outcome {
        case .taken:
            letter.attempts += 1
            (letter.state, letter.lastError) = (.sent, nil)
        case .suppressed(let reason): (letter.state, letter.lastError) = (.failed, reason)
        case .withheld: (letter.state, letter.lastError) = (.withheld, "No mail server is configured.")
        case .failed(let failure):
            letter.lastError = failure.reason
            switch failure {
            case .recipientRefused, .messageRefused:
                letter.attempts += 1
                letter.state = .failed
            case .notLetIn: letter.dueAt = now.addingTimeInterval(Self.waitForOperator / .seconds(1))
            case .notNow, .unknown:
                letter.attempts += 1
                guard letter.attempts <= Self.waits.count else {
                    letter.state = .failed
                    break
                }
                let wait = Self.waits[letter.attempts - 1] * (1 + 0.1 * min(1, max(0, jitter)))
                letter.dueAt = now.addingTimeInterval(wait / .seconds(1))
            }
        }
        return letter
    }
}
