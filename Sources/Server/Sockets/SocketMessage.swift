import Conversation
import Core
import Features
import Foundation
import NIOCore

/// What the server says on a socket, in the vocabulary of `contract/README.md`.
enum SocketMessage {
    case callStarted(phone: String?)
    case transcript(role: Role, medium: String, text: String)
    /// Of the sentence with that ordinal only this was heard.
    case cut(ordinal: Int, text: String)
    case form(Form)
    case record(BusinessRecord)
    /// Something of the books that is no record of a call's changed: whoever shows it reads it again.
    case changed(RecordChange.Kind, id: String)
    case callEnded(Call.Outcome)
    case state(LineState)
    case playbackClearBuffer
    case userStartedSpeaking
    case userStoppedSpeaking
    case pong(timestamp: Double)
    case error(code: String, message: String)

    enum Role: String, Encodable {
        case user, agent
    }

    /// What an event of the log means to somebody who watches the call; nil for what only the log needs.
    init?(_ event: CallEvent) {
        switch event.kind {
        case .started(let caller): self = .callStarted(phone: caller.phone?.identity)
        case .heard(let text, let medium, _):
            self = .transcript(role: .user, medium: medium == .voice ? "voice" : "text", text: text)
        case .said(let text), .filled(let text, _): self = .transcript(role: .agent, medium: "voice", text: text)
        case .cut(let sentence, let heard): self = .cut(ordinal: sentence, text: heard)
        case .understood(let form, _): self = .form(form)
        case .actionDone(let record): self = .record(record)
        case .ended(let outcome, _): self = .callEnded(outcome)
        case .silent, .consulted, .attended, .toolCalled, .handedBack, .formEdited, .actionRequested, .actionFailed, .transferred,
            .handOffFailed:
            return nil
        }
    }

    /// As it is sent.
    ///
    /// - Parameters:
    ///   - event: where the message stands in the log; nil for what is of the moment.
    ///   - isFeed: whether it goes to a page that watches all calls, and so has to say which one it is about.
    func text(at event: CallEvent? = nil, isFeed: Bool = false) throws -> String {
        let place = event.map { event in
            Place(
                sequence: event.sequence, ordinal: event.sequence, callID: event.call.rawValue,
                position: isFeed ? event.position : nil, at: isFeed ? event.at : nil)
        }
        return try Envelope(message: self, place: place).text
    }

    /// What a page that watches the whole business is sent of an event; nil for what is nothing to it.
    static func feedText(of event: BusinessEvent) throws -> String? {
        switch event {
        case .call(let event): return try SocketMessage(event)?.text(at: event, isFeed: true)
        case .changed(let change, let record):
            let place = Place(sequence: nil, ordinal: nil, callID: nil, position: event.position, at: change.at)
            let message = record.map { SocketMessage.record($0) } ?? .changed(change.kind, id: change.record)
            return try Envelope(message: message, place: place).text
        }
    }

    private struct Place {
        /// Nil for what staff did, outside any call.
        let sequence: Int?
        let ordinal: Int?
        let callID: String?
        let position: Int?
        let at: Date?
    }

    private struct Envelope: Encodable {
        let message: SocketMessage
        let place: Place?

        /// As it is sent.
        var text: String {
            get throws { String(decoding: try JSONEncoder.wire.encode(self), as: UTF8.self) }
        }

        private enum CodingKeys: String, CodingKey {
            case type, sequence, position, at, callId, phone, role, medium, text, final, interrupted, ordinal, form, kind, record, outcome
            case state, timestamp, code, message, id
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            if let place {
                try container.encodeIfPresent(place.sequence, forKey: .sequence)
                try container.encodeIfPresent(place.callID, forKey: .callId)
                try container.encodeIfPresent(place.position, forKey: .position)
                try container.encodeIfPresent(place.at, forKey: .at)
            }
            switch message {
            case .callStarted(let phone):
                try container.encode("call_started", forKey: .type)
                try container.encode(phone, forKey: .phone)
            case .transcript(let role, let medium, let text):
                try container.encode("transcript", forKey: .type)
                try container.encode(role, forKey: .role)
                try container.encode(medium, forKey: .medium)
                try container.encode(text, forKey: .text)
                try container.encode(true, forKey: .final)
                try container.encodeIfPresent(place?.ordinal, forKey: .ordinal)
            case .cut(let ordinal, let text):
                try container.encode("transcript", forKey: .type)
                try container.encode(Role.agent, forKey: .role)
                try container.encode("voice", forKey: .medium)
                try container.encode(text, forKey: .text)
                try container.encode(true, forKey: .final)
                try container.encode(true, forKey: .interrupted)
                try container.encode(ordinal, forKey: .ordinal)
            case .form(let form):
                try container.encode("form", forKey: .type)
                try container.encode(form, forKey: .form)
            case .record(let record):
                try container.encode("record", forKey: .type)
                try container.encode(record.outcome, forKey: .kind)
                switch record {
                case .order(let order): try container.encode(order, forKey: .record)
                case .appointment(let appointment): try container.encode(appointment, forKey: .record)
                case .ticket(let ticket): try container.encode(ticket, forKey: .record)
                case .submission(let submission): try container.encode(submission, forKey: .record)
                }
            case .changed(let kind, let id):
                try container.encode("changed", forKey: .type)
                try container.encode(kind, forKey: .kind)
                try container.encode(id, forKey: .id)
            case .callEnded(let outcome):
                try container.encode("call_ended", forKey: .type)
                try container.encode(outcome, forKey: .outcome)
            case .state(let state):
                try container.encode("state", forKey: .type)
                try container.encode(state.rawValue, forKey: .state)
            case .playbackClearBuffer: try container.encode("playback_clear_buffer", forKey: .type)
            case .userStartedSpeaking: try container.encode("user_started_speaking", forKey: .type)
            case .userStoppedSpeaking: try container.encode("user_stopped_speaking", forKey: .type)
            case .pong(let timestamp):
                try container.encode("pong", forKey: .type)
                try container.encode(timestamp, forKey: .timestamp)
            case .error(let code, let text):
                try container.encode("error", forKey: .type)
                try container.encode(code, forKey: .code)
                try container.encode(text, forKey: .message)
            }
        }
    }
}

/// Runs what feeds a socket. When it fails the socket is closed, which its reader notices: a page must not wait on a dead one.
func closingOnFailure(_ connection: WebSocketConnection, _ work: () async throws -> Void) async throws {
    do {
        try await work()
    } catch is CancellationError {
        return
    } catch {
        connection.close(.internalError, reason: "Something went wrong here. Connect again.")
        throw error
    }
}

extension WebSocketConnection {
    /// Sends a message of the moment, or one that stands in the log.
    func send(_ message: SocketMessage, at event: CallEvent? = nil, isFeed: Bool = false) throws {
        send(.text(try message.text(at: event, isFeed: isFeed)))
    }
}
