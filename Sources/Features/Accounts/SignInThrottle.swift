import Core
import Crypto
import Foundation
import Storage

/// How often somebody may be wrong before they have to wait, and for how long then.
///
/// With five free attempts: the sixth has to wait a second, the seventh two, and so on up to a quarter of an hour. Who is right, or stays
/// away for a day, begins anew.
struct SignInThrottle: Sendable, Hashable {
    let freeAttempts: Int

    /// For one account, from wherever. A quarter of an hour is what a stranger can keep its owner out for.
    static let account = SignInThrottle(freeAttempts: 5)
    /// For one network address, whatever the accounts: more, for many people may share it.
    static let address = SignInThrottle(freeAttempts: 30)

    private static let longestWait: TimeInterval = 900
    static let memory: TimeInterval = 86_400

    struct State: Sendable, Hashable {
        var count = 0
        var lastAt = Date.distantPast
        var barredUntil = Date.distantPast
    }

    /// Counts an attempt before it is known whether it is right, so that many at once are not all free.
    ///
    /// - Returns: nil when it may be made, else how many seconds to wait; the attempt does not count then.
    func take(_ state: inout State, at now: Date) -> Int? {
        if now.timeIntervalSince(state.lastAt) > Self.memory { state = State() }
        guard now >= state.barredUntil else { return max(1, Int(state.barredUntil.timeIntervalSince(now).rounded(.up))) }
        state.count += 1
        state.lastAt = now
        let surplus = state.count - freeAttempts
        if surplus >= 0 { state.barredUntil = now.addingTimeInterval(min(Self.longestWait, pow(2, Double(min(surplus, 20))))) }
        return nil
    }
}

/// Whose attempts are counted.
enum ThrottledSubject: Sendable, Hashable {
    case account(EmailAddress)
    case secondFactor(Account.ID)
    case address(String)

    var throttle: SignInThrottle {
        switch self {
        case .account, .secondFactor: .account
        case .address: .address
        }
    }

    /// Hashed: what is typed into the field for an address may be a password.
    var key: String {
        let text =
            switch self {
            case .account(let email): "account \(email.canonical)"
            case .secondFactor(let account): "second factor \(account)"
            case .address(let address): "address \(NetworkAddress.network(of: address))"
            }
        return SHA256.hash(data: Data(text.utf8)).prefix(16).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

}

extension PlatformTransaction {
    /// Counts an attempt of each of these.
    ///
    /// - Throws: `Problem` when one of them has to wait.
    func takeAttempt(of subjects: [ThrottledSubject], at now: Date) throws {
        var waits: [Int] = []
        for subject in subjects {
            var state =
                try row("SELECT * FROM failed_attempts WHERE subject = \(subject.key)").map { row in
                    SignInThrottle.State(
                        count: try row.get("count"), lastAt: try row.get("last_at"), barredUntil: try row.get("barred_until"))
                } ?? SignInThrottle.State()
            if let wait = subject.throttle.take(&state, at: now) {
                waits.append(wait)
            } else {
                try execute(
                    """
                    INSERT INTO failed_attempts (subject, count, last_at, barred_until)
                    VALUES (\(subject.key), \(state.count), \(state.lastAt), \(state.barredUntil))
                    ON CONFLICT (subject) DO UPDATE SET count = excluded.count, last_at = excluded.last_at,
                        barred_until = excluded.barred_until
                    """)
            }
        }
        if let wait = waits.max() { throw Problem.tooManyAttempts(retryAfterSeconds: wait) }
    }

    /// Whoever was right begins anew.
    func forgetAttempts(of subject: ThrottledSubject) throws {
        try execute("DELETE FROM failed_attempts WHERE subject = \(subject.key)")
    }

    /// Whoever was right has not been wrong. An address is not forgotten altogether: else one's own account would free it to try others.
    func takeBackAttempt(of subject: ThrottledSubject) throws {
        try execute("UPDATE failed_attempts SET count = count - 1 WHERE subject = \(subject.key) AND count > 0")
    }
}
