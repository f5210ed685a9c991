import Core

extension SlotDeclaration {
    /// Names with a meaning of their own in the engine, which a declared slot would be taken for.
    private static let reserved: Set<Slot.Name> = [.lines, .orderType, .start, .subject, .priority]

    /// Between more of them a code that was badly heard is not repaired.
    private static let mostCountries = 5

    func violations(at pointer: String, after above: ArraySlice<SlotDeclaration>, in all: [SlotDeclaration]) -> [Problem.Violation] {
        var found = WorkflowDeclaration.inName(name, at: "\(pointer)/name") + WorkflowDeclaration.inText(label, at: "\(pointer)/label")
        func refuse(_ part: String, _ detail: String) { found.append(.init(pointer: "\(pointer)/\(part)", detail: detail)) }
        if above.contains(where: { $0.name == name }) { refuse("name", "There are two slots named \(name).") }
        if Self.reserved.contains(Slot.Name(rawValue: name)) { refuse("name", "The name \(name) is the platform's own; take another.") }
        if name == Slot.Name.customerName.rawValue, type != .name { refuse("type", "\(name) is the caller's name: its type is name.") }
        if name == Slot.Name.customerPhone.rawValue, type != .phone { refuse("type", "\(name) is the caller's number: its type is phone.") }
        found += WorkflowDeclaration.inTexts(prompts, atMost: WorkflowDeclaration.mostPrompts, at: "\(pointer)/prompts")
        if let explanation { found += WorkflowDeclaration.inText(explanation, at: "\(pointer)/explanation") }
        found += violationsOfChoices(at: "\(pointer)/choices") + violationsOfLimits(at: pointer)
        if let when { found += violations(of: when, at: "\(pointer)/when", after: above, in: all) }
        return found
    }

    private func violationsOfChoices(at pointer: String) -> [Problem.Violation] {
        guard type == .choice || type == .list else {
            return choices == nil ? [] : [.init(pointer: pointer, detail: "Only a choice and a list have choices.")]
        }
        let choices = choices ?? []
        if type == .choice, choices.count < 2 { return [.init(pointer: pointer, detail: "A choice needs at least two choices.")] }
        guard choices.count <= WorkflowDeclaration.mostChoices else {
            return [.init(pointer: pointer, detail: "There are at most \(WorkflowDeclaration.mostChoices) choices.")]
        }
        var found: [Problem.Violation] = []
        var names: Set<String> = []
        var aliases: Set<String> = []
        for (index, choice) in choices.enumerated() {
            found += WorkflowDeclaration.inText(choice.name, at: "\(pointer)/\(index)/name")
            if !names.insert(choice.name.lowercased()).inserted {
                found.append(.init(pointer: "\(pointer)/\(index)/name", detail: "There are two choices named \(choice.name)."))
            }
            found += WorkflowDeclaration.inTexts(choice.aliases, atMost: WorkflowDeclaration.mostAliases, at: "\(pointer)/\(index)/aliases")
            for alias in Set((choice.aliases ?? []).map { $0.lowercased() }) where !aliases.insert(alias).inserted {
                found.append(.init(pointer: "\(pointer)/\(index)/aliases", detail: "\"\(alias)\" is said for another choice already."))
            }
        }
        return found
    }

    private func violationsOfLimits(at pointer: String) -> [Problem.Violation] {
        var found: [Problem.Violation] = []
        func refuse(_ part: String, _ detail: String) { found.append(.init(pointer: "\(pointer)/\(part)", detail: detail)) }
        let hasAmounts = type == .number || type == .money
        if !hasAmounts, minimum != nil { refuse("minimum", "Only a number and an amount of money have a minimum.") }
        if !hasAmounts, maximum != nil { refuse("maximum", "Only a number and an amount of money have a maximum.") }
        if let minimum, let maximum, minimum > maximum { refuse("maximum", "The maximum is less than the minimum.") }
        if whole != nil, type != .number { refuse("whole", "Only a number can be whole.") }
        for (bound, part) in [(earliest, "earliest"), (latest, "latest")] {
            guard let bound else { continue }
            switch type {
            case .date where bound.days == nil: refuse(part, "For a date this is a number of days from the day of the call.")
            case .time where bound.time == nil: refuse(part, "For a time this has the form HH:MM.")
            case .date, .time: break
            default: refuse(part, "Only a date and a time have this.")
            }
        }
        if let first = earliest?.days, let last = latest?.days, first > last { refuse("latest", "The latest day is before the earliest.") }
        if let first = earliest?.time, let last = latest?.time, first > last { refuse("latest", "The latest time is before the earliest.") }
        if type != .postcode, countries != nil { refuse("countries", "Only a postcode has countries.") }
        for (index, country) in (countries ?? []).enumerated() where PostcodeFormat.country(country) == nil {
            refuse("countries/\(index)", "\"\(country.prefix(10))\" is no code of a country whose postcodes are known, such as GB or US.")
        }
        if let countries, countries.isEmpty || countries.count > Self.mostCountries {
            refuse("countries", "There are 1 to \(Self.mostCountries) countries.")
        }
        if type == .code, CodeFormat(format ?? "") == nil {
            refuse(
                "format",
                "A code needs a format such as AAA-9999, at most \(CodeFormat.longest) characters: A is a letter, 9 a digit, * either.")
        } else if type != .code, format != nil {
            refuse("format", "Only a code has a format.")
        }
        return found
    }

    /// A condition looks up, never down: so nothing is asked in a circle, and what decides is known in time.
    private func violations(
        of condition: Condition, at pointer: String, after above: ArraySlice<SlotDeclaration>, in all: [SlotDeclaration]
    ) -> [Problem.Violation] {
        if required != nil {
            return [.init(pointer: pointer, detail: "A slot is either always or never required, or asked on a condition.")]
        }
        guard let other = above.first(where: { $0.name == condition.slot }) else {
            let isBelow = all.contains { $0.name == condition.slot }
            let detail =
                isBelow
                ? "\(condition.slot) is not asked before \(name): conditions that look at later slots would go in a circle."
                : "There is no slot \(condition.slot)."
            return [.init(pointer: "\(pointer)/slot", detail: detail)]
        }
        let allowed: [String]
        switch other.type {
        case .yesNo: allowed = ["yes", "no"]
        case .choice: allowed = (other.choices ?? []).map(\.name)
        default:
            return [.init(pointer: "\(pointer)/slot", detail: "A condition is about a choice or a yes_no, which \(other.name) is not.")]
        }
        guard !condition.isOneOf.isEmpty else { return [.init(pointer: "\(pointer)/is", detail: "The condition names no value.")] }
        return condition.isOneOf.enumerated().compactMap { index, value in
            allowed.contains(value)
                ? nil
                : .init(
                    pointer: "\(pointer)/is/\(index)",
                    detail: "\"\(value)\" is no value of \(other.name): \(allowed.prefix(20).joined(separator: ", ")).")
        }
    }
}
