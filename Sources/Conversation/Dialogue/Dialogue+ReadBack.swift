import Core
import Foundation

/// The values as they are said back before the action, and what is said after it.
extension Dialogue {
    /// Everything once; after that only the question, for what changed has just been said.
    func readBack(at now: Date) -> [String] {
        let request = state.errand == nil ? agent.workflow.wording.request : Sentences.shallMove
        // An attendant reads from the text that it was given last.
        guard !state.hasReadBack || isAttended else {
            guard agent.workflow.result == .order, let total = total else { return request }
            return request.map { "That makes \(Spoken.money(total)). \($0)" }
        }
        let summary = summary(at: now)
        return request.map { "\(summary) \($0)" }
    }

    func summary(at now: Date) -> String {
        let values = agent.workflow.relevant(state.values)
        switch agent.workflow.result {
        case .order where values.lines.isEmpty:
            return "So far there is nothing on your order."
        case .order:
            let parts = [
                Spoken.lines(values.lines, in: agent.facts.catalogue), spokenChoice(.orderType), values.text(.address).map { "to \($0)" },
                spokenName, spokenNumber, values.text(.notes),
            ]
            let price = total.map { " The total is \(Spoken.money($0))." } ?? ""
            let opening = agent.isOpen(at: now) ? "" : agent.nextOpening(after: now).map { " We open \($0)." } ?? ""
            return "So: \(parts.compactMap { $0 }.joined(separator: ", ")).\(price)\(opening)"
        case .appointment:
            let time = values.time.map { slot in
                let moment = Spoken.moment(slot.start, in: agent.facts.timeZone, now: now)
                return slot.resource.map { "\(moment) with \($0)" } ?? moment
            }
            let parts = [spokenChoice(.service), time, spokenName, spokenNumber]
            return Spoken.capitalized(parts.compactMap { $0 }.joined(separator: ", ")) + "."
        case .ticket:
            let category = spokenChoice(.category).map { " about \($0)" } ?? ""
            let parts = [spokenName, spokenNumber].compactMap { $0 }.joined(separator: ", ")
            return "A ticket\(category)\(parts.isEmpty ? "" : ", " + parts): \(values.text(.subject) ?? "")."
        case .submission:
            let parts = agent.workflow.slots.compactMap { slot -> String? in
                guard let held = values[slot.name], !(slot.kind == .phone && held.value == state.caller.phone.map { .phone($0) }) else {
                    return nil
                }
                return "\(slot.label): \(spoken(held.value, of: slot.name, at: now))."
            }
            return "So: " + parts.joined(separator: " ")
        }
    }

    /// What is said once the action is done.
    func done(_ receipt: Receipt, at start: Date?, now: Date) -> [String] {
        let number = Spoken.recordNumber(receipt.number)
        switch agent.workflow.result {
        case .order:
            let price = receipt.total.map { " The total is \(Spoken.money($0))." } ?? ""
            let ready = receipt.readyAt.map { " It will be ready \(about($0, now: now))." } ?? ""
            return ["Done, order \(number).\(price)\(ready)", "Your order is in, number \(number).\(price)\(ready)"]
        case .appointment:
            let when = start.map { " See you \(Spoken.moment($0, in: agent.facts.timeZone, now: now))." } ?? ""
            return ["It's booked, number \(number).\(when)", "You are booked in, number \(number).\(when)"]
        case .ticket:
            return [
                "Your ticket is number \(number). Somebody will get back to you.",
                "I've opened ticket \(number), and somebody will get back to you.",
            ]
        case .submission:
            let ending = agent.workflow.wording.done.map { " \($0)" } ?? ""
            let record = agent.workflow.wording.record
            return ["Your \(record) is number \(number).\(ending)", "That's done: \(record) \(number).\(ending)"]
        }
    }

    /// "at about ten to seven", with the day where it is another one.
    private func about(_ instant: Date, now: Date) -> String {
        let zone = agent.facts.timeZone
        let local = instant.local(in: zone)
        guard local.date == now.local(in: zone).date else { return Spoken.onMoment(instant, in: zone, now: now) }
        return "at about \(Spoken.time(local.time))"
    }

    var total: Money? {
        let lines = state.values.lines
        guard !lines.isEmpty else { return nil }
        let goods = lines.reduce(Money(minorUnits: 0, currency: agent.facts.currency)) { sum, line in
            agent.item(line.item).map { sum + $0.price(of: line) } ?? sum
        }
        return agent.facts.total(of: goods)
    }

    /// A value as it is said back, on its own.
    func spoken(_ value: SlotValue, of name: Slot.Name, at now: Date) -> String {
        let choices = agent.workflow.slot(name)?.choices ?? []
        func choice(_ id: String) -> String { choices.first { $0.id == id }?.spoken ?? id }
        return switch value {
        case .lines(let lines): Spoken.lines(lines, in: agent.facts.catalogue)
        case .choice(let id): choice(id)
        case .time(let slot): Spoken.time(slot.start.local(in: agent.facts.timeZone).time)
        case .phone(let number): Spoken.phone(number, in: agent.facts.region)
        case .text(let text): agent.workflow.slot(name)?.kind.isCode == true ? Spoken.signs(text) : text
        case .number(let number): Spoken.decimal(number)
        case .money(let amount): Spoken.money(amount)
        case .date(let date) where agent.workflow.slot(name)?.kind == .birthDate: Spoken.birthDate(date)
        case .date(let date): Spoken.date(date, today: now.local(in: agent.facts.timeZone).date)
        case .timeOfDay(let time): Spoken.clock(time.minutes)
        case .yesNo(let isYes): isYes ? "yes" : "no"
        case .list(let parts): parts.isEmpty ? "none" : Spoken.list(parts.map(choice))
        }
    }

    func spoken(_ meaning: Doubt.Meaning) -> String {
        switch meaning {
        case .line(let line): agent.item(line.item)?.name ?? ""
        case .choice(let name, let id): agent.workflow.slot(name)?.choices.first { $0.id == id }?.spoken ?? id
        }
    }

    private func spokenChoice(_ name: Slot.Name) -> String? {
        state.values.choice(name).map { spoken(.choice(name, id: $0)) }
    }

    private var spokenName: String? {
        let isDoubtful = state.doubtful.contains(.customerName)
        return state.values.text(.customerName).map { isDoubtful ? "for \($0), with the spelling to be checked" : "for \($0)" }
    }

    /// The number of the line has been agreed on its own and is not said again.
    private var spokenNumber: String? {
        guard let phone = state.values.phone, phone != state.caller.phone else { return nil }
        return "at \(Spoken.phone(phone, in: agent.facts.region))"
    }
}
