import Conversation

/// What a caller wants, from one sentence.
struct IntentsTask: EvaluationTask {
    struct Output: Encodable {
        var id: String
        var families: [Family]
    }

    struct Family: Encodable {
        var family: String
        var confidence: Double
    }

    func output(for input: TextInput) -> Output {
        let intents = IntentReader.intents(in: Utterance(input.text))
        return Output(id: input.id, families: intents.map { Family(family: $0.value.rawValue, confidence: $0.confidence) })
    }
}
