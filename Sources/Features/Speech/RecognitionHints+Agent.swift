public import Conversation
public import Core
public import Voice

extension RecognitionHints {
    /// The names that a business gave to what it sells and lets callers choose, and how its callers speak.
    ///
    /// Ordinary words ("delivery") recognisers of general speech know by themselves; among the names they would only lead them astray.
    ///
    /// - Parameter language: made once from `agent.callerLanguage`.
    public init(for agent: Agent, expecting expectation: Expectation, in language: BusinessLanguage?) {
        let choices = agent.workflow.slots.filter(\.isChosenByName).flatMap { $0.choices }.map { $0.name }
        self.init(
            topic: agent.facts.name, vocabulary: agent.facts.catalogue.items.map { $0.name } + choices, expectation: expectation,
            language: language)
    }
}
