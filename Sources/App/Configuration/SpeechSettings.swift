import Core
import Features
import Foundation

/// What hears and speaks.
struct SpeechSettings: SettingGroup {
    let engines = Setting(
        "SPEECH_ENGINES", standard: "provider,server,in-process",
        "which engines hear and speak, in this order, each for what those before it cannot do"
    ) { text in
        try text.split(separator: ",").map { part in
            let word = part.trimmingCharacters(in: .whitespaces)
            guard let kind = SpeechEngine.Kind(rawValue: word) else {
                let kinds = SpeechEngine.Kind.allCases.map(\.rawValue).joined(separator: ", ")
                throw UnusableSetting("there is no engine \"\(word)\"; there are \(kinds).")
            }
            return kind
        }
    }
    let baseURL = Setting.optional(
        "SPEECH_BASE_URL", "an OpenAI-compatible speech service, such as https://api.openai.com/v1: the `provider` of SPEECH_ENGINES")
    let apiKey = Setting.secret("SPEECH_API_KEY", "the key of that service")
    let recognitionModel = Setting.text("SPEECH_RECOGNITION_MODEL", standard: "whisper-1", "the model that hears")
    let synthesisModel = Setting.text("SPEECH_SYNTHESIS_MODEL", standard: "tts-1", "the model that speaks")
    let voice = Setting.text("SPEECH_VOICE", standard: "alloy", "the voice it speaks with")
    let python = Setting.optional(
        "SPEECH_PYTHON", "the Python of the local speech server's environment; empty for the one that `make run` installs")
    let server = Setting.text("SPEECH_SERVER", standard: "speech/server.py", "the local speech server's program")
    let port = Setting.port("SPEECH_PORT", standard: 3790, "the loopback port of the local speech server")
}

extension Configuration {
    struct Speech: Sendable {
        /// The preferred one first.
        var engines: [SpeechEngine.Kind]
        /// An OpenAI-compatible speech service; nil where there is none.
        var baseURL: String?
        var apiKey: Secret?
        var recognitionModel: String
        var synthesisModel: String
        var voice: String
        /// The interpreter of the local speech server's environment; nil when it is not installed.
        var python: String?
        /// The local speech server's program.
        var server: String
        var port: Int

        init(_ values: SettingValues) throws {
            let settings = Settings.speech
            engines = try values[settings.engines]
            baseURL = try values[settings.baseURL]
            apiKey = try values[settings.apiKey]
            recognitionModel = try values[settings.recognitionModel]
            synthesisModel = try values[settings.synthesisModel]
            voice = try values[settings.voice]
            python = try values[settings.python]
            server = try values[settings.server]
            port = try values[settings.port]
        }
    }
}
