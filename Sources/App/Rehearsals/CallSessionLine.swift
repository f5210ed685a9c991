import Conversation
import Core
import Features
import Foundation
import Rehearsal
import Storage

/// A rehearsed call over the runtime itself: `CallSession`, its transactions and its log.
struct CallSessionLine: AgentLine {
    /// What a rehearsal over the runtime cannot do.
    enum Error: Swift.Error, Hashable {
        /// Effects are answered by the runtime, and by nobody else.
        case answersItself
    }

    private let session: CallSession

    init(_ session: CallSession) {
        self.session = session
    }

    func take(_ turn: Turn) async throws -> AgentAnswer {
        switch turn {
        case .started: try answer(to: await session.begin())
        case .speech(let hypotheses): try answer(to: await session.hear(hypotheses, medium: .voice))
        case .keys(let keys): try answer(to: await session.press(keys))
        case .silence: try answer(to: await session.stayedSilent())
        case .edit(let field, let value): try answer(to: await session.edit(field, to: value))
        case .interpreted, .overheard, .handedBack, .slots, .found, .performed, .refused: throw Error.answersItself
        }
    }

    mutating func refuseNext(_ refusal: Refusal) {
        preconditionFailure("A scenario that stages refusals is held against a DialogueLine")
    }

    private func answer(to committed: CallSession.Answer?) throws -> AgentAnswer {
        guard let committed else { throw CallSession.TurnError.ended }
        var answer: AgentAnswer?
        var records: [CallRecord] = []
        var rescues: [String] = []
        var isTransferred = false
        for event in committed.events {
            switch event.kind {
            case .understood(let form, let state):
                answer = AgentAnswer(replies: committed.replies, form: form, question: state.question, offers: state.offers)
            case .actionDone(let record): records.append(CallRecord(record))
            case .filled(_, let reason): rescues.append(reason)
            case .transferred: isTransferred = true
            case .started, .heard, .silent, .said, .cut, .consulted, .attended, .toolCalled, .handedBack, .formEdited, .actionRequested,
                .actionFailed, .handOffFailed, .ended:
                break
            }
        }
        guard var answer else { preconditionFailure("Every turn logs what was understood") }
        answer.isEnded = committed.isEnded
        answer.isTransferred = isTransferred
        answer.records = records
        answer.rescues = rescues
        return answer
    }
}

extension CallRecord {
    /// As it is stored.
    init(_ record: BusinessRecord) {
        switch record {
        case .order(let order):
            self.init(
                lines: order.lines.map { line in
                    Form.Line(
                        item: line.item, quantity: line.quantity, options: line.options + [line.note].compactMap(\.self), price: line.price)
                },
                values: Self.values([
                    .orderType: order.type.rawValue, .address: order.deliveryAddress, .notes: order.notes,
                    .customerName: order.customerName, .customerPhone: order.customerPhone?.identity,
                ]), total: order.total)
        case .appointment(let appointment):
            self.init(
                values: Self.values([
                    .service: appointment.service, .notes: appointment.notes, .customerName: appointment.customerName,
                    .customerPhone: appointment.customerPhone?.identity,
                ]), start: appointment.start)
        case .ticket(let ticket):
            self.init(
                values: Self.values([
                    .category: ticket.category, .priority: ticket.priority.rawValue, .subject: ticket.subject,
                    .description: ticket.description, .customerName: ticket.customerName, .customerPhone: ticket.customerPhone?.identity,
                ]))
        case .submission(let submission):
            let answers = submission.answers.map { (Slot.Name(rawValue: $0.name), $0.text) }
            self.init(
                values: Dictionary(answers) { first, _ in first }.merging(
                    Self.values([.customerName: submission.customerName, .customerPhone: submission.customerPhone?.identity])
                ) { answer, _ in answer })
        }
    }

    private static func values(_ values: [Slot.Name: String?]) -> [Slot.Name: String] {
        values.compactMapValues(\.self)
    }
}
