public import Core
import Foundation

/// From a declaration to a workflow that the dialogue, the form and the tools work from.
extension Workflow {
    /// - Parameters:
    ///   - declaration: one without violations; what cannot be understood in another is left out.
    ///   - currency: ISO 4217 code of the amounts.
    ///   - region: where the business's callers are.
    public init(declared declaration: WorkflowDeclaration, currency: String, in region: PhoneNumber.Region = .northAmerica) {
        let declared = declaration.slots
        var slots = declared.compactMap { slot in Slot(slot, after: declared, currency: currency, in: region) }
        if declaration.contact != false {
            for contact in [Slot.declaredCustomerName, .customerPhone] where !slots.contains(where: { $0.name == contact.name }) {
                slots.append(contact)
            }
        }
        let record = declaration.record ?? "request"
        let opening = declaration.opening ?? slots.first?.prompts.first ?? "How can I help?"
        self.init(
            name: declaration.name, title: declaration.title, slots: slots, result: .submission,
            wording: Wording(
                opening: opening,
                help: declaration.help
                    ?? "I can take \(Spoken.withArticle(record)) for you. I ask for what I need, one thing after the other.",
                request: ["Shall I send it?", "Shall I send that off?", "Is that right, and may I send it?"],
                record: record,
                dropped: "All right, nothing is sent.",
                done: declaration.confirmation,
                tool: "submit_\(declaration.name)",
                toolExplanation: "Sends the caller's \(record). Call it only after reading everything back and hearing an explicit yes."))
    }
}

extension Slot {
    fileprivate static let declaredCustomerName = Slot.customerName(
        prompts: ["What is your name, please?", "May I have your name?", "Please tell me your name."])

    /// - Returns: nil when the declaration has a violation that leaves it without a meaning.
    fileprivate init?(_ declared: SlotDeclaration, after others: [SlotDeclaration], currency: String, in region: PhoneNumber.Region) {
        guard let kind = Kind(declared, currency: currency, in: region) else { return nil }
        let need: Need =
            if let condition = declared.when {
                .when(Name(rawValue: condition.slot), isOneOf: condition.values(among: others))
            } else {
                declared.required == false ? .never : .always
            }
        self.init(
            name: Name(rawValue: declared.name), label: declared.label, kind: kind, need: need,
            explanation: declared.explanation ?? declared.label,
            prompts: (declared.prompts ?? []) + Self.prompts(for: declared.label, kind: kind))
    }

    /// The questions that a label makes, for want of the owner's own, and behind them when they must be asked in another way.
    private static func prompts(for label: String, kind: Kind) -> [String] {
        let name = label.lowercasedFirst
        switch kind {
        case .choice(let choices, _), .list(let choices):
            let names = Spoken.list(choices.filter(\.isAvailable).map(\.spoken), "or")
            guard (1...mostChoicesSaid).contains(choices.count) else { break }
            return ["Which \(name): \(names)?", "For the \(name) there is \(names). Which shall it be?"]
        case .yesNo: return ["\(label): yes or no?", "Please say yes or no: \(name)?"]
        case .date:
            return ["What is the \(name)?", "On which day is that?", "Please name a day for the \(name), for example next Tuesday."]
        case .birthDate:
            return ["What is the \(name)?", "Please tell me the \(name) with day, month and year, for example the third of May 1965."]
        case .timeOfDay:
            return ["What is the \(name)?", "At what time is that?", "Please name a time for the \(name), for example half past nine."]
        case .number, .money: return ["What is the \(name)?", "Please tell me the \(name) as a number."]
        case .code, .postcode: return ["What is the \(name)?", "Please spell the \(name), sign by sign."]
        default: break
        }
        return ["What is the \(name)?", "Please tell me the \(name)."]
    }

    /// More cannot be kept in mind while listening.
    private static let mostChoicesSaid = 6
}

extension Slot.Kind {
    fileprivate init?(_ declared: SlotDeclaration, currency: String, in region: PhoneNumber.Region) {
        let amounts = Limits(least: declared.minimum, most: declared.maximum)
        let choices = (declared.choices ?? []).map { choice in
            Slot.Choice(id: choice.name, name: choice.name, phrases: choice.aliases ?? [], isAvailable: choice.available ?? true)
        }
        switch declared.type {
        case .text: self = .text
        case .longText: self = .account
        case .name: self = .personName
        case .number: self = .number(amounts, isWhole: declared.whole ?? false)
        case .money: self = .money(amounts, currency: currency)
        case .date: self = .date(Limits(least: declared.earliest?.days, most: declared.latest?.days))
        case .birthDate: self = .birthDate
        case .time: self = .timeOfDay(Limits(least: declared.earliest?.time, most: declared.latest?.time))
        case .phone: self = .phone
        case .email: self = .email
        case .address: self = .address
        case .choice: self = .choice(choices, saidBy: .names)
        case .yesNo: self = .yesNo
        case .list: self = .list(choices)
        case .postcode: self = .postcode(declared.countries?.compactMap(PostcodeFormat.country) ?? PostcodeFormat.formats(of: region))
        case .code:
            guard let format = CodeFormat(declared.format ?? "") else { return nil }
            self = .code(format)
        }
    }
}

extension SlotDeclaration.Bound {
    var days: Int? {
        guard case .days(let days) = self else { return nil }
        return days
    }

    var time: LocalTime? {
        guard case .time(let text) = self else { return nil }
        return LocalTime(text)
    }
}

extension SlotDeclaration.Condition {
    fileprivate func values(among slots: [SlotDeclaration]) -> [SlotValue] {
        let isYesNo = slots.first { $0.name == slot }?.type == .yesNo
        return isOneOf.map { isYesNo ? .yesNo($0.lowercased() == "yes") : .choice($0) }
    }
}

extension String {
    /// "Number of tyres" in mid-sentence; "PIN" stays as it is.
    fileprivate var lowercasedFirst: String {
        let second = dropFirst().first
        return second?.isUppercase == true ? self : prefix(1).lowercased() + dropFirst()
    }
}
