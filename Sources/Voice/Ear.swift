public import Core

/// Listens to a line: takes sound as it comes, in pieces of any length, and tells of whole utterances.
///
///     for event in ear.hear(samples) {
///         switch event {
///         case .started: stop the agent if it speaks
///         case .paused(let utterance): begin to recognise it
///         case .resumed: forget that
///         case .finished(let utterance): take the turn
///         case .discarded: nothing was said
///         }
///     }
///
/// Works at the line's own rate (8 kHz of a telephone, 16 kHz of a browser). One ear a line; it keeps at most the longest
/// utterance.
public struct Ear: Sendable {
    public enum Event: Sendable, Hashable {
        case started
        /// The caller may have finished; if so, `finished` comes with this same sound.
        case paused(PCM)
        case resumed
        /// One utterance with 200 ms of what was before and after it, at most 15 s. Speech longer than that comes in parts.
        case finished(PCM)
        case discarded
    }

    public let sampleRate: Int

    private var activity = VoiceActivity()
    private var turn = EndOfTurn()
    /// The last sound heard, whole frames and the beginning of the next.
    private var sound: [Int16] = []
    /// The place of `sound`'s beginning, in frames since the line was opened.
    private var firstFrame = 0
    /// Whole frames in `sound` that were judged already.
    private var judgedFrames = 0
    private let frameLength: Int

    /// Beyond the longest utterance, room for the margin before it.
    private static let keptFrames = Int((EndOfTurn.Patience.longestUtterance + .seconds(1)) / VoiceActivity.frame)

    public init(sampleRate: Int = PCM.hearingRate) {
        precondition(WAVE.sampleRates.contains(sampleRate), "An ear hears 8 to 48 kHz")
        self.sampleRate = sampleRate
        frameLength = VoiceActivity.frame.samples(at: sampleRate)
    }

    /// What the last question asked for: who dictates is given more time. Set it when the agent has asked.
    public var expectation: Expectation {
        get { turn.patience.expectation }
        set { turn.patience.expectation = newValue }
    }

    /// What the words of `paused` promise: whether to wait for more. Set it before `resumed` or `finished`.
    public var outlook: EndOfTurn.Outlook {
        get { turn.patience.outlook }
        set { turn.patience.outlook = newValue }
    }

    /// How long a silence ends a turn just now.
    public var patience: Duration { turn.patience.silence }

    /// Whether the caller hears the agent: then only a clear voice of 200 ms is an interruption. Set it as playback begins and ends.
    public var isAgentSpeaking: Bool {
        get { turn.isAgentSpeaking }
        set { turn.isAgentSpeaking = newValue }
    }

    public mutating func hear(_ samples: some Sequence<Int16>) -> [Event] {
        sound += samples
        var events: [Event] = []
        while (judgedFrames + 1) * frameLength <= sound.count {
            let level = sound[judgedFrames * frameLength..<(judgedFrames + 1) * frameLength].level
            judgedFrames += 1
            let isSpeech = activity.isSpeech(level: level, isAgentSpeaking: isAgentSpeaking)
            if let event = turn.hear(isSpeech: isSpeech) { events.append(self.event(inWordsOf: event)) }
        }
        forget()
        return events
    }

    /// The line was closed, or a recording is over: what was being said is finished now.
    public mutating func finish() -> [Event] {
        turn.finish().map { [event(inWordsOf: $0)] } ?? []
    }

    private func event(inWordsOf event: EndOfTurn.Event) -> Event {
        switch event {
        case .started: .started
        case .paused(let range): .paused(cut(range))
        case .resumed: .resumed
        case .ended(let range), .tooLong(let range): .finished(cut(range))
        case .discarded: .discarded
        }
    }

    private func cut(_ frames: Range<Int>) -> PCM {
        let start = (frames.lowerBound - firstFrame) * frameLength
        let end = (frames.upperBound - firstFrame) * frameLength
        return PCM(samples: Array(sound[max(0, start)..<end]), sampleRate: sampleRate)
    }

    /// Forgets in large steps, so that the rest is not moved at every frame.
    private mutating func forget() {
        guard judgedFrames > 2 * Self.keptFrames else { return }
        let old = judgedFrames - Self.keptFrames
        sound.removeFirst(old * frameLength)
        firstFrame += old
        judgedFrames -= old
    }
}
