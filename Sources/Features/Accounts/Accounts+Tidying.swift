public import Foundation
public import Storage

extension PlatformTransaction {
    /// Forgets what about people is of no use any more: sessions, links and invitations whose time is over, attempts of the day before.
    public func tidyAccounts(at now: Date) throws {
        try removeExpiredSessions(at: now)
        try execute("DELETE FROM password_reset WHERE expires_at <= \(now)")
        try execute("DELETE FROM invitation WHERE expires_at <= \(now)")
        try execute("DELETE FROM failed_attempts WHERE last_at < \(now.addingTimeInterval(-SignInThrottle.memory))")
    }
}
