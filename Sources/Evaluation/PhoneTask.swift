import Conversation

/// Every telephone number that is said.
struct PhoneTask: EvaluationTask {
    struct Output: Encodable {
        var id: String
        var phones: [Phone]
    }

    struct Phone: Encodable {
        var digits: String
        var confidence: Double
    }

    func output(for input: TextInput) -> Output {
        let phones = PhoneReader.numbers(in: Utterance(input.text))
        return Output(id: input.id, phones: phones.map { Phone(digits: $0.value.filter(\.isNumber), confidence: $0.confidence) })
    }
}
