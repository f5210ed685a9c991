public import Core
import Foundation

/// What a model wants done, or staff by hand, before the workflow has checked it.
///
/// A model proposes, the workflow disposes: prices, totals, free times and identifiers never come from it.
public struct Proposal: Sendable, Hashable, Codable {
    public let values: [Slot.Name: SlotValue]

    /// Checks the arguments of the workflow's tool against the business's own data.
    ///
    /// - Parameters:
    ///   - offers: the free times that this call holds; a start is one of them, by its token or its RFC 3339 time.
    ///   - today: the day of the call where the business is, against which the limits of dates are checked; unchecked when nil.
    ///   - isWhole: whether everything needed must be there; false for what is added to a form.
    ///   - missing: what whoever proposes is told of a slot that is needed and empty; a model has to ask the caller.
    /// - Throws: `Problem` with a violation for each argument that is missing or wrong; its details tell a model what to do instead.
    public init(
        _ arguments: JSONValue, to agent: Agent, offers: [OfferedSlot] = [], on today: LocalDate? = nil, isWhole: Bool = true,
        missing: (Slot) -> String = { "Ask the caller: \($0.prompts.first ?? $0.label)" }
    ) throws(Problem) {
        guard case .object(let members) = arguments else { throw .invalid("#", "The arguments must be an object.") }
        var values: [Slot.Name: SlotValue] = [:]
        var violations: [Problem.Violation] = []
        for (name, argument) in members.sorted(by: { $0.key < $1.key }) where argument != .null {
            let pointer = "#/\(name)"
            guard let slot = agent.workflow.slot(Slot.Name(rawValue: name)) else {
                violations.append(.init(pointer: pointer, detail: "There is no argument \(name)."))
                continue
            }
            do throws(Problem) {
                let value = try agent.value(of: slot, proposed: argument, among: offers, at: pointer)
                if let objection = slot.objection(to: value, today: today) {
                    throw .invalid(pointer, "\(slot.name.rawValue): \(objection)")
                }
                values[slot.name] = value
            } catch {
                violations += error.violations
            }
        }
        let held = values.mapValues { HeldValue($0, confidence: nil, status: .heard) }
        let named = Set(violations.map(\.pointer))
        for slot in agent.workflow.slots where isWhole && agent.workflow.needs(slot, given: held) && values[slot.name] == nil {
            let pointer = "#/\(slot.name.rawValue)"
            guard !named.contains(where: { $0.hasPrefix(pointer) }) else { continue }
            violations.append(.init(pointer: pointer, detail: missing(slot)))
        }
        guard violations.isEmpty else { throw .invalid(violations) }
        self.values = values
    }

    /// The action it amounts to; nil when something is missing, which `init` has ruled out for this agent's workflow.
    public func action(of workflow: Workflow) -> ActionRequest.Action? {
        workflow.action(from: values.mapValues { HeldValue($0, confidence: nil, status: .confirmed) })
    }
}

extension JSONValue {
    /// An argument as a person would write it into the form; nil when its type is not the slot's.
    fileprivate func written(for kind: Slot.Kind) -> String? {
        switch (kind, self) {
        case (.number, .number(let number)), (.money, .number(let number)): "\(number)"
        case (.yesNo, .bool(let isYes)): isYes ? "yes" : "no"
        case (.list, .array(let elements)):
            elements.contains { $0.text == nil } ? nil : elements.compactMap(\.text).joined(separator: ",")
        case (.number, _), (.money, _), (.yesNo, _), (.list, _): nil
        default: text
        }
    }
}

extension Agent {
    fileprivate func value(
        of slot: Slot, proposed argument: JSONValue, among offers: [OfferedSlot], at pointer: String
    ) throws(Problem) -> SlotValue {
        if slot.kind == .lines { return .lines(try lines(argument, at: pointer)) }
        guard let text = argument.written(for: slot.kind), let value = value(of: slot, written: text, among: offers) else {
            throw .invalid(pointer, hint(for: slot))
        }
        return value
    }

    private func hint(for slot: Slot) -> String {
        let name = slot.name.rawValue
        let choices = slot.choices.filter(\.isAvailable).map(\.name).joined(separator: ", ")
        return switch slot.kind {
        case .choice: "\(name) must be one of: \(choices)."
        case .list: choices.isEmpty ? "\(name) must be a list of texts." : "\(name) must be a list of some of: \(choices)."
        case .time: "\(name) must be one of the times that find_slots returned."
        case .phone: "\(name) must be a phone number."
        case .email: "\(name) must be an e-mail address."
        case .number: "\(name) must be a number."
        case .money(_, let currency): "\(name) must be an amount of \(currency), such as 12.50."
        case .date, .birthDate: "\(name) must be a date of the form YYYY-MM-DD."
        case .timeOfDay: "\(name) must be a time of the form HH:MM."
        case .yesNo: "\(name) must be true or false."
        case .postcode: "\(name) must be a postal code of the business's country."
        case .code(let format): "\(name) must have the form \(format.pattern), where A is a letter and 9 is a digit."
        case .lines, .personName, .address, .account, .text: "\(name) must be a text of at most \(Slot.longestText) characters."
        }
    }

    private func lines(_ argument: JSONValue, at pointer: String) throws(Problem) -> [OrderLine] {
        guard case .array(let elements) = argument, !elements.isEmpty else { throw .invalid(pointer, "There must be at least one line.") }
        guard elements.count <= OrderDraft.mostLines else {
            throw .invalid(pointer, "There can be at most \(OrderDraft.mostLines) lines.")
        }
        var lines: [OrderLine] = []
        var violations: [Problem.Violation] = []
        for (index, element) in elements.enumerated() {
            do throws(Problem) {
                lines.append(try line(element, at: "\(pointer)/\(index)"))
            } catch {
                violations += error.violations
            }
        }
        guard violations.isEmpty else { throw .invalid(violations) }
        return lines
    }

    private func line(_ element: JSONValue, at pointer: String) throws(Problem) -> OrderLine {
        let name = element["item"]?.text ?? ""
        guard let item = facts.catalogue.items.first(where: { $0.name.caseInsensitiveCompare(name) == .orderedSame }) else {
            throw .invalid("\(pointer)/item", "\"\(name)\" is not on the menu.")
        }
        guard item.isAvailable else { throw .invalid("\(pointer)/item", "\(item.name) is sold out.") }
        guard case .number(let number)? = element["quantity"], let quantity = Int("\(number)"),
            (1...OrderLine.largestQuantity).contains(quantity)
        else { throw .invalid("\(pointer)/quantity", "quantity must be a whole number from 1 to \(OrderLine.largestQuantity).") }
        var line = OrderLine(item: item.id, quantity: quantity, note: element["note"]?.text)
        guard case .array(let options)? = element["options"] else { return line }
        for (index, option) in options.enumerated() {
            guard let text = option.text, let choices = choices(written: text, for: item) else {
                throw .invalid("\(pointer)/options/\(index)", "The \(item.name) has no such option.")
            }
            line.options += choices
        }
        guard line.isOrderable else { throw .invalid("\(pointer)/options", "So many options do not go on one \(item.name).") }
        return line
    }

    /// "Large", "no basil": read as if a caller had ordered the item so.
    func choices(written text: String, for item: CatalogueItem) -> [OptionChoice]? {
        if let choice = item.choice(named: text) { return [choice] }
        for order in ["\(text) \(item.name)", "\(item.name) with \(text)", "\(item.name) \(text)"] {
            let changes = OrderReader(catalogue).changes(in: Utterance(order)).changes
            let lines = changes.reduce([]) { catalogue.applying($1.value, to: $0) }
            if lines.count == 1, lines[0].item == item.id, !lines[0].options.isEmpty { return lines[0].options }
        }
        return nil
    }
}

extension CatalogueItem {
    /// The option that is called just that; "no basil" leaves out one that belongs to the item. Nil where none or several are.
    fileprivate func choice(named text: String) -> OptionChoice? {
        let all = optionGroups.flatMap { group in group.options.filter(\.isAvailable).map { (group.id, $0) } }
        let named = all.filter { $0.1.name.caseInsensitiveCompare(text) == .orderedSame }
        if let (group, option) = named.first, named.count == 1 { return OptionChoice(group: group, name: option.name) }
        let left = all.filter { $0.1.isDefault && "no \($0.1.name)".caseInsensitiveCompare(text) == .orderedSame }
        guard let (group, option) = left.first, left.count == 1 else { return nil }
        return OptionChoice(group: group, name: option.name, amount: .none)
    }
}
