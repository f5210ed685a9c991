import Core
import Foundation

/// What is known of a caller whose number is sure: offered, not asked.
extension Dialogue {
    private var ownRecords: [PastRecord] {
        guard let past = state.past, isProven(past.phone) else { return [] }
        return past.records
    }

    /// Where the last order was brought.
    var knownAddress: String? {
        ownRecords.lazy.compactMap { record in
            guard case .order(let order) = record.content else { return nil }
            return order.address
        }.first
    }

    /// A problem of the caller's that is being dealt with, once something is told that may belong to it.
    var openTicket: PastRecord? {
        guard state.values[.description] != nil else { return nil }
        return ownRecords.first { $0.isOpen && $0.isOf(.ticket) }
    }

    func openTicketOffer(at now: Date) -> [String] {
        guard let ticket = openTicket else { return [] }
        let name = agent.description(of: ticket, at: now)
        return ["I see \(name). Shall I add this to it?", "Does this belong to \(name)?", "Shall I add it to \(name), yes or no?"]
    }

    mutating func takeOpenTicket(_ heard: Heard, in reply: inout Reply) -> Taking {
        guard let ticket = openTicket, let reference = ticket.reference, let text = state.values.text(.description) else { return .open }
        if heard.isPlainYes, heard.confidence >= agent.facts.thresholds.confirm {
            state.errand = Errand(purpose: .add, record: ticket)
            perform(.addToTicket(reference, text: text), &reply)
            return .replied
        }
        guard heard.answer == false, !heard.hasValues else { return .open }
        state.declined.insert(.openTicket)
        return .answered
    }
}
