public import Conversation
public import Core
public import Foundation

/// Recordings: what is said in one, or what it says for the slots of a business.
///
/// Hearing needs engines, so that this is in two halves: what a recogniser may know before it listens, and what the hypotheses mean.
public struct SpokenTask: Sendable {
    /// What the task gives for each recording.
    public struct Input: Decodable, Sendable {
        /// Its path in the folder of recordings.
        public let file: String
        /// By the slot's name the values it can have; nil where only the words count.
        public let slots: [String: [String]]?

        private enum CodingKeys: String, CodingKey {
            case file
            case slots = "allowed_slots"
        }
    }

    private struct Output: Encodable {
        let file: String
        let text: String
        let slots: [String: String]?
        let confidence: Double
    }

    public let input: Input
    /// The business that is called; nil where nothing is known of it.
    public let agent: Agent?

    /// - Parameter line: one case as JSON.
    /// - Throws: `DecodingError` for a line that is no case of this task.
    public init(line: Data) throws {
        input = try JSONDecoder().decode(Input.self, from: line)
        agent = input.slots.map { Agent(facts: Self.business(choosing: $0)) }
    }

    /// The prediction as one line of JSON: of a call in which this is the first that the caller says.
    ///
    /// - Parameter now: when the call is.
    public func prediction(from hypotheses: [Hypothesis], at now: Date) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return try encoder.encode(
            Output(
                file: input.file, text: hypotheses.first?.text ?? "", slots: agent.map { slots(heardBy: $0, hypotheses, at: now) },
                confidence: hypotheses.first?.confidence ?? 0))
    }

    private func slots(heardBy agent: Agent, _ hypotheses: [Hypothesis], at now: Date) -> [String: String] {
        var dialogue = Dialogue(agent: agent)
        _ = dialogue.hear(.started(Caller()), at: now)
        if !hypotheses.isEmpty { _ = dialogue.hear(.speech(hypotheses), at: now) }
        let fields = dialogue.form.fields.compactMap { field in field.value.map { (field.name, $0) } }
        return Dictionary(fields, uniquingKeysWith: { first, _ in first })
    }

    /// A business as its owner would declare it: a workflow with these choices, all of which a caller may leave out.
    private static func business(choosing slots: [String: [String]]) -> BusinessFacts {
        let declarations = slots.sorted { $0.key < $1.key }.map { name, values in
            SlotDeclaration(
                name: name, label: SlotTarget(name: Slot.Name(rawValue: name)).label, type: .choice, required: false,
                choices: values.map { SlotDeclaration.Choice(name: $0) })
        }
        return BusinessFacts(
            name: "The business", kind: .custom, timeZone: .gmt,
            workflow: WorkflowDeclaration(name: "order", title: "Order", contact: false, slots: declarations))
    }
}
