import ArgumentParser
import Core
import Features
import Foundation
import Storage
import Voice

/// Holds a whole call without a server.
struct CallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call",
        abstract: "Hold a whole call with a business's agent, typed or spoken, without a server.",
        discussion: """
            Examples:
              voiceagent call mario-pizza --text
              printf 'two garlic breads please\\npickup, Ada Byron, 415 555 0199\\nyes\\nno thanks\\n' | voiceagent call mario-pizza --text --json
              voiceagent call mario-pizza --wav order.wav --wav yes.wav --wav-out answer.wav
            """)

    @OptionGroup var data: DataOptions

    @Argument(help: "The business's subdomain.")
    var subdomain: String

    @Flag(help: "The caller types: a line of standard input is what the caller says next.")
    var text = false

    @Option(name: .customLong("wav"), parsing: .upToNextOption, help: "WAV files, each the caller's next utterance.")
    var recordings: [String] = []

    @Option(name: .customLong("wav-out"), help: ArgumentHelp("Write what the agent says to this WAV file.", valueName: "file"))
    var output: String?

    @Option(help: "The number the caller is at, such as +14155550101.")
    var phone: String?

    @Flag(help: "Print every event as a JSON line; the last one holds the record.")
    var json = false

    @Option(help: ArgumentHelp("The time the call begins, instead of now.", valueName: "ISO-8601"))
    var now: String?

    func validate() throws {
        guard text != !recordings.isEmpty else {
            throw ValidationError("Choose one: --text to type the caller's words, or --wav FILE… to speak them.")
        }
    }

    func run() async throws {
        let clock = try startingClock()
        let number = try phone.map { text in
            guard let number = PhoneNumber(text) else { throw CommandFailure.badInput("Error: --phone \"\(text)\" is not a phone number.") }
            return number
        }
        let utterances = try recordings.map { path in try Self.recording(at: path) }
        let composition = try await Composition.open(configuration: .read(), data: data.url, as: .command, clock: clock)
        try await composition.running(needsSpeech: !recordings.isEmpty || output != nil) { composition in
            try await hold(composition, number: number, utterances: utterances)
        }
    }

    private func hold(_ composition: Composition, number: PhoneNumber?, utterances: [PCM]) async throws {
        let tenant = try await composition.tenant(ofSubdomain: subdomain, makesDemo: true)
        let call = try await composition.calls.start(from: number, over: .commandLine, in: tenant)
        let session = await composition.calls.session(call.id, in: tenant)
        let zone = try await tenant.read { transaction in try transaction.profile().zone }
        var printer = CallPrinter(asJSON: json, zone: zone, echoesCaller: !text)
        var voice = AgentVoice(speech: composition.speech, isWanted: output != nil)

        var answer = try await session.begin()
        if let answer { try await report(answer, &printer, &voice) }
        for utterance in utterances where answer?.isEnded != true {
            let hints = await session.recognitionHints(expecting: answer?.expects ?? .anything)
            let hypotheses = try await composition.speech.hear(utterance, hints: hints)
            answer = hypotheses.isEmpty ? try await session.stayedSilent() : try await session.hear(hypotheses, medium: .voice)
            if let answer { try await report(answer, &printer, &voice) }
        }
        while text, answer?.isEnded != true, let line = readLine() {
            let said = line.trimmingCharacters(in: .whitespaces)
            answer = said.isEmpty ? try await session.stayedSilent() : try await session.hear([Hypothesis(said)], medium: .text)
            if let answer { try await report(answer, &printer, &voice) }
        }
        try await session.end(.caller)
        let log = try await tenant.read { transaction in try transaction.events(of: call.id, after: 0, limit: .max) }
        printer.printEnd(of: log)
        if let output { try voice.write(to: output) }
    }

    private func report(_ answer: CallSession.Answer, _ printer: inout CallPrinter, _ voice: inout AgentVoice) async throws {
        printer.print(answer.events)
        for reply in answer.replies { try await voice.say(reply) }
    }

    private func startingClock() throws -> @Sendable () -> Date {
        guard let now else { return { Date() } }
        guard let start = try? Date(now, strategy: .iso8601) else {
            throw CommandFailure.badInput("Error: --now \"\(now)\" is not a time such as 2026-11-21T10:00:00Z.")
        }
        let began = ContinuousClock.now
        return { start.addingTimeInterval((ContinuousClock.now - began) / .seconds(1)) }
    }

    private static func recording(at path: String) throws -> PCM {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw CommandFailure.badInput("Error: the file \(path) cannot be read.")
        }
        do {
            return try WAVE.read([UInt8](bytes))
        } catch {
            throw CommandFailure.badInput("Error: \(path): \(error)")
        }
    }
}
