import Conversation
import Core
import Voice

/// The caller: sounds, words and keys.
extension BuiltInLine {
    /// An utterance that is being recognised, or was.
    struct Recognition: Sendable {
        let number: Int
        /// Owned by the turn that it becomes, or cancelled.
        let task: Task<[Hypothesis], any Error>
    }

    public func hear(_ samples: [Int16]) {
        guard !isOver else { return }
        guard hasSpeech else { return askAgainForSpeech() }
        ear.isAgentSpeaking = playback.isAudible(at: time.now())
        for event in ear.hear(samples) { take(event) }
        if isHearing { lastActivity = time.now() }
    }

    private func take(_ event: Ear.Event) {
        switch event {
        case .started:
            isHearing = true
            output.yield(.userStartedSpeaking)
            hold()
        case .paused(let utterance):
            recognition = recognise(utterance)
        case .resumed:
            recognition?.task.cancel()
            recognition = nil
        case .finished(let utterance):
            isHearing = false
            output.yield(.userStoppedSpeaking)
            queue(.utterance(recognition ?? recognise(utterance)))
            recognition = nil
        case .discarded:
            isHearing = false
            output.yield(.userStoppedSpeaking)
            goOn()
        }
    }

    private func recognise(_ utterance: PCM) -> Recognition {
        recognitions += 1
        let number = recognitions
        let expectation = ear.expectation
        let task = Task { [session, speech] in
            let hints = await session.recognitionHints(expecting: expectation)
            let hypotheses = try await speech.hear(utterance, hints: hints)
            await self.consider(hypotheses, of: number)
            return hypotheses
        }
        return Recognition(number: number, task: task)
    }

    /// Waits longer for a caller whose words are not complete, and shorter for one whose are.
    private func consider(_ hypotheses: [Hypothesis], of number: Int) async {
        guard recognition?.number == number else { return }
        let outlook = await session.outlook(of: hypotheses)
        guard recognition?.number == number else { return }
        ear.outlook = EndOfTurn.Outlook(outlook)
    }

    /// Whether somebody has said something, rather than coughed, or shown that they listen to what is being said.
    func isTurn(_ hypotheses: [Hypothesis]) -> Bool {
        guard let words = hypotheses.first?.text, words.contains(where: { $0.isLetter || $0.isNumber }) else { return false }
        guard playback.isHeld, Backchannel.isListening(words) else { return true }
        return isAnsweringQuestion
    }

    /// Whether what was stopped was a question that a yes or a no answers.
    private var isAnsweringQuestion: Bool {
        guard ear.expectation == .yesOrNo, let current = playback.current else { return false }
        return playback.isLast(current.mark) && current.share > 0
    }

    public func press(_ pressed: String) {
        lastActivity = time.now()
        hold()
        if let whole = keys.press(pressed, at: time.now(), asksForNumber: ear.expectation.isKeyedAsNumber) {
            queue(.keys(whole))
        } else if let end = keys.isWholeAt {
            job.yield(.endNumber(at: end))
        }
    }

    func endNumber(at instant: Duration) async {
        do { try await time.wait(instant) } catch { return }
        if let whole = keys.whole(at: time.now()) { queue(.keys(whole)) }
    }
}

extension Expectation {
    /// Whether several keys make one answer.
    fileprivate var isKeyedAsNumber: Bool {
        switch self {
        case .digits, .number, .spelling: true
        case .anything, .yesOrNo, .name, .dateOrTime, .address, .email: false
        }
    }
}

extension EndOfTurn.Outlook {
    fileprivate init(_ outlook: Outlook) {
        self =
            switch outlook {
            case .open: .open
            case .complete: .complete
            case .incomplete: .incomplete
            }
    }
}
