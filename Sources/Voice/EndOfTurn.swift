public import Core

/// When a caller begins to speak, pauses and has finished: a state machine over frames of 20 ms that are speech or not.
///
///     waiting ──speech──▶ speaking ──pause──▶ pausing ──patience──▶ waiting
///                            ▲───────speech─────┘
///
/// It keeps no sound: ranges count frames since the beginning, and whoever has the frames cuts them out (`Ear` does).
public struct EndOfTurn: Sendable {
    public enum Event: Sendable, Hashable {
        /// The caller began to speak. If the agent is speaking, it is being interrupted.
        case started
        /// The caller may have finished. If `ended` follows without `resumed`, its range is this one: work on it may begin.
        case paused(Range<Int>)
        /// The caller goes on: what was made of `paused` is void.
        case resumed
        /// The caller has finished.
        case ended(Range<Int>)
        /// The caller speaks without end: this much is cut off, and what follows is another utterance.
        case tooLong(Range<Int>)
        /// What began was a cough or a click.
        case discarded
    }

    /// How long a silence may last before a turn is over.
    public struct Patience: Sendable, Hashable {
        /// What the last question asked for: who dictates digits or letters stops to think between groups.
        public var expectation: Expectation
        /// What was heard so far promises; forgotten when the caller goes on.
        public var outlook = Outlook.open
        /// Learnt from this caller.
        public internal(set) var pauses = CallersPauses()

        public init(for expectation: Expectation = .anything) {
            self.expectation = expectation
        }

        var isDictating: Bool { expectation.isDictation }

        public var silence: Duration {
            let usual = pauses.silence(isDictating: isDictating)
            return switch outlook {
            case .open: usual
            case .complete: min(usual, .milliseconds(400))
            case .incomplete: max(usual, isDictating ? .milliseconds(2_000) : .milliseconds(1_200))
            }
        }

        /// Longer is cut: what recognisers do well, and what a caller may make them do.
        public static let longestUtterance = Duration.seconds(15)
    }

    /// What the words of a turn so far promise.
    public enum Outlook: Sendable, Hashable {
        case open
        /// Nothing is missing: a whole telephone number.
        case complete
        /// More is to come: half a number, or an "and".
        case incomplete
    }

    public var patience: Patience
    /// While the caller hears the agent, only speech that lasts interrupts it.
    public var isAgentSpeaking = false {
        // Who speaks after the agent has spoken answers, and does not go on.
        didSet { if isAgentSpeaking { lastWord = nil } }
    }

    private var state = State.waiting
    /// Frames so far: the number of the next one.
    private var now = 0
    /// One bit a frame, the latest lowest.
    private var recent: UInt32 = 0
    /// No utterance reaches back before the end of the last.
    private var earliestStart = 0
    /// The last frame of speech of the last turn: who speaks again at once had only paused.
    private var lastWord: Int?

    private enum State {
        case waiting
        case speaking(Speech)
        case pausing(Speech)
    }

    private struct Speech {
        var start: Int
        var lastFrame: Int
        var frames: Int
        /// How long the silence since the last frame of speech has lasted.
        var pause = 0
        /// After so many pauses the caller went on.
        var pauses = 0
    }

    /// A pause this long is worth beginning to recognise. Longer than `margin`, so that what follows cannot change the range.
    private static let pause = Duration.milliseconds(260).frames
    /// What an utterance keeps of the silence before and after it: quiet consonants are speech too.
    private static let margin = Duration.milliseconds(200).frames
    private static let shortestSpeech = Duration.milliseconds(150).frames
    private static let longest = Patience.longestUtterance.frames
    /// Speech frames within a window that make a beginning.
    private static let beginning = (frames: 3, window: 5)
    private static let interruption = (frames: 8, window: 10)
    /// Who goes on within this time of their last word had not finished.
    private static let regret = Duration.milliseconds(1_800).frames

    public init(patience: Patience = Patience()) {
        self.patience = patience
    }

    /// Takes the next frame.
    public mutating func hear(isSpeech: Bool) -> Event? {
        recent = recent << 1 | (isSpeech ? 1 : 0)
        now += 1
        switch state {
        case .waiting: return isSpeech ? begin() : nil
        case .speaking(var speech), .pausing(var speech):
            if isSpeech {
                speech.lastFrame = now - 1
                speech.frames += 1
            }
            return proceed(speech)
        }
    }

    /// The line went silent for good: what was being said is over.
    public mutating func finish() -> Event? {
        switch state {
        case .waiting: nil
        case .speaking(let speech), .pausing(let speech): end(speech)
        }
    }

    private mutating func begin() -> Event? {
        let rule = isAgentSpeaking ? Self.interruption : Self.beginning
        let window = recent & (1 << UInt32(rule.window) - 1)
        guard window.nonzeroBitCount >= rule.frames else { return nil }
        let first = now - (UInt32.bitWidth - window.leadingZeroBitCount)
        if let lastWord, first - lastWord <= Self.regret { note(pause: first - lastWord - 1) }
        lastWord = nil
        patience.outlook = .open
        state = .speaking(Speech(start: max(earliestStart, first - Self.margin), lastFrame: now - 1, frames: window.nonzeroBitCount))
        return .started
    }

    private mutating func proceed(_ current: Speech) -> Event? {
        var speech = current
        if now - speech.start >= Self.longest {
            patience.outlook = .open
            rest(from: now)
            return .tooLong(speech.start..<now)
        }
        let silence = now - 1 - speech.lastFrame
        switch state {
        case .pausing where silence == 0:
            note(pause: speech.pause)
            speech.pause = 0
            speech.pauses += 1
            patience.outlook = .open
            state = .speaking(speech)
            return .resumed
        case .speaking where silence >= Self.pause && speech.frames >= Self.shortestSpeech:
            state = .pausing(speech)
            return .paused(range(of: speech))
        case .waiting, .speaking, .pausing:
            if silence >= patience.silence.frames { return end(speech) }
            speech.pause = silence
            if case .speaking = state { state = .speaking(speech) } else { state = .pausing(speech) }
            return nil
        }
    }

    private mutating func end(_ speech: Speech) -> Event {
        let range = range(of: speech)
        if speech.frames >= Self.shortestSpeech {
            if speech.pauses == 0 { patience.pauses.noteFluentTurn(isDictating: patience.isDictating) }
            lastWord = speech.lastFrame
        }
        rest(from: range.upperBound)
        return speech.frames >= Self.shortestSpeech ? .ended(range) : .discarded
    }

    private mutating func note(pause frames: Int) {
        patience.pauses.note(VoiceActivity.frame * frames, isDictating: patience.isDictating)
    }

    private mutating func rest(from frame: Int) {
        state = .waiting
        earliestStart = frame
        recent = 0
    }

    private func range(of speech: Speech) -> Range<Int> {
        speech.start..<min(now, speech.lastFrame + 1 + Self.margin)
    }
}

extension Duration {
    /// How many whole frames last this long.
    fileprivate var frames: Int { Int(self / VoiceActivity.frame) }
}
