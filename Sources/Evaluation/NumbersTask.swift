import Conversation

/// Every number that is said.
struct NumbersTask: EvaluationTask {
    struct Output: Encodable {
        var id: String
        var numbers: [Number]
    }

    struct Number: Encodable {
        var value: String
        var confidence: Double
    }

    func output(for input: TextInput) -> Output {
        let numbers = NumberReader.numbers(in: Utterance(input.text))
        return Output(id: input.id, numbers: numbers.map { Number(value: "\($0.value.value)", confidence: $0.confidence) })
    }
}
