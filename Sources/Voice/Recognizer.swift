public import Core

/// Something that writes down what it hears.
public protocol Recognizer: Sendable {
    /// What a person sees of it on a status page: "whisper-1 at 127.0.0.1".
    var name: String { get }

    /// What the caller may have said, the likeliest first. Empty when nobody spoke.
    ///
    /// - Parameter utterance: one finished utterance, at most `EndOfTurn.Patience.longestUtterance` long, at any rate.
    /// - Throws: whatever kept it from listening. The call goes on: ask again, or offer the keypad.
    func hypotheses(for utterance: PCM, hints: RecognitionHints) async throws -> [Hypothesis]
}

/// What a recogniser may be told before it listens. Hints, never limits: the caller may say anything.
public struct RecognitionHints: Sendable, Hashable {
    /// What the conversation is about, in a few words: "Pizza order".
    public var topic: String?
    /// Names that general English does not know, the likeliest first.
    public var vocabulary: [String]
    public var expectation: Expectation
    /// How the business's callers speak, for a recogniser that knows no other English; nil leaves it general sentences alone.
    public var language: BusinessLanguage?

    /// A recogniser that has just read digits in words expects more of them. The best of six wordings, tried 2026-11-21 with
    /// Whisper tiny.en on 60 clips of the Free Spoken Digit Dataset: single digits wrong 25 % → 12 %; joined with pauses to 24
    /// numbers of ten, 10.4 % → 1.7 %. Chosen on the same clips, so expect less of it elsewhere.
    private static let exampleOfDigits = "My number is five five five, zero one two three, four six seven eight nine."

    public init(
        topic: String? = nil, vocabulary: [String] = [], expectation: Expectation = .anything, language: BusinessLanguage? = nil
    ) {
        self.topic = topic
        self.vocabulary = vocabulary
        self.expectation = expectation
        self.language = language
    }

    /// The hints as one line of ordinary text, the form that Whisper's prompt takes: whole names only, cut to `limit` characters.
    public func line(limit: Int = 400) -> String? {
        if expectation == .digits { return Self.exampleOfDigits }
        var line = topic.map { $0 + ":" } ?? ""
        guard line.count <= limit else { return nil }
        for (index, name) in vocabulary.enumerated() {
            let addition = (index > 0 ? ", " : line.isEmpty ? "" : " ") + name
            // One place is kept for the full stop.
            guard line.count + addition.count < limit else { break }
            line += addition
        }
        return line.isEmpty || vocabulary.isEmpty ? topic : line + "."
    }
}

/// The language of one business's callers at one version of its data.
///
/// Made once a version and passed on with every utterance: recognisers keep what they build from it by its identity.
public final class BusinessLanguage: Sendable, Hashable {
    public let callers: CallerLanguage

    public init(_ callers: CallerLanguage) {
        self.callers = callers
    }

    public static func == (left: BusinessLanguage, right: BusinessLanguage) -> Bool { left === right }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(self))
    }
}

extension Expectation {
    /// Whether the answer is said sign by sign, with time to think between them.
    var isDictation: Bool {
        switch self {
        case .digits, .spelling, .email: true
        case .anything, .yesOrNo, .name, .number, .dateOrTime, .address: false
        }
    }
}
