public import Core
import Foundation

/// What a model wants done, before the workflow has checked it.
///
/// A model proposes, the workflow disposes: prices, totals, free times and identifiers never come from it.
public struct Proposal: Sendable, Hashable {
    public let values: [Slot.Name: SlotValue]

    /// Checks the arguments of the workflow's tool against the business's own data.
    ///
    /// - Parameter offers: the free times that this call holds; a start is one of them, by its token or its RFC 3339 time.
    /// - Throws: `Problem` with a violation for each argument that is missing or wrong; its details tell a model what to do instead.
    public init(_ arguments: JSONValue, to agent: Agent, offers: [OfferedSlot] = []) throws(Problem) {
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
                values[slot.name] = try agent.value(of: slot, proposed: argument, among: offers, at: pointer)
            } catch {
                violations += error.violations
            }
        }
        let held = values.mapValues { HeldValue($0, confidence: nil, status: .heard) }
        let named = Set(violations.map(\.pointer))
        for slot in agent.workflow.slots where agent.workflow.needs(slot, given: held) && values[slot.name] == nil {
            let pointer = "#/\(slot.name.rawValue)"
            guard !named.contains(where: { $0.hasPrefix(pointer) }) else { continue }
            violations.append(.init(pointer: pointer, detail: "Ask the caller: \(slot.prompts.first ?? slot.label)"))
        }
        guard violations.isEmpty else { throw .invalid(violations) }
        self.values = values
    }

    /// The action it amounts to; nil when something is missing, which `init` has ruled out for this agent's workflow.
    public func action(of workflow: Workflow) -> ActionRequest.Action? {
        workflow.action(from: values.mapValues { HeldValue($0, confidence: nil, status: .confirmed) })
    }
}

extension Agent {
    static let longestText = 2000

    fileprivate func value(
        of slot: Slot, proposed argument: JSONValue, among offers: [OfferedSlot], at pointer: String
    ) throws(Problem) -> SlotValue {
        if slot.kind == .lines { return .lines(try lines(argument, at: pointer)) }
        guard let text = argument.text else { throw .invalid(pointer, "\(slot.name.rawValue) must be a string.") }
        guard let value = value(of: slot, written: text, among: offers) else { throw .invalid(pointer, hint(for: slot)) }
        return value
    }

    private func hint(for slot: Slot) -> String {
        switch slot.kind {
        case .choice(let choices, _):
            "\(slot.name.rawValue) must be one of: \(choices.filter(\.isAvailable).map(\.name).joined(separator: ", "))."
        case .time: "\(slot.name.rawValue) must be one of the times that find_slots returned."
        case .phone: "\(slot.name.rawValue) must be a phone number."
        default: "\(slot.name.rawValue) must be a text of at most \(Self.longestText) characters."
        }
    }

    private func lines(_ argument: JSONValue, at pointer: String) throws(Problem) -> [OrderLine] {
        guard case .array(let elements) = argument, !elements.isEmpty else { throw .invalid(pointer, "There must be at least one line.") }
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
        return line
    }

    /// "Large", "no basil": read as if a caller had ordered the item so.
    private func choices(written text: String, for item: CatalogueItem) -> [OptionChoice]? {
        for order in ["\(text) \(item.name)", "\(item.name) with \(text)", "\(item.name) \(text)"] {
            let changes = OrderReader(catalogue).changes(in: Utterance(order)).changes
            let lines = changes.reduce([]) { catalogue.applying($1.value, to: $0) }
            if lines.count == 1, lines[0].item == item.id, !lines[0].options.isEmpty { return lines[0].options }
        }
        return nil
    }
}
