import Core
public import Foundation
public import Logging
public import Storage
public import Vendors

/// Sends the platform's letters: what is due, a few at once, again after failures, each one at most once more when nobody knows whether
/// it was taken.
public struct LetterDelivery: Sendable {
    private static let mostAtOnce = 4
    private static let interval = Duration.seconds(2)
    /// Beyond the time that handing over may take.
    private static let margin: TimeInterval = 60

    private let platform: Platform
    private let writer: LetterWriter
    private let mailer: Mailer?
    private let attachment: @Sendable (QueuedLetter) async throws -> MailMessage.Attachment?
    private let clock: @Sendable () -> Date
    private let jitter: @Sendable () -> Double
    private let report: @Sendable (QueuedLetter) -> Void
    private let logger: Logger

    /// - Parameters:
    ///   - mailer: nil where nothing sends mail: letters are kept as withheld then.
    ///   - attachment: what goes with a letter; nil where nothing does.
    ///   - report: told of each letter after an attempt, for metrics.
    public init(
        platform: Platform, writer: LetterWriter, mailer: Mailer?,
        attachment: @escaping @Sendable (QueuedLetter) async throws -> MailMessage.Attachment? = { _ in nil },
        clock: @escaping @Sendable () -> Date,
        jitter: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
        report: @escaping @Sendable (QueuedLetter) -> Void = { _ in }, logger: Logger
    ) {
        self.platform = platform
        self.writer = writer
        self.mailer = mailer
        self.attachment = attachment
        self.clock = clock
        self.jitter = jitter
        self.report = report
        self.logger = logger
    }

    /// Delivers until it is cancelled.
    public func run() async {
        while !Task.isCancelled {
            do {
                try await deliver()
                try await Task.sleep(for: Self.interval)
            } catch is CancellationError {
                return
            } catch {
                logger.warning("The letters that are due could not be read", metadata: ["error": "\(error)"])
                do { try await Task.sleep(for: Self.interval) } catch { return }
            }
        }
    }

    /// Sends all that is due.
    func deliver() async throws {
        while true {
            let now = clock()
            let lease = now.addingTimeInterval((mailer.map { $0.patience / .seconds(1) } ?? 0) + Self.margin)
            let letters = try await platform.write { try $0.claimLetters(at: now, until: lease, limit: Self.mostAtOnce) }
            if letters.isEmpty { return }
            try await withThrowingDiscardingTaskGroup { group in
                for letter in letters { group.addTask { try await attempt(letter) } }
            }
        }
    }

    private func attempt(_ letter: QueuedLetter) async throws {
        let outcome = try await outcome(of: letter)
        let now = clock()
        let after = letter.after(outcome, at: now, jitter: jitter())
        // What became of it is written down even while the program ends: it is known now, and would have to be guessed later.
        let platform = platform
        try await Task {
            try await platform.write { transaction in
                try transaction.record(after, at: now)
                guard case .failed(.recipientRefused(let reason)) = outcome else { return }
                try transaction.suppress(letter.recipient.address, topic: nil, as: .refused, detail: reason, at: now)
            }
        }.value
        report(after)
        log(after, outcome)
    }

    private func outcome(of letter: QueuedLetter) async throws -> QueuedLetter.Outcome {
        guard let mailer else { return .withheld }
        let suppression = try await platform.read { transaction in
            try transaction.suppression(of: letter.recipient.address, topic: letter.letter.topic?.name)
        }
        if let suppression { return .suppressed(reason: suppression.sentence) }
        let attachments = await attachments(of: letter)
        do throws(MailFailure) {
            _ = try await mailer.send(writer.message(for: letter, with: attachments), reference: letter.key)
            return .taken
        } catch {
            return .failed(error)
        }
    }

    /// A letter without what was to go with it is better than none: what it tells of can be fetched, too.
    private func attachments(of letter: QueuedLetter) async -> [MailMessage.Attachment] {
        do {
            return try await attachment(letter).map { [$0] } ?? []
        } catch {
            logger.error("A letter goes without its attachment", metadata: ["letter": "\(letter.letter.name)", "error": "\(error)"])
            return []
        }
    }

    private func log(_ letter: QueuedLetter, _ outcome: QueuedLetter.Outcome) {
        let metadata: Logger.Metadata = [
            "letter": "\(letter.letter.name)", "attempts": "\(letter.attempts)", "reason": "\(letter.lastError ?? "")",
            "business_id": "\(letter.business?.rawValue ?? "")",
        ]
        switch (letter.state, outcome) {
        case (_, .failed(.notLetIn)): logger.error("The mail server does not take our letters", metadata: metadata)
        case (_, .withheld):
            logger.info("A letter is kept as withheld, for nothing sends mail here: set SMTP_URL or SENDGRID_API_KEY, and MAIL_FROM")
        case (.failed, _): logger.warning("A letter was given up", metadata: metadata)
        default: break
        }
    }
}
