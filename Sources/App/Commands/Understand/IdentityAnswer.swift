import Conversation
import Core

/// The answer to "what is your name?", "when were you born?", "what is your postcode?".
struct IdentityAnswer {
    /// Nil when nothing of the kind was heard.
    var value: String?
    var confidence = 0.0

    /// - Parameter reader: for dates, as of the day of the call.
    init(to field: String, in utterance: Utterance, reader: DateTimeReader) {
        switch field {
        case "name": take(NameReader.name(in: utterance, expecting: true))
        case "postcode": take(SpellingReader.word(in: utterance, digits: true))
        case "date_of_birth":
            let born = reader.birthDate(in: utterance)
            value = born?.value.description
            confidence = born?.confidence ?? 0
        default: break
        }
    }

    private mutating func take(_ candidate: Candidate<String>?) {
        value = candidate?.value
        confidence = candidate?.confidence ?? 0
    }
}
