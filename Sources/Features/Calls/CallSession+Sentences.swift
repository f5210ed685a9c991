/// What the agent says as it stands in the log, and what of it was heard.
extension CallSession {
    /// Something the agent says, and where it stands in the log.
    public struct Sentence: Sendable, Hashable {
        public var sequence: Int
        public var text: String

        init?(_ event: CallEvent) {
            switch event.kind {
            case .said(let text), .filled(let text, _): self.init(sequence: event.sequence, text: text)
            default: return nil
            }
        }

        init(sequence: Int, text: String) {
            self.sequence = sequence
            self.text = text
        }
    }

    /// A sentence that the caller broke into.
    public struct Cut: Sendable, Hashable {
        public var sentence: Sentence
        /// In whole words; empty when nothing was.
        public var heard: String

        public init(_ sentence: Sentence, heard: String) {
            self.sentence = sentence
            self.heard = heard
        }

        var kind: CallEvent.Kind { .cut(sentence: sentence.sequence, heard: heard) }
    }
}

extension CallSession.Answer {
    /// The replies as they stand in the log.
    public var sentences: [CallSession.Sentence] {
        events.compactMap(CallSession.Sentence.init).suffix(replies.count)
    }
}
