/// One possible meaning of a part of an utterance. Ambiguity stays two candidates, never a guess.
public struct Candidate<Value: Sendable & Hashable>: Sendable, Hashable {
    public var value: Value
    /// The part of the text that says so, in Unicode scalars, end exclusive.
    public var span: Range<Int>
    /// The probability that this is what the caller meant, 0...1.
    public var confidence: Double
    /// Why it was read so, for the log and for a developer: a rule's name, or the words it rests on.
    public var evidence: String

    public init(_ value: Value, span: Range<Int>, confidence: Double, evidence: String) {
        self.value = value
        self.span = span
        self.confidence = confidence
        self.evidence = evidence
    }
}
