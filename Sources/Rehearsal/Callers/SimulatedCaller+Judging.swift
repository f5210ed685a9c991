import Conversation
import Core
import Foundation

extension SimulatedCaller {
    /// What of a record is not as it is wanted; nil when all is.
    func objection(to record: CallRecord) -> String? {
        if let difference = wish.differences(from: record.lines, at: agent.facts).first, !wish.lines.isEmpty || !record.lines.isEmpty {
            return "the order is not what was wanted: \(difference)"
        }
        if !wish.lines.isEmpty, let total = record.total {
            let goods = wish.lines.compactMap { agent.facts.catalogue.price(of: $0) }
                .reduce(Money(minorUnits: 0, currency: agent.facts.currency), +)
            guard total == agent.facts.total(of: goods) else { return "the order costs \(total.decimal)" }
        }
        if let time = wish.time, let start = record.start, !time.admits(start, in: agent.facts.timeZone) {
            let local = start.local(in: agent.facts.timeZone)
            return "\(local.date) at \(local.time) was not wanted"
        }
        for slot in agent.workflow.slots where source.isWanted(slot, beside: wish) {
            if slot.kind == .account, let told = record.values[slot.name], !isTold(told) {
                return "the account is not the caller's: \(told)"
            }
            guard wish.values[slot.name] != nil else { continue }
            let held = record.values[slot.name] ?? ""
            if !wish.isMet(slot, by: held) {
                return "\(slot.name.rawValue) is \"\(held)\", not \"\(wish.values[slot.name]?.written ?? "")\""
            }
        }
        return nil
    }

    /// Values in the books that nobody has said aloud.
    func unsaid(in record: CallRecord) -> [String] {
        agent.workflow.slots.compactMap { slot in
            guard slot.need != .never, slot.kind != .account, let value = record.values[slot.name] else { return nil }
            let isSaid = view.valuesSaid[slot.name, default: []].contains { said in
                slot.kind == .phone ? PhoneNumber(said)?.identity == value : said == value
            }
            return isSaid ? nil : "\(slot.name.rawValue) \(value)"
        }
    }

    /// Whether it is about the same, or most words of the caller's own account are there; some may have been misheard.
    func isTold(_ text: String) -> Bool {
        let told = Set(Utterance(text).tokens.map(\.word))
        return !told.isDisjoint(with: wish.matters)
            || wish.accounts.contains { account in
                let words = Utterance(account).tokens.map(\.word)
                return words.count(where: told.contains) * 2 >= words.count
            }
    }
}
