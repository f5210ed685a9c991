package import Core
import Foundation

/// Values of a slot as they are written, sent and checked.
extension Slot {
    /// As a form shows it and as an edit by hand may write it; nil for what only the business's data can write.
    func written(_ value: SlotValue) -> String? {
        switch value {
        case .lines, .time: nil
        case .choice(let id): choiceName(id)
        case .phone(let number): number.e164 ?? number.written
        case .text(let text): text
        case .number(let number): "\(number)"
        case .money(let amount): "\(amount.decimal)"
        case .date(let date): date.description
        case .timeOfDay(let time): time.description
        case .yesNo(let isYes): isYes ? "yes" : "no"
        case .list(let parts): parts.isEmpty ? "none" : parts.map(choiceName).joined(separator: ", ")
        }
    }

    /// The value in a submission, for programs and for people.
    func answer(_ value: SlotValue) -> SubmissionDraft.Answer {
        let text = written(value) ?? ""
        let json: JSONValue =
            switch value {
            case .number(let number): .number(number)
            case .money(let amount): .number(amount.decimal)
            case .yesNo(let isYes): .bool(isYes)
            case .list(let parts): .array(parts.map { .string(choiceName($0)) })
            default: .string(text)
            }
        return SubmissionDraft.Answer(name: name.rawValue, label: label, value: json, text: text)
    }

    /// The value that a form, a model or a person wrote.
    ///
    /// - Parameter region: where a telephone number without a country code belongs.
    /// - Returns: nil when it is no value of the slot, or only the business's data can tell.
    package func value(written text: String, in region: PhoneNumber.Region) -> SlotValue? {
        switch kind {
        case .lines, .time: return nil
        case .choice: return choice(written: text).map { .choice($0.id) }
        case .phone:
            guard let number = PhoneNumber(text, region: region), number.dialled(in: region).count >= Self.shortestNumber else {
                return nil
            }
            return .phone(number)
        case .personName, .address, .account, .text: return text.count <= Self.longestText ? .text(text) : nil
        case .email:
            guard let read = EmailReader.addresses(in: Utterance(text)).first, read.span.count == text.unicodeScalars.count else {
                return nil
            }
            return .text(read.value)
        case .number: return Self.number(written: text).map { .number($0) }
        case .money(_, let currency):
            return Self.number(written: text).flatMap { try? Money(decimal: $0, currency: currency) }.map { .money($0) }
        case .date, .birthDate: return LocalDate(text).map { .date($0) }
        case .timeOfDay: return LocalTime(text).map { .timeOfDay($0) }
        case .yesNo: return ["yes": true, "true": true, "no": false, "false": false][text.lowercased()].map { .yesNo($0) }
        case .list(let choices):
            let parts = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
            let ids = choices.isEmpty ? parts : parts.compactMap { choice(written: $0)?.id }
            return ids.isEmpty || ids.count < parts.count || text.count > Self.longestText ? nil : .list(ids)
        case .postcode(let formats): return formats.lazy.compactMap { $0.code(text) }.first.map { .text($0) }
        case .code(let format): return format.code(text).map { .text($0) }
        }
    }

    /// Why a value of the right kind cannot be taken, to be said aloud; nil when it can.
    ///
    /// - Parameter today: the day of the call, where the business is; without it a date is not checked.
    func objection(to value: SlotValue, today: LocalDate?) -> String? {
        switch (kind, value) {
        case (.number(let limits, let isWhole), .number(let number)):
            if isWhole, !number.isWhole { return "I need a whole number there." }
            return limits.objection(to: number, "less than", "more than", spoken: Spoken.decimal)
        case (.money(let limits, let currency), .money(let amount)):
            return limits.objection(to: amount.decimal, "less than", "more than") {
                (try? Money(decimal: $0, currency: currency)).map(Spoken.money) ?? Spoken.decimal($0)
            }
        case (.date(let limits), .date(let date)):
            guard let today else { return nil }
            return limits.objection(to: date.dayNumber - today.dayNumber, "before", "after") {
                Spoken.date(today.advanced(byDays: $0), today: today)
            }
        case (.birthDate, .date(let date)):
            guard let today, date.dayNumber > today.dayNumber else { return nil }
            return "It can't be after today."
        case (.timeOfDay(let limits), .timeOfDay(let time)):
            return limits.objection(to: time, "before", "after") { Spoken.clock($0.minutes) }
        default:
            return nil
        }
    }

    static let longestText = 2000
    /// Digits of a local number, the shortest that can be called back.
    private static let shortestNumber = 7

    private static func number(written text: String) -> Decimal? {
        guard !text.isEmpty, text.utf8.count <= 20, text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }) else {
            return nil
        }
        return Decimal(string: text)
    }

    private func choice(written text: String) -> Choice? {
        choices.first { $0.isAvailable && ($0.name.caseInsensitiveCompare(text) == .orderedSame || $0.id == text) }
    }

    private func choiceName(_ id: String) -> String {
        choices.first { $0.id == id }?.name ?? id
    }
}

extension Limits {
    /// "It can't be less than two."
    fileprivate func objection(to value: Value, _ below: String, _ above: String, spoken: (Value) -> String) -> String? {
        if let least, value < least { return "It can't be \(below) \(spoken(least))." }
        if let most, value > most { return "It can't be \(above) \(spoken(most))." }
        return nil
    }
}

extension Decimal {
    var isWhole: Bool { Decimal(NSDecimalNumber(decimal: self).intValue) == self }
}
