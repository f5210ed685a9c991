/// One reading of what a caller said.
public struct Hypothesis: Hashable, Sendable, Codable {
    public var text: String
    /// How likely this reading is right, 0...1. Typed text is 1.
    public var confidence: Double

    public init(_ text: String, confidence: Double = 1) {
        self.text = text
        self.confidence = confidence
    }
}
