import Conversation

/// Every e-mail address that is said or spelled.
struct EmailTask: EvaluationTask {
    struct Output: Encodable {
        var id: String
        var emails: [Email]
    }

    struct Email: Encodable {
        var address: String
        var confidence: Double
    }

    func output(for input: TextInput) -> Output {
        let emails = EmailReader.addresses(in: Utterance(input.text))
        return Output(id: input.id, emails: emails.map { Email(address: $0.value, confidence: $0.confidence) })
    }
}
