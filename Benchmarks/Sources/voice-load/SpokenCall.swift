import Foundation
import Synchronization
import Voice

/// A caller on a call's socket: sends a frame every 20 ms as a microphone does, speaks when the agent has finished, and now and
/// then into its sentence.
actor SpokenCall {
    private static let frameSamples = 320
    /// An answer that takes longer is none.
    private static let longestWait = Duration.seconds(12)
    /// Below this the agent's sound is a pause.
    private static let audible = 200

    private let utterances: [PCM]
    private let clock = ContinuousClock()
    private var figures = Figures()
    private var timing = FrameTiming()
    /// What is still to be said of the utterance in progress.
    private var unsent: ArraySlice<Int16> = []
    private var saidAt: ContinuousClock.Instant?
    private var interruptedAt: ContinuousClock.Instant?
    private var agentSpeaks = false
    private var heardSince: ContinuousClock.Instant?
    private var nextTurn: ContinuousClock.Instant
    private var turns = 0

    init(utterances: [PCM], beginningAfter wait: Duration) {
        self.utterances = utterances
        nextTurn = clock.now + wait
    }

    var result: Figures {
        var result = figures
        result.timing = timing
        return result
    }

    /// The next 20 ms of the microphone; called once for each.
    func frame() -> [UInt8] {
        let now = clock.now
        if unsent.isEmpty, saidAt == nil, now >= nextTurn { speak(at: now) }
        if let saidAt, now - saidAt > Self.longestWait {
            figures.unanswered += 1
            self.saidAt = nil
            nextTurn = now
        }
        guard !unsent.isEmpty else { return [UInt8](repeating: 0, count: 2 * Self.frameSamples) }
        var samples = Array(unsent.prefix(Self.frameSamples))
        unsent = unsent.dropFirst(Self.frameSamples)
        if unsent.isEmpty { saidAt = now + FrameTiming.frame }
        samples += Array(repeating: 0, count: Self.frameSamples - samples.count)
        return PCM(samples: samples, sampleRate: PCM.hearingRate).littleEndianBytes
    }

    private func speak(at now: ContinuousClock.Instant) {
        if agentSpeaks {
            // Every third turn breaks into the agent's sentence; the others wait for its end.
            guard turns % 3 == 2, let heardSince, now - heardSince > .milliseconds(700) else { return }
            interruptedAt = now
        }
        unsent = utterances[turns % utterances.count].samples[...]
        turns += 1
    }

    func heard(_ bytes: some Sequence<UInt8>) {
        let now = clock.now
        let sound = PCM(littleEndian: bytes, sampleRate: PCM.hearingRate)
        timing.arrived(sound.samples.count, rate: PCM.hearingRate, at: now)
        agentSpeaks = true
        if heardSince == nil { heardSince = now }
        if let saidAt, sound.samples.contains(where: { abs(Int($0)) > Self.audible }) {
            figures.answers.append(saidAt.duration(to: now))
            self.saidAt = nil
        }
    }

    private struct Message: Decodable {
        let type: String
        let state: String?
    }

    func received(_ text: String) {
        guard let message = try? JSONDecoder().decode(Message.self, from: Data(text.utf8)) else { return }
        switch (message.type, message.state) {
        case ("playback_clear_buffer", _):
            if let interruptedAt { figures.interruptions.append(interruptedAt.duration(to: clock.now)) }
            interruptedAt = nil
            fallSilent()
        case ("state", "listening"): fallSilent()
        default: break
        }
    }

    private func fallSilent() {
        timing.spurtEnded()
        agentSpeaks = false
        heardSince = nil
        nextTurn = clock.now + .milliseconds(Int64.random(in: 400...1500))
    }
}
