import Core
import Foundation
import Vendors
import Voice

/// How soon callers are answered, how fast an interruption is obeyed, and how evenly sound leaves, with so many calls at once.
///
///     voice-load BINARY [--calls 1,10,50] [--seconds 60] [--speech local|in-process|URL]
///
/// Starts a server of its own on loopback, with an empty data folder. Callers speak with flite's voice at real pace.
@main
enum VoiceLoad {
    private static let lines = [
        "Two pepperoni pizzas and a tiramisu, please.", "Do you have anything with mushrooms?", "No, wait, make that three pizzas.",
        "What are your opening hours?", "Another garden salad, please.", "Sorry, stop, one moment please.",
    ]

    static func main() async throws {
        guard let options = Options(CommandLine.arguments.dropFirst()) else {
            FileHandle.standardError.write(Data("\(Options.usage)\n".utf8))
            exit(2)
        }
        var utterances: [PCM] = []
        let voice = FliteSynthesizer(threads: 1)
        for line in lines { utterances.append(try await speech(of: line, by: voice)) }
        print("speech: \(options.speech), \(options.seconds) s a round")
        print(Figures.heading)
        for calls in options.calls {
            let server = try await ServerProcess(binary: options.binary, port: options.port, environment: options.environment)
            let (figures, load) = try await round(of: calls, for: .seconds(options.seconds), on: server, saying: utterances)
            server.stop()
            print(figures.row(calls: calls, load: load))
            for failure in Set(figures.failures) { print("  failed: \(failure)") }
        }
    }

    private static func speech(of text: String, by voice: FliteSynthesizer) async throws -> PCM {
        var sound = PCM(samples: [], sampleRate: PCM.hearingRate)
        for try await piece in voice.speech(for: text, voice: VoiceSettings()) { sound.append(piece) }
        // A voice begins and ends in silence, which nobody waits for.
        let first = sound.samples.firstIndex { abs(Int($0)) > 300 } ?? 0
        let last = sound.samples.lastIndex { abs(Int($0)) > 300 } ?? 0
        return PCM(samples: Array(sound.samples[first...max(first, last)]), sampleRate: sound.sampleRate)
    }

    private static func round(
        of calls: Int, for duration: Duration, on server: ServerProcess, saying utterances: [PCM]
    ) async throws -> (Figures, ServerProcess.Load) {
        // The first call of a server loads what all share.
        _ = try await call(server, for: .seconds(12), after: .zero, saying: utterances)
        let (memory, processor, start) = (server.privateBytes, server.processorSeconds, ContinuousClock.now)
        return try await withThrowingTaskGroup(of: Figures.self) { group in
            for number in 0..<calls {
                group.addTask {
                    try await call(server, for: duration, after: .milliseconds(6_000 * number / calls), saying: utterances)
                }
            }
            try await Task.sleep(for: duration / 2)
            let private_ = (server.privateBytes - memory) / Double(calls)
            var figures = Figures()
            for try await one in group { figures.add(one) }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            let load = ServerProcess.Load(
                cpuPercent: 100 * (server.processorSeconds - processor) / seconds, privateBytesPerCall: private_)
            return (figures, load)
        }
    }

    /// One call from beginning to end, as a microphone and a loudspeaker hold it.
    private static func call(
        _ server: ServerProcess, for duration: Duration, after wait: Duration, saying utterances: [PCM]
    ) async throws -> Figures {
        try await Task.sleep(for: wait)
        let caller = SpokenCall(utterances: utterances, beginningAfter: .seconds(5))
        do {
            let address = try await server.startCall(to: "mario-pizza")
            try await WebSocketClient(limits: .init(connecting: .seconds(10))).connect(to: Secret(address)) { messages, sender in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        for try await message in messages {
                            switch message {
                            case .binary(let bytes): await caller.heard(bytes)
                            case .text(let text): await caller.received(text)
                            case .closed: return
                            }
                        }
                    }
                    let start = ContinuousClock.now
                    var next = start
                    while next - start < duration {
                        try await sender.send(await caller.frame())
                        next += FrameTiming.frame
                        try await Task.sleep(until: next)
                    }
                    group.cancelAll()
                }
            }
        } catch is CancellationError {
        } catch {
            var failed = Figures()
            failed.failures.append("\(error)")
            failed.add(await caller.result)
            return failed
        }
        return await caller.result
    }
}

private struct Options {
    static let usage = "usage: voice-load BINARY [--calls 1,10,50] [--seconds 60] [--speech local|in-process|URL]"

    var binary: String
    var calls = [1, 10, 50]
    var seconds = 60
    var speech = "local"
    let port = 3988

    init?(_ arguments: ArraySlice<String>) {
        var rest = arguments
        guard let binary = rest.popFirst() else { return nil }
        self.binary = binary
        while let name = rest.popFirst() {
            guard let value = rest.popFirst() else { return nil }
            switch name {
            case "--calls": calls = value.split(separator: ",").compactMap { Int($0) }
            case "--seconds": seconds = Int(value) ?? seconds
            case "--speech": speech = value
            default: return nil
            }
        }
    }

    var environment: [String: String] {
        switch speech {
        case "local": ["SPEECH_PORT": "3989"]
        case "in-process": ["SPEECH_PORT": "3989", "SPEECH_PYTHON": "/nonexistent"]
        default: ["SPEECH_PORT": "3989", "SPEECH_BASE_URL": speech]
        }
    }
}
