import Core
public import Logging
public import Storage

/// Decides who answers a call's line, and whether it is recorded.
public struct Switchboard: Sendable {
    private let speech: Speech
    private let ultravox: UltravoxAnswering?
    private let recordings: Recordings?
    private let voices = WarmVoices()
    private let logger: Logger

    /// - Parameters:
    ///   - ultravox: holds the calls of businesses that have chosen so; nil where it is not configured.
    ///   - recordings: where calls are recorded that their businesses want recorded; nil records none.
    public init(speech: Speech, ultravox: UltravoxAnswering? = nil, recordings: Recordings? = nil, logger: Logger) {
        self.speech = speech
        self.ultravox = ultravox
        self.recordings = recordings
        self.logger = logger
    }

    /// A line for a caller who joins the call.
    public func line(for session: CallSession) async -> any CallLine {
        let line = await answering(session)
        guard let recordings, await isRecorded(session, by: recordings) else { return line }
        return RecordedLine(line, logger: logger) { [id = session.id, tenant = session.tenant] in
            try await recordings.begin(id, in: tenant)
        }
    }

    private func answering(_ session: CallSession) async -> any CallLine {
        let builtIn = { @Sendable [speech, voices, logger] in
            BuiltInLine(session: session, speech: speech, voices: voices, logger: logger)
        }
        guard let ultravox, await wantsUltravox(session.tenant, call: session.id) else { return builtIn() }
        return UltravoxLine(session: session, answering: ultravox, speech: speech, fallback: builtIn)
    }

    /// Whether a caller of that business could be heard and answered aloud just now.
    public func canTalk(in tenant: Tenant) async -> Bool {
        if ultravox != nil, await wantsUltravox(tenant, call: nil) { return true }
        return await speech.status().isAvailable
    }

    /// - Parameter call: nil where any caller is meant.
    private func wantsUltravox(_ tenant: Tenant, call: Call.ID?) async -> Bool {
        do {
            return try await tenant.read { transaction in
                let caller = try call.flatMap { try transaction.call($0)?.phone }
                let profile = try call.map { try transaction.profile(of: $0) } ?? transaction.profile()
                return try profile.brain == .ultravox && transaction.announcement(to: caller) == nil
            }
        } catch {
            logger.error(
                "Who answers a business's calls could not be read", metadata: ["business_id": "\(tenant.id)", "error": "\(error)"])
            return false
        }
    }

    /// A caller who was not told at the beginning is not recorded.
    private func isRecorded(_ session: CallSession, by recordings: Recordings) async -> Bool {
        do {
            let id = session.id
            let (isWanted, hasBegun) = try await session.tenant.read { transaction in
                (try transaction.profile(of: id).privacy.isRecorded, try transaction.call(id).map { $0.lastSequence > 0 } ?? true)
            }
            guard isWanted, hasBegun else { return isWanted }
            return await recordings.has(id, in: session.tenant)
        } catch {
            logger.error("Whether a call is recorded is not known, so it is not", metadata: ["error": "\(error)"])
            return false
        }
    }
}
