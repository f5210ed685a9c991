import Logging
import Vendors
import Voice

/// While Ultravox holds the conversation.
extension UltravoxLine {
    /// How the conversation came to its end.
    private enum Ending: Sendable {
        /// The call is over, whoever ended it, or goes on elsewhere.
        case over
        /// The socket was closed.
        case closed(call: String)
    }

    /// - Parameter number: the line's own, among those of the call.
    func converse(as number: Int) async throws {
        output.yield(.state(.thinking))
        waitingSince = clock.now
        let ending = try await withThrowingTaskGroup(of: Ending.self) { group in
            group.addTask { try await self.talk(as: number) }
            group.addTask { try await self.play() }
            group.addTask { try await self.fillSilence() }
            defer { group.cancelAll() }
            return try await group.next() ?? .over
        }
        phase = .closing
        for utterance in words.finish() { queue(.words(utterance)) }
        await settle()
        guard case .closed(let call) = ending, !isOver else { return }
        guard finishingSince == nil else { return try await playToTheEnd() }
        let hasEnded = if await session.hasSaidGoodbye { true } else { await answering.hasEnded(call) }
        guard hasEnded else { throw UltravoxAnswering.Lost(reason: "Ultravox closed the socket in the middle of the call") }
        // The goodbye is heard before the call is said to be over.
        try await playToTheEnd()
        try await session.end(.agent)
    }

    /// Calls the agent, and carries what both sides say.
    private func talk(as number: Int) async throws -> Ending {
        let call = try await answering.open(session)
        return try await answering.socket.connect(to: call.address) { messages, sender in
            await self.beginTalking(over: sender)
            return try await withThrowingTaskGroup(of: Ending.self) { group in
                group.addTask { try await self.listen(to: messages, of: call.id) }
                group.addTask { try await self.speak(over: sender, as: number) }
                defer { group.cancelAll() }
                return try await group.next() ?? .over
            }
        }
    }

    private func beginTalking(over sender: WebSocketSender) async {
        phase = .talking(sender)
        let held = pending
        pending = []
        for input in held { await take(input, over: sender) }
    }

    /// - Returns: when the socket was closed.
    private func listen(to messages: WebSocketMessages, of call: String) async throws -> Ending {
        var samples = LittleEndianSamples()
        for try await message in messages {
            switch message {
            case .binary(let bytes): keep(samples.read(bytes))
            case .text(let text): follow(try UltravoxServerMessage(text))
            case .closed: return .closed(call: call)
            }
        }
        return .closed(call: call)
    }

    private func keep(_ samples: [Int16]) {
        guard wantsSpeech, !samples.isEmpty else { return }
        waitingSince = nil
        lastSpoke = clock.now
        agentSound.add(samples)
    }

    /// Gives the agent's sound to the caller, and gives up an agent that makes none. Ends when it is cancelled.
    private func play() async throws -> Ending {
        while true {
            give(agentSound.due(at: clock.now - opened))
            // Whoever leaves while the agent is called does not wait for it.
            if isOver || finishingSince != nil, case .opening = phase { throw CancellationError() }
            if isTurnedAway { throw UltravoxAnswering.Lost(reason: "the business takes no calls any more") }
            let patience = lastSpoke == nil ? answering.patience + Limit.firstSound : Limit.longestSilence
            if let waitingSince, clock.now - waitingSince > patience {
                throw UltravoxAnswering.Lost(reason: "Ultravox made no sound for \(patience)")
            }
            try await clock.sleep(for: Limit.tick)
        }
    }

    /// Says something to a caller who waits, in the voice of our own. Ends when it is cancelled.
    private func fillSilence() async throws -> Ending {
        var filled: (wait: ContinuousClock.Instant, at: ContinuousClock.Instant)?
        while true {
            try await clock.sleep(for: Limit.tick)
            guard let wait = waitingSince, !isOver, finishingSince == nil, !isCallerSpeaking else { continue }
            let isFirst = filled?.wait != wait
            let silence = isFirst ? BuiltInLine.Limit.silentWait : BuiltInLine.Limit.furtherWait
            let quietSince = max(filled?.at ?? wait, wait, opened + agentSound.heardUntil)
            guard agentSound.isEmpty, clock.now - quietSince >= silence else { continue }
            filled = (wait, clock.now)
            await fill(with: fillers.take())
        }
    }

    private func fill(with text: String) async {
        guard wantsSpeech else { return queue(.filled(text)) }
        do {
            var isSaid = false
            for try await sound in speech.say(text, voice: await session.voice()) {
                // The agent came first.
                guard waitingSince != nil, wantsSpeech else { break }
                agentSound.add(sound.samples)
                isSaid = true
            }
            if isSaid { queue(.filled(text)) }
        } catch is CancellationError {
            return
        } catch {
            answering.logger.notice("A wait could not be filled", metadata: ["error": "\(error)"])
        }
    }

    /// Returns when the caller has heard what the agent said last.
    private func playToTheEnd() async throws {
        let deadline = clock.now + Limit.longestGoodbye
        while !isOver, clock.now < deadline, !agentSound.isEmpty || clock.now - opened < agentSound.heardUntil {
            give(agentSound.due(at: clock.now - opened))
            try await clock.sleep(for: Limit.tick)
        }
    }

    func give(_ samples: [Int16]) {
        guard !samples.isEmpty else { return }
        output.yield(.audio(PCM(samples: samples, sampleRate: PCM.hearingRate)))
    }

    private func follow(_ message: UltravoxServerMessage) {
        switch message {
        case .transcript(let piece):
            note(piece)
            // What was typed here stands in the log already.
            for utterance in words.hear(piece) where !(utterance.isCaller && utterance.isTyped) { queue(.words(utterance)) }
        case .state(let state):
            if let state = LineState(rawValue: state.rawValue) { output.yield(.state(state)) }
        case .playbackClearBuffer:
            agentSound.clear(at: clock.now - opened)
            output.yield(.clearPlayback)
        case .userStartedSpeaking:
            isCallerSpeaking = true
            output.yield(.userStartedSpeaking)
        case .userStoppedSpeaking:
            isCallerSpeaking = false
            output.yield(.userStoppedSpeaking)
        case .callStarted, .pong, .other: break
        }
    }

    /// Whoever has spoken to the agent waits for it, until it speaks.
    private func note(_ piece: UltravoxServerMessage.Transcript) {
        if piece.role == .agent {
            waitingSince = nil
            if !wantsSpeech { lastSpoke = clock.now }
        } else if piece.isFinal {
            waitingSince = clock.now
        }
    }

    /// Whether there is nothing more to be heard of an agent whose call goes on elsewhere.
    private var hasSaidLast: Bool {
        guard let since = finishingSince else { return false }
        let now = clock.now
        if now - since > Limit.longestGoodbye { return true }
        guard agentSound.isEmpty, now - opened >= agentSound.heardUntil else { return false }
        return now - since > Limit.lastWords || lastSpoke.map { $0 > since } ?? false
    }

    /// Sends the caller's sound, a second of it a second, until the call is over or goes on elsewhere.
    private func speak(over sender: WebSocketSender, as number: Int) async throws -> Ending {
        let start = clock.now
        var lastLook = start
        while !isOver, !hasSaidLast {
            if clock.now - lastLook > Limit.lookAround {
                lastLook = clock.now
                guard await session.isNewest(number) else { return .over }
            }
            for frame in callerSound.frames(at: clock.now - start) {
                try await sender.send(PCM(samples: frame, sampleRate: PCM.hearingRate).littleEndianBytes)
            }
            try await clock.sleep(for: Limit.tick)
        }
        return .over
    }
}
