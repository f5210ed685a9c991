/// The agent's voice on its way to a caller: sentences go in as they are synthesised, frames of 20 ms come out at the pace
/// at which they are heard, and at any moment it is known what was heard.
///
///     let mark = playback.say("Two large Margheritas.")
///     playback.add(samples, to: mark)            // as often as the synthesiser gives some
///     playback.complete(mark)
///     for piece in playback.due(at: now) { … }   // to the transport; ask again at `playback.nextDue(after: now)`
///     playback.hold(at: now)                     // the caller makes a sound: what was not heard is taken back
///     playback.release()                         // it was a cough: goes on a little before where it stopped
///     playback.drop(at: now)                     // it was a word: what each sentence lost
///
/// It has no clock: all times are since the line was opened. What it holds is bounded by the sentences of an answer.
public struct Playback: Sendable {
    /// A sentence's number, counted up.
    public typealias Mark = Int

    /// What the transport is given.
    public enum Piece: Sendable, Hashable {
        /// The sentence's first frame follows.
        case began(Mark)
        /// 20 ms; the last of a sentence is filled up with silence.
        case frame([Int16])
        /// All of the sentence was sent.
        case ended(Mark)
    }

    /// A sentence that was not heard to its end.
    public struct Cut: Sendable, Hashable {
        public let mark: Mark
        public let text: String
        /// How much of it was heard, 0..<1.
        public let share: Double

        /// The words that were heard, in whole.
        public var heard: String { SpokenText.beginning(of: text, share: share) }
    }

    public let sampleRate: Int
    private var sentences: [Sentence] = []
    private var lastMark: Mark = 0
    /// When all that was sent is heard, if the way to the caller takes no time.
    private var sentUntil = Duration.zero
    /// How long the way to the caller takes.
    private var lag = Duration.zero
    /// When the last sentences that were sent whole end, for transports that tell when they were heard.
    private var ends: [(mark: Mark, at: Duration)] = []
    public private(set) var isHeld = false

    private enum Limit {
        /// So far ahead of being heard is sent: a transport's hiccup is not heard, and an interruption stops what was sent.
        static let lead = Duration.milliseconds(200)
        /// When so much less is on its way, more is sent: three frames at a time wake the line a third as often.
        static let refill = Duration.milliseconds(60)
        /// A transport that tells of longer ways is not believed.
        static let longestLag = Duration.seconds(1)
        /// Synthesis pauses with so much sound waiting.
        static let longestAhead = Duration.seconds(8)
        /// Who missed less of a sentence's end has heard it: voices end in silence.
        static let unheardEnd = Duration.milliseconds(150)
        static let rememberedEnds = 8
        /// Going on after a false alarm looks so far back for a gap between words.
        static let rewind = Duration.milliseconds(1_200)
        static let shortestRewind = Duration.milliseconds(200)
    }

    public init(sampleRate: Int = PCM.hearingRate) {
        self.sampleRate = sampleRate
    }

    private var frameLength: Int { VoiceActivity.frame.samples(at: sampleRate) }
}

/// What is to be said.
extension Playback {
    /// A sentence whose sound will come.
    ///
    /// - Parameter isFiller: it fills a wait: said before all others that have not begun, even while these are held, and not gone on
    ///   with once the caller makes a sound.
    public mutating func say(_ text: String, filling isFiller: Bool = false) -> Mark {
        lastMark += 1
        let place = isFiller ? sentences.firstIndex { !$0.hasBegun } : nil
        sentences.insert(Sentence(mark: lastMark, text: text, isFiller: isFiller), at: place ?? sentences.count)
        return lastMark
    }

    /// The next sentence to be synthesised; nil when there is none, or enough sound waits already.
    public mutating func nextToSynthesise() -> (mark: Mark, text: String)? {
        let waiting = sentences.reduce(0) { $0 + $1.sound.count - $1.sent }
        guard waiting < Limit.longestAhead.samples(at: sampleRate) else { return nil }
        guard let index = sentences.firstIndex(where: { !$0.isInTheMaking }) else { return nil }
        sentences[index].isInTheMaking = true
        return (sentences[index].mark, sentences[index].text)
    }

    /// - Returns: whether the sentence is still wanted.
    @discardableResult
    public mutating func add(_ samples: [Int16], to mark: Mark) -> Bool {
        guard let index = sentences.firstIndex(where: { $0.mark == mark }) else { return false }
        sentences[index].sound += samples
        return true
    }

    /// All sound of the sentence is there, or no more will come.
    public mutating func complete(_ mark: Mark) {
        guard let index = sentences.firstIndex(where: { $0.mark == mark }) else { return }
        sentences[index].isWhole = true
    }

    /// Takes back a sentence that has not begun.
    ///
    /// - Returns: whether it had not.
    @discardableResult
    public mutating func takeBack(_ mark: Mark) -> Bool {
        guard let index = sentences.firstIndex(where: { $0.mark == mark }), !sentences[index].hasBegun else { return false }
        sentences.remove(at: index)
        return true
    }

    /// Whether nothing is left to be sent.
    public var isSent: Bool { sentences.allSatisfy(\.isSent) }
}

/// What leaves, and when.
extension Playback {
    /// What has to leave now.
    public mutating func due(at now: Duration) -> [Piece] {
        forgetHeard(at: now)
        var pieces: [Piece] = []
        while let index = sentences.firstIndex(where: mayLeave) {
            let left = sentences[index].sound.count - sentences[index].sent
            if left == 0, sentences[index].isWhole {
                end(index, &pieces)
                continue
            }
            guard left >= frameLength || sentences[index].isWhole else { break }
            sentUntil = max(sentUntil, now)
            guard sentUntil < now + Limit.lead else { break }
            send(min(left, frameLength), of: index, &pieces)
        }
        return pieces
    }

    /// When to ask what is due again; nil when nothing will be until something else happens.
    public func nextDue(after now: Duration) -> Duration? {
        guard let next = sentences.first(where: mayLeave) else { return nil }
        let left = next.sound.count - next.sent
        guard next.isWhole || left >= frameLength else { return nil }
        return max(now, sentUntil - Limit.lead + Limit.refill)
    }

    private func mayLeave(_ sentence: Sentence) -> Bool { !sentence.isSent && (sentence.isFiller || !isHeld) }

    private mutating func send(_ count: Int, of index: Int, _ pieces: inout [Piece]) {
        if !sentences[index].hasBegun {
            sentences[index].hasBegun = true
            pieces.append(.began(sentences[index].mark))
        }
        let start = sentences[index].sent
        let samples = sentences[index].sound[start..<start + count]
        pieces.append(.frame(samples + Array(repeating: 0, count: frameLength - count)))
        sentences[index].send(count, at: sentUntil, rate: sampleRate)
        sentUntil += VoiceActivity.frame
    }

    private mutating func end(_ index: Int, _ pieces: inout [Piece]) {
        sentences[index].isSent = true
        pieces.append(.ended(sentences[index].mark))
        ends.append((sentences[index].mark, sentUntil))
        if ends.count > Limit.rememberedEnds { ends.removeFirst() }
    }
}

/// What was heard.
extension Playback {
    /// When the caller will have heard all that was sent.
    public var heardUntil: Duration { sentUntil + lag }

    /// Whether the caller hears the agent at this moment.
    public func isAudible(at now: Duration) -> Bool { now < heardUntil }

    /// Whether something is being said or waits to be: of that, a caller's sound stops something.
    public func isSpeaking(at now: Duration) -> Bool { isAudible(at: now) || !isSent }

    /// The sentence that the caller hears, or hears next, and how much of it was sent (while it is held: heard), 0...1.
    public var current: (mark: Mark, share: Double)? {
        sentences.first.map { ($0.mark, $0.share(rate: sampleRate)) }
    }

    /// Whether the sentence is the last of what is to be said.
    public func isLast(_ mark: Mark) -> Bool { sentences.last { !$0.isFiller }?.mark == mark }

    /// The transport tells that a sentence was heard to its end: how long the way to the caller is, is known from then on.
    public mutating func played(_ mark: Mark, at now: Duration) {
        guard !isHeld, let end = ends.last(where: { $0.mark == mark }) else { return }
        lag = min(max(.zero, now - end.at), Limit.longestLag)
        sentences.removeAll { $0.mark <= mark && $0.isSent }
    }

    /// Takes back what was not heard; the transport has to throw away what it holds.
    public mutating func hold(at now: Duration) {
        forgetHeard(at: now)
        isHeld = true
        sentences.removeAll(where: \.isFiller)
        for index in sentences.indices {
            sentences[index].takeBack(to: sentences[index].heard(at: now - lag, rate: sampleRate))
        }
        sentUntil = min(sentUntil, now - lag)
    }

    /// Goes on with what is held, from a gap between words a little before where it stopped.
    public mutating func release() {
        guard isHeld else { return }
        isHeld = false
        guard let index = sentences.firstIndex(where: { !$0.isFiller }), sentences[index].sent > 0 else { return }
        let gap = sentences[index].gap(before: sentences[index].sent, rate: sampleRate)
        sentences[index].takeBack(to: gap)
    }

    /// Says no more of all this.
    ///
    /// - Returns: the sentences that were not heard to their end, in order.
    public mutating func drop(at now: Duration) -> [Cut] {
        if !isHeld { hold(at: now) }
        isHeld = false
        defer { sentences = [] }
        return sentences.map { Cut(mark: $0.mark, text: $0.text, share: $0.share(rate: sampleRate)) }
    }

    private mutating func forgetHeard(at now: Duration) {
        let ending = Limit.unheardEnd.samples(at: sampleRate)
        while let first = sentences.first, first.isSent,
            first.heard(at: now - lag, rate: sampleRate) >= max(0, first.sound.count - ending)
        {
            sentences.removeFirst()
        }
    }
}

extension Playback {
    private struct Sentence: Sendable {
        let mark: Mark
        let text: String
        let isFiller: Bool
        var sound: [Int16] = []
        var isInTheMaking = false
        /// All of its sound is there.
        var isWhole = false
        /// Samples that were sent.
        var sent = 0
        var hasBegun = false
        /// All of it was sent, and so was its mark.
        var isSent = false
        /// What was sent in one go, in order: gaps are between them where synthesis was late.
        private var stretches: [Stretch] = []

        private struct Stretch {
            let start: Duration
            let first: Int
            var count: Int
        }

        /// How fast voices speak, where that is all that is known of a sentence's length.
        private static let charactersPerSecond = 14

        init(mark: Mark, text: String, isFiller: Bool) {
            self.mark = mark
            self.text = text
            self.isFiller = isFiller
        }

        mutating func send(_ samples: Int, at start: Duration, rate: Int) {
            if let last = stretches.last, last.start + .samples(last.count, at: rate) == start {
                stretches[stretches.count - 1].count += samples
            } else {
                stretches.append(Stretch(start: start, first: sent, count: samples))
            }
            sent += samples
        }

        /// How many samples were heard by an instant.
        func heard(at instant: Duration, rate: Int) -> Int {
            guard let last = stretches.last(where: { $0.start < instant }) else { return stretches.first?.first ?? sent }
            return last.first + min(last.count, (instant - last.start).samples(at: rate))
        }

        mutating func takeBack(to samples: Int) {
            sent = samples
            isSent = false
            stretches = []
        }

        func share(rate: Int) -> Double {
            let expected = isWhole ? sound.count : max(sound.count, text.count * rate / Self.charactersPerSecond)
            return expected == 0 ? 0 : min(1, Double(sent) / Double(expected))
        }

        /// Where to go on: the last gap between words that is not too near, or the beginning, or the very place.
        func gap(before end: Int, rate: Int) -> Int {
            let frame = VoiceActivity.frame.samples(at: rate)
            let earliest = end - Limit.rewind.samples(at: rate)
            guard earliest > 0 else { return 0 }
            let quiet = sound[..<end].level / 10
            var start = end - Limit.shortestRewind.samples(at: rate)
            while start >= earliest {
                if sound[start..<start + frame].level <= quiet { return start }
                start -= frame
            }
            return end
        }
    }
}
