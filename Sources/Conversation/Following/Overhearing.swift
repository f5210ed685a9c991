import Core
public import Foundation

/// What a caller gives in a conversation that somebody else holds, in the slots of the business's own workflow.
///
/// Fed the turns in order; a value, so that a call can be followed anew from its log.
public struct Overhearing: Sendable {
    private let agent: Agent
    private var slots: CallFollower
    private var order: OrderFollower?

    /// - Parameter now: when the conversation begins; relative dates are read from it.
    public init(_ agent: Agent, at now: Date) {
        self.agent = agent
        // A person may be named by either side and be nobody; who calls is written down by the agent that asked.
        let followed = agent.workflow.slots.filter { $0.kind != .personName }.compactMap { FollowedSlot($0) }
        slots = CallFollower(SlotListener(followed), at: DateTimeReader(reference: now, timeZone: agent.facts.timeZone))
        order = agent.workflow.slot(.lines).map { _ in OrderFollower(agent.catalogue) }
    }

    public mutating func caller(_ text: String) {
        _ = slots.caller(text)
        order?.caller(text)
    }

    public mutating func attendant(_ text: String) {
        slots.agent(text)
        order?.agent(text)
    }

    /// What the caller has given so far, as far as the workflow admits it.
    public func values(at now: Date) -> [Slot.Name: SlotValue] {
        let today = now.local(in: agent.facts.timeZone).date
        var values: [Slot.Name: SlotValue] = [:]
        for (name, written) in slots.values {
            guard let slot = agent.workflow.slot(name), let value = value(of: slot, written: written),
                slot.objection(to: value, today: today) == nil
            else { continue }
            values[name] = value
        }
        if let order, !order.lines.isEmpty, order.lines.count <= OrderDraft.mostLines, order.lines.allSatisfy(\.isOrderable) {
            values[.lines] = .lines(order.lines)
        }
        return values
    }

    private func value(of slot: Slot, written: String) -> SlotValue? {
        if slot.choices.contains(where: { $0.id == written && $0.isAvailable }), case .choice = slot.kind { return .choice(written) }
        return agent.value(of: slot, written: written, among: [])
    }
}
