import Core
import Foundation

/// What a caller wants with something that is in the books already.
struct Errand: Sendable, Hashable, Codable {
    var purpose: Purpose
    /// What it is called, where the caller said so: "1042".
    var number: String?
    /// The day or time by which the caller named it: "my appointment on Tuesday".
    var when: AvailabilityWish?
    /// The one that is meant, once that is clear.
    var record: PastRecord?
    /// When somebody calls back.
    var callBack: Date?
    /// The form is being filled for it, as for a new wish.
    var isFillingForm = false

    enum Purpose: String, Sendable, Hashable, Codable {
        /// How it stands, or when it is.
        case status
        case cancel
        /// To another time.
        case move
        /// The same once more.
        case again
        /// More is told of it.
        case add
        /// A person calls back.
        case callBack
    }
}

extension Agent {
    /// What an utterance wants with something agreed before; nil when it is about the wish at hand.
    ///
    /// - Parameter state: what is being put together, or was done a moment ago, may be meant as well.
    func errand(in heard: Heard, _ state: Dialogue.State, at now: Date) -> (errand: Errand, newTime: AvailabilityWish?)? {
        let tokens = heard.utterance.tokens
        let verbs = English.errands.matches(in: tokens)
        guard let verb = verbs.first else { return nil }
        if verbs.contains(where: { $0.meaning == .callBack }) {
            let wish = DateTimeReader(reference: now, timeZone: facts.timeZone).wish(in: heard.utterance)?.value
            return (Errand(purpose: .callBack), wish)
        }
        if verbs.contains(where: { $0.meaning == .again }) {
            // "My number is the same as last time" orders nothing.
            let isAboutCaller = tokens.contains { token in
                [Slot.Kind.personName, .phone, .address].contains { $0.english.contains(token.word) } || token.word == "numbers"
            }
            return workflow.result == .order && !isAboutCaller ? (Errand(purpose: .again), nil) : nil
        }
        let noun = tokens.indices.first { workflow.result.records.contains(tokens[$0].word) }
        let purpose = verbs.first { $0.meaning != .status }?.meaning ?? verb.meaning
        let number = noun.flatMap { recordNumber(in: heard.utterance, after: $0) }
        // What is being put together is no past thing, unless it is asked how that stands.
        guard state.phase == .settled || !state.hasUnfinishedWish || purpose == .status && noun != nil else { return nil }
        let isTheirs = tokens.indices.contains { index in
            English.possessives.contains(tokens[index].word) && (noun.map { index < $0 && $0 - index <= 3 } ?? false)
        }
        let isNamed = number != nil || isTheirs && noun != nil
        // "Cancel it", "the one on Thursday": of what was just done or looked up.
        let isKnown = state.made != nil || state.past?.records.isEmpty == false
        let isOfThisCall =
            isKnown && tokens.contains { English.pronouns.contains($0.word) }
            && (purpose != .status || state.made != nil && workflow.result == .appointment)
        let needsNoNoun = purpose == .move && English.reschedulingVerbs.contains(tokens[verb.tokens.lowerBound].word)
        guard isNamed || isOfThisCall || needsNoNoun else { return nil }
        // "Move it from Tuesday to Thursday": what stands behind the "to" is the new time.
        let end = max(verb.tokens.upperBound, (noun ?? 0) + 1)
        let turn =
            purpose == .move
            ? tokens.indices.first { $0 >= min(end, tokens.count) && ["to", "for", "into"].contains(tokens[$0].word) } : nil
        let reader = DateTimeReader(reference: now, timeZone: facts.timeZone)
        func wish(_ range: Range<Int>) -> AvailabilityWish? {
            range.isEmpty ? nil : reader.wish(in: Utterance(heard.utterance.text(of: range)))?.value
        }
        let before = wish(0..<(turn ?? tokens.count))
        let after = turn.flatMap { wish($0 + 1..<tokens.count) }
        return (Errand(purpose: purpose, number: number, when: number == nil ? before : nil), after)
    }

    /// "Ticket number ten forty-two": the digits that follow the noun, however they are grouped.
    private func recordNumber(in utterance: Utterance, after noun: Int) -> String? {
        let tokens = utterance.tokens
        var index = noun + 1
        while index < tokens.count, English.numberWords.contains(tokens[index].word) { index += 1 }
        var digits = ""
        while index < tokens.count, digits.count < Self.longestRecordNumber {
            if let digit = English.digitWords[tokens[index].word] {
                digits += digit
                index += 1
            } else if let read = NumberReader.plainCardinal(in: utterance, at: index) {
                digits += String(read.value)
                index += read.tokenCount
            } else {
                break
            }
        }
        return digits.isEmpty ? nil : digits
    }

    private static let longestRecordNumber = 12
}

extension Workflow.Result {
    /// What callers call a record of this kind.
    var records: Set<String> {
        switch self {
        case .order: ["order", "orders", "delivery", "food"]
        case .appointment: ["appointment", "appointments", "booking", "bookings", "reservation", "visit"]
        case .ticket: ["ticket", "tickets", "case", "request"]
        case .submission: []
        }
    }
}

extension PastRecord {
    /// Nil where nobody can be asked about it, for it stands under no number.
    var reference: RecordReference? {
        contact.phone.map { RecordReference(record: record, phone: $0) }
    }

    var start: Date? {
        guard case .appointment(_, _, let start) = content else { return nil }
        return start
    }

    func isOf(_ result: Workflow.Result) -> Bool {
        switch (content, result) {
        case (.order, .order), (.appointment, .appointment), (.ticket, .ticket): true
        default: false
        }
    }

    /// Whether it is at a time that a caller names it by.
    func fits(_ wish: AvailabilityWish?, in zone: TimeZone) -> Bool {
        guard let wish else { return true }
        let local = (start ?? createdAt).local(in: zone)
        return wish.admits(local.date, local.time)
    }
}

extension Agent {
    /// "your Annual Checkup on Tuesday the thirteenth at nine o'clock", "your order ten forty-two of today".
    func description(of record: PastRecord, at now: Date) -> String {
        let number = Spoken.recordNumber(record.number)
        let day = Spoken.date(record.createdAt.local(in: facts.timeZone).date, today: now.local(in: facts.timeZone).date)
        return switch record.content {
        case .order: "your order \(number) from \(day)"
        case .appointment(_, let name, let start): "your \(name) \(Spoken.onMoment(start, in: facts.timeZone, now: now))"
        case .ticket(let subject): "your open ticket \(number) from \(day), \"\(subject)\""
        }
    }

    /// What a caller may call it beside its time: the service, the subject, the number.
    func name(of record: PastRecord) -> String {
        switch record.content {
        case .order: record.number
        case .appointment(_, let name, _): name
        case .ticket(let subject): subject
        }
    }

    /// How things stand with some records.
    func standing(of records: [PastRecord], at now: Date) -> [String] {
        let sentences = records.map { record in
            let number = Spoken.recordNumber(record.number)
            return switch record.content {
            case .order: "Your order \(number) is \(record.status)."
            case .appointment(_, let name, let start): "Your \(name) is \(Spoken.onMoment(start, in: facts.timeZone, now: now))."
            case .ticket(let subject): "Ticket \(number), \"\(subject)\", is \(record.status)."
            }
        }
        let answer = sentences.joined(separator: " ")
        return [answer, "As I have it: \(answer)"]
    }

    /// A line of an earlier order from today's catalogue; nil when the item is not to be had.
    func line(_ past: PastOrder.Line) -> OrderLine? {
        guard let item = facts.catalogue.items.first(where: { $0.name == past.item }), item.isAvailable else { return nil }
        let options = past.options.flatMap { choices(written: $0, for: item) ?? [] }
        return OrderLine(item: item.id, quantity: past.quantity, options: options, note: past.note)
    }
}
