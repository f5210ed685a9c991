import Core
import Features
import Foundation
import Vendors

/// The language model that may hear callers.
struct ModelSettings: SettingGroup {
    private static let waits = 100...60_000

    let baseURL = Setting(
        "LLM_BASE_URL", "an OpenAI-compatible server whose model may hear callers, such as http://127.0.0.1:11434/v1; empty for none"
    ) { text -> String? in
        guard !text.isEmpty else { return nil }
        guard let url = URL(string: text), ["http", "https"].contains(url.scheme), url.host() != nil else {
            throw UnusableSetting("\"\(text)\" is not an address such as http://127.0.0.1:11434/v1.")
        }
        return text
    }
    let key = Setting.secret("LLM_API_KEY", "the key of that server")
    let name = Setting.optional("LLM_MODEL", "the model's name there; it must be able to call tools")
    let tokenLimitName = Setting.text(
        "LLM_TOKEN_LIMIT_NAME", standard: "max_tokens",
        "what the server calls the limit of an answer: max_tokens or max_completion_tokens")
    let firstWord = Setting.milliseconds(
        "LLM_FIRST_WORD_MILLISECONDS", standard: 2500, in: Self.waits,
        "a model that has not begun to answer by then is not waited for; the dialogue hears the caller")
    let turn = Setting.milliseconds(
        "LLM_TURN_MILLISECONDS", standard: 8000, in: Self.waits,
        "a model that has not finished by then is not waited for; the dialogue hears the caller")
}

extension Configuration {
    struct Model: Sendable {
        var server: OpenAIChat.Configuration
        var limits: LanguageModel.Limits

        /// - Returns: nil when no server is named.
        init?(_ values: SettingValues) throws {
            let settings = Settings.model
            limits = LanguageModel.Limits(firstWord: try values[settings.firstWord], turn: try values[settings.turn])
            guard let baseURL = try values[settings.baseURL] else { return nil }
            guard let name = try values[settings.name] else {
                throw Configuration.Invalid(settings.name, "name the model to be asked at \(baseURL).")
            }
            server = OpenAIChat.Configuration(
                baseURL: baseURL, key: try values[settings.key], model: name, tokenLimitName: try values[settings.tokenLimitName],
                timeout: limits.turn)
        }
    }
}
