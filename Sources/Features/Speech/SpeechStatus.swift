/// What a page, `/health` and `doctor` tell people about speech.
public struct SpeechStatus: Sendable, Hashable, Codable {
    /// Whether a spoken call is possible now.
    public let isAvailable: Bool
    /// The engine that hears now.
    public let recognizer: String?
    /// The engine that speaks now.
    public let synthesizer: String?
    /// One sentence for people when something is missing.
    public let notice: String?
    /// Every engine there is, in the order of preference.
    public let engines: [Engine]

    public struct Engine: Sendable, Hashable, Codable {
        public let kind: SpeechEngine.Kind
        public let recognizer: String?
        public let synthesizer: String?
        /// Nil while the engine may be used.
        public let notice: String?

        public init(kind: SpeechEngine.Kind, recognizer: String?, synthesizer: String?, notice: String?) {
            self.kind = kind
            self.recognizer = recognizer
            self.synthesizer = synthesizer
            self.notice = notice
        }
    }

    /// - Parameter engines: in the order of preference.
    public init(engines: [Engine]) {
        let live = engines.filter { $0.notice == nil }
        recognizer = live.lazy.compactMap(\.recognizer).first
        synthesizer = live.lazy.compactMap(\.synthesizer).first
        isAvailable = !live.isEmpty
        self.engines = engines
        let missing = engines.first?.notice ?? (engines.isEmpty ? "Speech is not configured." : nil)
        let names = [recognizer.map { "\($0) hears" }, synthesizer.map { "\($0) speaks" }].compactMap { $0 }
        let instead = live.isEmpty ? "Calls work by text." : "Meanwhile " + names.joined(separator: ", ") + "."
        notice = missing.map { $0 + " " + instead }
    }
}
