import Conversation
import Core
import Foundation

/// Values for the kinds of field that an owner declares.
extension WishSource {
    func declared(_ kind: Slot.Kind, using random: inout SeededRandom) -> Wanted? {
        switch kind {
        case .number(let limits, let isWhole): number(within: limits, isWhole: isWhole, using: &random)
        case .money(let limits, let currency): money(within: limits, in: currency, using: &random)
        case .date(let limits): date(within: limits, using: &random)
        case .birthDate: birthDate(using: &random)
        case .timeOfDay(let limits): timeOfDay(within: limits, using: &random)
        case .yesNo:
            random.one(
                of: Wanted("yes", sayings: ["yes", "yes please", "yeah", "it does", "sure"]),
                Wanted("no", sayings: ["no", "no thanks", "nope", "it doesn't"]))
        case .list(let choices): list(of: choices, using: &random)
        case .postcode(let formats): postcode(of: formats, using: &random)
        case .code(let format): code(of: format, using: &random)
        case .email: CallerEnglish.email(using: &random)
        case .text: CallerEnglish.remark(using: &random)
        case .lines, .choice, .time, .personName, .phone, .address, .account: nil
        }
    }

    private func number(within limits: Limits<Decimal>, isWhole: Bool, using random: inout SeededRandom) -> Wanted {
        let number = whole(within: limits, using: &random)
        let words = Spoken.number(number)
        let half = Decimal(number) + Decimal(sign: .plus, exponent: -1, significand: 5)
        if !isWhole, limits.admit(half), random.chance(0.3) {
            return Wanted("\(half)", sayings: ["\(words) and a half", "\(half)"])
        }
        return Wanted(String(number), sayings: [words, String(number), "\(words) please", "it's \(words)"])
    }

    private func money(within limits: Limits<Decimal>, in currency: String, using random: inout SeededRandom) -> Wanted? {
        guard let amount = try? Money(decimal: Decimal(whole(within: limits, using: &random)), currency: currency) else { return nil }
        let spoken = Spoken.money(amount)
        return Wanted("\(amount.decimal)", sayings: [spoken, "it's \(spoken)", "\(spoken) please"])
    }

    /// Most people's numbers are small.
    private func whole(within limits: Limits<Decimal>, using random: inout SeededRandom) -> Int {
        let least = limits.least.map { NSDecimalNumber(decimal: $0).intValue } ?? 1
        let most = limits.most.map { NSDecimalNumber(decimal: $0).intValue } ?? least + 20
        return least + random.number(below: max(1, min(most - least, 40) + 1))
    }

    private func date(within limits: Limits<Int>, using random: inout SeededRandom) -> Wanted {
        let least = limits.least ?? (limits.most.map { $0 < 0 ? $0 - 20 : 1 } ?? 1)
        let most = limits.most ?? least + 40
        let days = least + random.number(below: max(1, min(most - least, 40) + 1))
        let day = now.date.advanced(byDays: days)
        let sayings = days > 0 ? names(of: day) : ["\(CallerEnglish.months[day.month - 1]) \(Spoken.ordinal(day.day))"]
        return Wanted(day.description, sayings: sayings)
    }

    private func birthDate(using random: inout SeededRandom) -> Wanted {
        let day = now.date.advanced(byDays: -7000 - random.number(below: 22_000))
        let month = CallerEnglish.months[day.month - 1]
        return Wanted(day.description, sayings: [Spoken.birthDate(day), "\(month) \(Spoken.ordinal(day.day)) \(day.year)"])
    }

    private func timeOfDay(within limits: Limits<LocalTime>, using random: inout SeededRandom) -> Wanted? {
        let least = limits.least?.minutes ?? 480
        let most = limits.most?.minutes ?? 1200
        let times = stride(from: (least + 14) / 15 * 15, through: most, by: 15).compactMap { LocalTime(minutes: $0) }
        guard let time = random.element(of: times) else { return nil }
        return Wanted(time.description, sayings: CallerEnglish.clock(time, isPlain: false))
    }

    private func list(of choices: [Slot.Choice], using random: inout SeededRandom) -> Wanted {
        let available = random.shuffled(choices.filter(\.isAvailable)).prefix(random.one(of: 1, 2))
        // In the order of the declaration, however they are said.
        let names = choices.filter(available.contains).map(\.name)
        guard !names.isEmpty else { return Wanted("umbrella, rope", sayings: ["an umbrella and a rope"]) }
        return Wanted(names.joined(separator: ", "), sayings: [Spoken.list(names)])
    }

    private func code(of format: CodeFormat, using random: inout SeededRandom) -> Wanted {
        let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ")
        let signs = format.pattern.map { place -> String in
            switch place {
            case "A": random.element(of: letters).map { String($0) } ?? "A"
            case "9": String(random.number(below: 10))
            case "*": random.chance(0.5) ? String(random.number(below: 10)) : random.element(of: letters).map { String($0) } ?? "A"
            default: String(place)
            }
        }
        return spelled(signs.joined())
    }

    /// One that many know, or any figures where figures are enough.
    private func postcode(of formats: [PostcodeFormat], using random: inout SeededRandom) -> Wanted? {
        let figures = (3...7).map { length in (0..<length).map { _ in String(random.number(below: 10)) }.joined() }
        let known = ["SW1A 1AA", "M1 1AE", "10001", "94103", "K1A 0B1", "D02 X285", "1012 AB", "VLT 1117"]
        let codes = (known + figures).compactMap { text in formats.lazy.compactMap { $0.code(text) }.first }
        return random.element(of: codes).map(spelled)
    }

    private func spelled(_ code: String) -> Wanted {
        let said = code.filter { $0.isLetter || $0.isNumber }.map { sign in
            sign.wholeNumberValue.map { CallerEnglish.digits[$0] } ?? String(sign)
        }
        return Wanted(code, sayings: [said.joined(separator: " "), code])
    }
}

extension CallerEnglish {
    static func email(using random: inout SeededRandom) -> Wanted {
        let name = name(using: &random).written.lowercased().filter { $0.isASCII && ($0.isLetter || $0 == " ") }
        let parts = name.split(separator: " ")
        let host = random.one(of: "example", "mail", "post")
        return Wanted(
            "\(parts.joined(separator: "."))@\(host).com", sayings: ["\(parts.joined(separator: " dot ")) at \(host) dot com"])
    }
}
