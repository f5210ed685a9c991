import Core
import Foundation

/// Errands: what callers want with something that is in the books already. It is found by the number it stands under and, where that
/// number may be anybody's, by the name or the number of the record too.
extension Dialogue {
    /// - Returns: whether the utterance was about something in the books.
    mutating func takeErrand(_ heard: Heard, in reply: inout Reply, at now: Date) -> Bool {
        guard let (errand, newTime) = agent.errand(in: heard, state, at: now) ?? moving(heard) else { return false }
        if errand.purpose == .callBack {
            callBack(at: newTime, in: &reply, now: now)
            return true
        }
        let made = state.made
        if state.phase == .settled { beginNextWish() }
        state.errand = errand
        if errand.number == nil, errand.when == nil || made != nil { state.errand?.record = made }
        for name in [Slot.Name.customerName, .customerPhone] {
            guard let candidate = heard.values[name] else { continue }
            set(name, to: candidate.value, confidence: candidate.confidence * heard.confidence)
        }
        state.wish = newTime
        state.misses = 0
        advance(&reply, at: now)
        return true
    }

    /// "Could you make it Tuesday instead?", just after it was booked.
    private func moving(_ heard: Heard) -> (errand: Errand, newTime: AvailabilityWish?)? {
        guard state.phase == .settled, state.made?.start != nil, heard.values[.service] == nil, heard.topics.isEmpty, let wish = heard.wish
        else { return nil }
        return (Errand(purpose: .move), wish)
    }

    /// Goes on with an errand: finds out whose it is, looks it up, finds out which one, and does it.
    mutating func pursue(_ errand: Errand, in reply: inout Reply, at now: Date) {
        if errand.purpose == .callBack { return pursueCallBack(&reply, at: now) }
        guard let record = errand.record else { return find(errand, in: &reply, at: now) }
        switch errand.purpose {
        case .status:
            state.errand = nil
            reply.say(agent.standing(of: [record], at: now))
            goOn(&reply, at: now)
        case .cancel:
            ask(.cancelling, in: &reply, at: now)
        case .move:
            begin(moving: record, in: &reply, at: now)
        case .again:
            repeatOrder(record, in: &reply, at: now)
        case .add, .callBack:
            break
        }
    }

    /// Takes what the books hold of the number that was asked about.
    mutating func take(_ records: [PastRecord], in reply: inout Reply, at now: Date) {
        guard state.phase == .lookingUp, let phone = knownNumber else { return }
        state.phase = .gathering
        state.past = Past(phone: phone, records: records)
        if let errand = state.errand { pursue(errand, in: &reply, at: now) }
    }

    mutating func lookUp(_ phone: PhoneNumber, _ reply: inout Reply) {
        state.phase = .lookingUp
        reply.run(.lookUp(RecordQuery(phone: phone)))
    }

    /// Whether who calls is asked only to find something.
    var isSeekingRecord: Bool { state.errand.map { $0.record == nil && $0.purpose != .callBack } ?? false }

    /// The number that the caller's records stand under, as far as it is known.
    private var knownNumber: PhoneNumber? {
        state.values.phone ?? (state.caller.isProven && !state.declined.contains(.lineNumber) ? state.caller.phone : nil)
    }

    /// Whether the call surely comes from that number.
    func isProven(_ phone: PhoneNumber) -> Bool {
        state.caller.isProven && state.caller.phone?.identity == phone.identity
    }

    private mutating func find(_ errand: Errand, in reply: inout Reply, at now: Date) {
        guard let phone = knownNumber else {
            return ask(canOfferLineNumber ? .lineNumber : .slot(.customerPhone), in: &reply, at: now)
        }
        guard isProven(phone) || errand.number != nil || state.values.text(.customerName) != nil else {
            return ask(.slot(.customerName), in: &reply, at: now)
        }
        guard isProven(phone) || state.failedLookUps < Self.mostFailedLookUps else {
            state.errand = nil
            reply.say("I can't look up any more numbers in this call.", "That is as many numbers as I can look up in one call.")
            return ask(.person, in: &reply, at: now)
        }
        guard let past = state.past, past.phone.identity == phone.identity else { return lookUp(phone, &reply) }
        let found = candidates(for: errand, in: past, at: now)
        switch (errand.purpose, found.count) {
        case (_, 0):
            findNothing(errand, in: &reply, at: now)
        case (.status, 2...):
            state.errand = nil
            reply.say(agent.standing(of: found, at: now))
            goOn(&reply, at: now)
        case (.again, _), (_, 1):
            state.errand?.record = found[0]
            advance(&reply, at: now)
        default:
            ask(.record, in: &reply, at: now)
        }
    }

    /// The records an errand can be about, newest or soonest first; a handful.
    private func candidates(for errand: Errand, in past: Past, at now: Date) -> [PastRecord] {
        var found = past.records.filter { $0.isOf(agent.workflow.result) && isCallers($0, of: past.phone, errand) }
        if let number = errand.number { return found.filter { $0.number == number } }
        switch (errand.purpose, agent.workflow.result) {
        case (.cancel, _), (.move, _): found = found.filter(\.isOpen)
        case (.status, .appointment): found = found.filter { $0.isOpen && ($0.start ?? now) >= now }
        case (.status, .ticket): found = found.contains(where: \.isOpen) ? found.filter(\.isOpen) : Array(found.prefix(1))
        case (.status, _), (.again, _), (.add, _), (.callBack, _): found = Array(found.prefix(1))
        }
        found.sort { ($0.start ?? $1.createdAt) < ($1.start ?? $0.createdAt) }
        let named = found.filter { $0.fits(errand.when, in: agent.facts.timeZone) }
        return Array((named.isEmpty ? found : named).prefix(4))
    }

    /// Under a number that anybody may have given, also the name or the record's own number must be right.
    private func isCallers(_ record: PastRecord, of phone: PhoneNumber, _ errand: Errand) -> Bool {
        if isProven(phone) || errand.number == record.number { return true }
        guard let given = state.values.text(.customerName), let known = record.contact.name else { return false }
        return PhraseIndex([(id: 0, names: [known])]).candidates(in: Utterance(given)).contains { $0.confidence >= Self.sameName }
    }

    /// Records are numbered one after the other: whoever may be anybody is not to find one by trying.
    private static let mostFailedLookUps = 3

    /// How alike a name must be to the one in the books, 0...1: it was heard twice over a telephone.
    private static let sameName = 0.6

    private mutating func findNothing(_ errand: Errand, in reply: inout Reply, at now: Date) {
        state.errand = nil
        if knownNumber.map(isProven) != true { state.failedLookUps += 1 }
        let record = agent.workflow.wording.record
        let number = errand.number.map { " \(Spoken.recordNumber($0))" } ?? ""
        guard errand.purpose != .again else {
            reply.say("I find no earlier order under that number.", "There is no earlier order under that number.")
            return goOn(&reply, at: now)
        }
        let key = state.values.text(.customerName) == nil ? "number" : "name and number"
        reply.say("I find no \(record)\(number) under that \(key).", "Under that \(key) there is no \(record)\(number), I'm afraid.")
        ask(.person, in: &reply, at: now)
    }

    /// After an errand: what was in the middle goes on, or another wish is asked for.
    mutating func goOn(_ reply: inout Reply, at now: Date) {
        if state.hasUnfinishedWish { return advance(&reply, at: now) }
        ask(.anotherWish, in: &reply, at: now)
    }
}

/// Which one, what becomes of it, and what is said of it.
extension Dialogue {
    mutating func takeRecord(_ heard: Heard, in reply: inout Reply, at now: Date) -> Taking {
        guard let errand = state.errand, let past = state.past else { return .open }
        let records = candidates(for: errand, in: past, at: now)
        let names = records.map(agent.name)
        let fitting = records.filter { heard.wish != nil && $0.fits(heard.wish, in: agent.facts.timeZone) }
        if let index = heard.position?.index(in: records.count), fitting.isEmpty {
            state.errand?.record = records[index]
        } else if fitting.count == 1 {
            state.errand?.record = fitting[0]
        } else if fitting.isEmpty, let index = agent.nearest(to: heard.utterance, among: names) {
            state.errand?.record = records[index]
        } else if errand.purpose == .move, let wish = heard.wish {
            // Not when it is, but when it shall be.
            state.wish = wish
            ask(.record, in: &reply, at: now)
            return .replied
        } else if heard.answer == false || heard.has(.neither) {
            return leaveErrand(&reply, at: now)
        } else {
            return .notUnderstood
        }
        return .answered
    }

    mutating func takeCancelling(_ heard: Heard, in reply: inout Reply, at now: Date) -> Taking {
        guard let reference = state.errand?.record?.reference else { return .open }
        if heard.isPlainYes, heard.confidence >= agent.facts.thresholds.confirm {
            let isOrder = agent.workflow.result == .order
            perform(isOrder ? .cancelOrder(reference) : .cancelAppointment(reference), &reply)
            return .replied
        }
        guard heard.answer == false || heard.has(.nothingMore) else { return .notUnderstood }
        return leaveErrand(&reply, at: now)
    }

    private mutating func leaveErrand(_ reply: inout Reply, at now: Date) -> Taking {
        state.errand = nil
        reply.say("All right, it stays as it is.", "Fine, nothing is changed.")
        goOn(&reply, at: now)
        return .replied
    }

    func choosingRecord(at now: Date) -> [String] {
        guard let errand = state.errand, let past = state.past else { return [] }
        let names = candidates(for: errand, in: past, at: now).map { agent.description(of: $0, at: now) }
        let list = Spoken.list(names, "or")
        return ["Which one is it: \(list)?", "There is \(list). Which one do you mean?", "Please choose: \(list)."]
    }

    func cancelling(at now: Date) -> [String] {
        guard let record = state.errand?.record else { return [] }
        let name = agent.description(of: record, at: now)
        return ["That is \(name). Shall I cancel it?", "Shall I cancel \(name)?", "Cancel \(name): yes or no?"]
    }

    /// An appointment is moved by filling the form again, all but its time: then it is offered, read back and agreed like any other.
    private mutating func begin(moving record: PastRecord, in reply: inout Reply, at now: Date) {
        guard case .appointment(let service, _, _) = record.content, agent.facts.services.contains(where: { $0.id == service })
        else {
            state.errand = nil
            reply.say(Sentences.earlierIsForPersons)
            return ask(.person, in: &reply, at: now)
        }
        let description = agent.description(of: record, at: now)
        reply.say("That is \(description).", "So \(description) is to be moved.")
        state.values[.service] = HeldValue(.choice(service.rawValue), confidence: 1, status: .confirmed)
        if let phone = record.contact.phone { state.values[.customerPhone] = HeldValue(.phone(phone), confidence: 1, status: .confirmed) }
        if let name = record.contact.name { state.values[.customerName] = HeldValue(.text(name), confidence: 1, status: .confirmed) }
        state.errand?.isFillingForm = true
        advance(&reply, at: now)
    }

    /// "The usual": the last order, as far as it can be had today.
    private mutating func repeatOrder(_ record: PastRecord, in reply: inout Reply, at now: Date) {
        state.errand = nil
        guard case .order(let order) = record.content else { return goOn(&reply, at: now) }
        let lines = order.lines.compactMap(agent.line)
        let missing = order.lines.filter { agent.line($0) == nil }.map(\.item)
        setLines(lines.reduce(state.values.lines) { agent.catalogue.applying(.add($1), to: $0) }, confidence: 1)
        if !lines.isEmpty {
            let spoken = Spoken.lines(lines, in: agent.facts.catalogue)
            reply.say("The same as last time: \(spoken).", "Like last time, then: \(spoken).")
        }
        if !missing.isEmpty { reply.say("\(Spoken.capitalized(Spoken.list(missing))) we don't have today, I'm sorry.") }
        if lines.isEmpty { state.question = .slot(.lines) }
        advance(&reply, at: now)
    }

    /// What is said once an errand is done; nil when none was.
    func doneErrand(at now: Date) -> [String]? {
        if let callBack = state.errand?.callBack { return promised(callBack, now: now) }
        guard let errand = state.errand, let record = errand.record else { return nil }
        let number = Spoken.recordNumber(record.number)
        if errand.purpose == .add { return ["It's added to ticket \(number).", "Ticket \(number) says so now."] }
        guard errand.purpose == .move, let time = state.values.time else {
            let name = Spoken.capitalized(agent.description(of: record, at: now))
            return ["\(name) is cancelled.", "Done, \(agent.description(of: record, at: now)) is cancelled."]
        }
        let moment = Spoken.moment(time.start, in: agent.facts.timeZone, now: now)
        return ["It's moved to \(moment); the number is still \(number).", "Done: \(moment). The number stays \(number)."]
    }

    /// What this call has just left in the books, as the books will show it.
    func record(of receipt: Receipt, at now: Date) -> PastRecord? {
        if let errand = state.errand, errand.purpose != .move { return nil }
        let values = state.values
        let content: PastRecord.Content
        switch agent.workflow.result {
        case .order:
            let lines = values.lines.map { line in
                PastOrder.Line(item: agent.item(line.item)?.name ?? "", quantity: line.quantity, options: line.options.map(\.wording))
            }
            let type = values.choice(.orderType).flatMap(OrderType.init) ?? .takeaway
            content = .order(PastOrder(lines: lines, type: type, address: values.text(.address)))
        case .appointment:
            guard let service = agent.facts.services.first(where: { $0.id.rawValue == values.choice(.service) }), let time = values.time
            else { return nil }
            content = .appointment(service: service.id, name: service.name, start: time.start)
        case .ticket:
            content = .ticket(subject: values.text(.subject) ?? "")
        case .submission:
            return nil
        }
        return PastRecord(
            record: receipt.record, number: receipt.number, contact: Contact(name: values.text(.customerName), phone: values.phone),
            createdAt: now, status: "in", isOpen: true, content: content)
    }
}
