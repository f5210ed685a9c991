import Core
import Foundation

extension SlotTarget {
    /// What is read for a slot of a workflow; nil for what has a reader of its own: the lines of an order, a free time, an account.
    init?(_ slot: Slot) {
        let kind: Kind? =
            switch slot.kind {
            case .lines, .time, .account, .birthDate, .postcode: nil
            case .choice(let choices, _): .choice(choices)
            case .personName: .personName(.whole)
            case .phone: .phone
            case .address: .address
            case .text: .text
            case .email: .email
            case .number: .number
            case .money(_, let currency): .money(currency: currency)
            case .date: .date
            case .timeOfDay: .time
            case .yesNo: .yesNo
            case .list(let choices): .list(choices)
            case .code: .reference
            }
        guard let kind else { return nil }
        self.init(name: slot.name, label: slot.label, kind: kind)
    }
}

extension Slot {
    /// What was read as a value of this slot; nil when it is none, such as a week for a date.
    func value(_ reading: SlotReading, in region: PhoneNumber.Region) -> SlotValue? {
        switch (kind, reading) {
        case (.code(let format), .text(let text)): format.code(text).map { .text($0) }
        case (_, .text(let text)): .text(text)
        case (.number, .number(let number)): .number(number)
        case (.money, .money(let amount)): .money(amount)
        case (.date, .time(.date(let date))): .date(date)
        // "From the twentieth" names the day on which it begins.
        case (.date, .time(.dates(from: let date?, through: nil))): .date(date)
        case (.timeOfDay, .time(.time(let time))): .timeOfDay(time)
        case (.phone, .phone(let digits)): PhoneReader.phoneNumber(digits, region: region).map { .phone($0) }
        case (.choice, .choice(let id)): .choice(id)
        case (.list, .list(let entries)): .list(entries)
        case (.yesNo, .answer(let isYes)): .yesNo(isYes)
        default: nil
        }
    }
}
