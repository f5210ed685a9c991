import Core
import Logging
import Voice

/// The agent's voice: from sentences to frames at the pace of speech, and what of it was heard.
extension BuiltInLine {
    var speaksAloud: Bool { hasSpeech && wantsSpeech }

    func say(_ sentences: [CallSession.Sentence]) {
        guard speaksAloud else { return }
        for sentence in sentences { said[playback.say(sentence.text)] = sentence }
        // What becomes ready while the caller speaks waits until it is known what they said.
        if isHearing { playback.hold(at: time.now()) }
        synthesiseNext()
    }

    /// Something that is not of the conversation.
    func sayUnlogged(_ text: String) {
        guard speaksAloud else { return }
        _ = playback.say(text)
        synthesiseNext()
    }

    public func played(_ mark: Int) {
        playback.played(mark, at: time.now())
    }

    /// One sentence at a time is made ready; beside it only what fills the wait for it.
    private func synthesiseNext(atOnce limit: Int = 1) {
        guard inTheMaking.count < limit, let next = playback.nextToSynthesise() else { return }
        inTheMaking.insert(next.mark)
        job.yield(.synthesise(next.mark, next.text))
    }

    func synthesise(_ text: String, for mark: Playback.Mark) async {
        do {
            for try await sound in speech.say(text, voice: await session.voice()) {
                if waitingFillers[mark] == nil { takeBackFillers() }
                guard playback.add(sound.samples, to: mark) else { break }
                send()
            }
        } catch is CancellationError {
            return
        } catch {
            logger.warning("A sentence could not be spoken", metadata: ["error": "\(error)"])
        }
        playback.complete(mark)
        inTheMaking.remove(mark)
        send()
        synthesiseNext()
    }

    /// Sends what is due, and sees to it that the rest follows.
    private func send() {
        sendDue()
        guard !isPacing, playback.nextDue(after: time.now()) != nil else { return }
        isPacing = true
        job.yield(.pace)
    }

    func pace() async {
        while let next = playback.nextDue(after: time.now()) {
            do { try await time.wait(next) } catch { break }
            sendDue()
            synthesiseNext()
        }
        isPacing = false
    }

    private func sendDue() {
        for piece in playback.due(at: time.now()) {
            switch piece {
            case .began(let mark):
                if let filler = waitingFillers.removeValue(forKey: mark) {
                    job.yield(.noteFiller(filler))
                } else {
                    awaitsAnswer = false
                }
                show(.speaking)
            case .frame(let samples): output.yield(.audio(PCM(samples: samples, sampleRate: playback.sampleRate)))
            case .ended(let mark): output.yield(.mark(mark))
            }
        }
        guard playback.isSent, !isThinking else { return }
        show(.listening)
        warmUpOnce()
    }

    /// After the last turn: until the caller has heard the goodbye.
    func waitUntilHeard() async {
        let deadline = time.now() + Limit.goodbye
        // Nobody listens to the caller any more.
        isHearing = false
        goOn()
        while playback.isSpeaking(at: time.now()), time.now() < deadline {
            let next = playback.isSent ? playback.heardUntil : time.now() + VoiceActivity.frame
            do { try await time.wait(min(deadline, next)) } catch { return }
        }
    }
}

/// Interruptions.
extension BuiltInLine {
    /// The caller makes a sound: the agent stops, for now.
    func hold() {
        let isAudible = playback.isAudible(at: time.now())
        guard playback.isHeld ? isAudible : playback.isSpeaking(at: time.now()) else { return }
        playback.hold(at: time.now())
        output.yield(.clearPlayback)
        show(.listening)
    }

    /// It was nothing: the agent goes on where it stopped.
    func goOn() {
        guard !isHearing, playback.isHeld else { return }
        playback.release()
        if !playback.isSent { show(.speaking) }
        send()
        synthesiseNext()
    }

    /// It was something: the rest is not said, and the log learns what was heard.
    func breakOff() async {
        do {
            try await session.interrupted(stopSpeaking())
        } catch {
            logger.error("An interruption could not be logged", metadata: ["error": "\(error)"])
        }
    }

    /// - Returns: what was not heard to its end.
    func stopSpeaking() -> [CallSession.Cut] {
        if !playback.isHeld, playback.isSpeaking(at: time.now()) { output.yield(.clearPlayback) }
        let cuts = playback.drop(at: time.now())
        defer {
            said = [:]
            waitingFillers = [:]
            inTheMaking = []
        }
        return cuts.compactMap { cut in said[cut.mark].map { CallSession.Cut($0, heard: cut.heard) } }
    }
}

/// What is said while a caller waits.
extension BuiltInLine {
    func sayFiller() {
        let text = fillers.take()
        guard speaksAloud else {
            job.yield(.noteFiller(text))
            return
        }
        waitingFillers[playback.say(text, filling: true)] = text
        // The answer may be stuck in the synthesiser; fillers are mostly at hand.
        synthesiseNext(atOnce: 2)
    }

    /// The answer came first: what has not been said is not said any more.
    private func takeBackFillers() {
        for mark in waitingFillers.keys where playback.takeBack(mark) { waitingFillers[mark] = nil }
    }

    func note(filler text: String) async {
        do {
            try await session.filled(with: text, reason: "the answer took longer than \(Limit.silentWait)")
        } catch CallSession.TurnError.ended {
            return
        } catch {
            logger.error("A filler could not be logged", metadata: ["error": "\(error)"])
        }
    }
}
