public import Core
public import Foundation
public import Storage
public import Vendors

/// Takes what the telephone company tells of texts that it had taken: one that never arrives is shown as failed.
public struct TextReports: Sendable {
    private let admission: Admission
    private let clock: @Sendable () -> Date

    public init(admission: Admission, clock: @escaping @Sendable () -> Date) {
        self.admission = admission
        self.clock = clock
    }

    /// - Parameter message: which of the outbox of the business whose number sent it; one that is not there changes nothing.
    public func take(_ report: TwilioTextReport, of message: OutboxMessage.ID) async throws {
        guard report.isLost else { return }
        let now = clock()
        let tenant = try await admission.admit(dialledNumber: report.from)
        try await tenant.write { transaction in
            guard var message = try transaction.message(message), message.channel == .sms, message.state == .delivered else { return }
            message.state = .failed
            message.lastError = "The text did not arrive\(report.errorCode.map { ": Twilio's error \($0)" } ?? "")."
            try transaction.record(message, at: now)
        }
    }
}
