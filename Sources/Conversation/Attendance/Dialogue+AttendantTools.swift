import Core
import Foundation

/// What a call of a tool is answered with: read by the agent that called it.
public struct ToolAnswer: Sendable, Hashable, Codable {
    public var text: String
    /// Nothing was done, and the text says why.
    public var isRefused: Bool
    /// The conversation has come to its end.
    public var endsCall: Bool

    public init(_ text: String, isRefused: Bool = false, endsCall: Bool = false) {
        self.text = text
        self.isRefused = isRefused
        self.endsCall = endsCall
    }
}

extension Agent {
    /// The tools of an attendant, which holds the whole conversation: named and shaped as `hearingTools`; what differs is who speaks.
    public var attendantTools: [ToolSchema] {
        hearingTools.map { tool in
            ToolSchema(name: tool.name, description: description(ofAttendants: tool), parameters: tool.parameters)
        }
    }

    private func description(ofAttendants tool: ToolSchema) -> String {
        switch tool.name {
        case ToolSchema.writeDown:
            "Writes into the form what the caller has just given or changed; call it at once, every time. Values that stay as they are "
                + "need not be repeated, but a list is always given whole, as it stands now. Answers with what to say next."
        case workflow.wording.tool:
            "As \(ToolSchema.writeDown), when the caller wants nothing else. The first call answers with what is missing, or with what to "
                + "read back. When the caller has said yes to that, call it again, and the \(workflow.wording.record) is done."
        case ToolSchema.findSlots:
            "Finds free times for the caller's wish and holds them for this call. Offer the caller what it answers; only these can be "
                + "chosen, by their start."
        case ToolSchema.transfer:
            "Gives the call to a person, when the caller asks for one. When a call-back was offered instead and the caller has said yes to "
                + "it, call it again."
        case ToolSchema.hangUp: "Ends the call, when the caller is done. Say goodbye first."
        default: tool.description
        }
    }
}

extension Dialogue {
    /// What an attendant is told once its call of a tool was taken.
    ///
    /// - Parameters:
    ///   - sentences: what the dialogue would say itself.
    ///   - before: the dialogue as it was before the call.
    public func answer(toTool tool: String, saying sentences: [String], after before: Dialogue) -> ToolAnswer {
        let words = sentences.joined(separator: " ")
        if state.phase == .ended { return ToolAnswer(words, endsCall: true) }
        guard let readBack = state.attendance?.readBack, state.phase == .gathering else {
            return ToolAnswer(words.isEmpty ? "Written down." : "Tell the caller this, with the same facts: \"\(words)\"\(offeredStarts)")
        }
        let action = state.question == .callBack ? ToolSchema.transfer : agent.workflow.wording.tool
        if tool == action, readBack == before.state.attendance?.readBack {
            return ToolAnswer(
                "Not done: since it was read back the caller has not said a plain yes to it. Say word for word: \"\(words)\" Wait for the "
                    + "yes, then call \(action) again.", isRefused: true)
        }
        return ToolAnswer(
            "Not done yet. Say to the caller word for word, and wait for the answer: \"\(words)\" After a yes call \(action) again; when "
                + "something is to be other than that, call \(ToolSchema.writeDown).")
    }

    /// What an attendant is told that asks once more for what is done.
    public var doneAlready: ToolAnswer {
        let number = state.made.map { " Its number is \(Spoken.recordNumber($0.number))." } ?? ""
        return ToolAnswer("That is done already, and was not done again.\(number) Ask the caller whether there is anything else.")
    }

    /// What an attendant is told when a person has changed the form by hand; nil when nothing has changed.
    public func notice(ofEdit field: String, since before: Dialogue) -> String? {
        guard state.values != before.state.values else { return nil }
        let name = field.hasPrefix("lines") ? Slot.Name.lines.rawValue : field
        guard let edited = form.fields.first(where: { $0.name == name }) else { return nil }
        let value = edited.value.map { "is now \"\($0)\"" } ?? "is now empty"
        return "(The form was changed by hand: \(edited.label) \(value). What was read back before no longer counts.)"
    }

    /// What an attendant is told that has said that something is done, and nothing is; nil for anything else that it says.
    public func correction(of words: String) -> String? {
        guard isAttended, state.phase == .gathering else { return nil }
        let utterance = Utterance(words)
        let claims = utterance.clauses.filter { !$0.isQuestion }.map { Utterance(utterance.text(of: $0.tokens)) }
        guard claims.contains(where: claimsDeed) else { return nil }
        return "(Nothing has been done yet, whatever was said. Tell the caller so, and call \(agent.workflow.wording.tool).)"
    }

    private var offeredStarts: String {
        guard state.question == .offers, !state.offers.isEmpty else { return "" }
        return " The starts are, in this order: \(state.offers.map { agent.rfc3339($0.start) }.joined(separator: ", "))."
    }
}
