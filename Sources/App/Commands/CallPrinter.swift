import Conversation
import Core
import Features
import Foundation

/// Shows a call on standard output: as lines to read, or as one JSON object an event.
struct CallPrinter {
    let asJSON: Bool
    /// The business's zone: times are shown as its clock shows them.
    let zone: TimeZone
    /// Whether what the caller said is to be shown too. Not when the caller types it here.
    let echoesCaller: Bool

    func print(_ events: [CallEvent]) {
        for event in events where !event.isEnd {
            if asJSON {
                printLine(event.line)
            } else if let text = text(of: event) {
                Swift.print(text)
            }
        }
    }

    /// The last line: what came of the call, with its record.
    func printEnd(of log: [CallEvent]) {
        let record = log.compactMap { event in if case .actionDone(let record) = event.kind { record } else { nil } }.last
        var outcome = Call.Outcome.none
        if case .ended(let ended, _)? = log.last?.kind { outcome = ended }
        if asJSON {
            printLine(EndLine(outcome: outcome, record: record.map { RecordLine(record: $0, zone: zone) }))
        } else {
            Swift.print("(The call is over: \(outcome == .none ? "nothing was agreed" : outcome.rawValue).)")
        }
    }

    private func text(of event: CallEvent) -> String? {
        switch event.kind {
        case .said(let text), .filled(let text, _): "A  \(text)"
        case .heard(let text, _, _): echoesCaller ? "C  \(text)" : nil
        case .actionDone(.order(let order)): "     order \(order.number): \(order.status.rawValue)"
        case .actionDone(.appointment(let appointment)): "     appointment \(appointment.number): \(appointment.status.rawValue)"
        case .actionDone(.ticket(let ticket)): "     ticket \(ticket.number): \(ticket.status.rawValue)"
        case .actionDone(.submission(let submission)): "     \(submission.workflow) \(submission.number) sent"
        default: nil
        }
    }

    private func printLine(_ value: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        do {
            Swift.print(String(decoding: try encoder.encode(value), as: UTF8.self))
        } catch {
            preconditionFailure("Values of our own types can be encoded: \(error)")
        }
    }
}

/// One event as a JSON line. What is only of use to a revived call is left out.
private struct EventLine: Encodable {
    var event: String
    var sequence: Int
    var at: Date
    var text: String?
    /// The sentence that a cut is of.
    var sentence: Int?
    var confidence: Double?
    var form: Form?
    var field: String?
    var value: String?
    var action: ActionRequest.Action?
    var record: BusinessRecord?
    var reason: String?
    var consultation: Consultation?
    var tool: ToolCall?
}

extension CallEvent {
    fileprivate var isEnd: Bool {
        if case .ended = kind { true } else { false }
    }

    fileprivate var line: EventLine {
        var line = EventLine(event: kind.name, sequence: sequence, at: at)
        switch kind {
        case .heard(let text, _, let alternatives):
            line.text = text
            line.confidence = alternatives.first?.confidence
        case .said(let text): line.text = text
        case .cut(let sentence, let heard):
            line.sentence = sentence
            line.text = heard
        case .consulted(let consultation): line.consultation = consultation
        case .filled(let text, let reason):
            line.text = text
            line.reason = reason
        case .understood(let form, _): line.form = form
        case .formEdited(let field, let value):
            line.field = field
            line.value = value
        case .actionRequested(let request): line.action = request.action
        case .actionDone(let record): line.record = record
        case .actionFailed(let refusal): line.reason = String(describing: refusal)
        case .transferred(let reason): line.reason = reason
        case .attended(let attendant): line.text = attendant.name
        case .toolCalled(let call): line.tool = call
        case .handedBack(let reason): line.reason = reason
        case .started, .silent, .handOffFailed, .ended: break
        }
        return line
    }
}

private struct EndLine: Encodable {
    var event = "ended"
    var outcome: Call.Outcome
    var record: RecordLine?
}

/// A record with its times in the business's own zone, offset and all.
private struct RecordLine: Encodable {
    let record: BusinessRecord
    let zone: TimeZone

    func encode(to encoder: any Encoder) throws {
        try record.record.encode(to: encoder)
        guard case .appointment(let appointment) = record else { return }
        var container = encoder.container(keyedBy: AppointmentKeys.self)
        let style = Date.ISO8601FormatStyle(timeZoneSeparator: .colon, timeZone: zone)
        try container.encode(appointment.start.formatted(style), forKey: .start)
        try container.encode(appointment.end.formatted(style), forKey: .end)
    }

    private enum AppointmentKeys: String, CodingKey {
        case start, end
    }
}
