import Core
import Vendors

/// Ultravox, which may hold calls.
struct UltravoxSettings: SettingGroup {
    let key = Setting.secret("ULTRAVOX_API_KEY", "the key of Ultravox, which may hold calls; empty for none")
    let baseURL = Setting.address("ULTRAVOX_BASE_URL", standard: "https://api.ultravox.ai/api", "its REST interface")
    let model = Setting.optional("ULTRAVOX_MODEL", "its model; empty for its newest")
    let webhookSecrets = Setting.secrets(
        "ULTRAVOX_WEBHOOK_SECRET", "what signs its webhooks, several separated by commas; empty takes none")
    let answer = Setting.milliseconds(
        "ULTRAVOX_ANSWER_MILLISECONDS", standard: 3000, in: 100...30_000,
        "an agent that is not ready by then is not waited for; the dialogue answers the caller")
}

extension Configuration {
    struct Ultravox: Sendable {
        var api: Vendors.Ultravox.Configuration
        var model: String?
        var patience: Duration

        /// - Returns: nil without a key.
        init?(_ values: SettingValues) throws {
            let settings = Settings.ultravox
            patience = try values[settings.answer]
            model = try values[settings.model]
            let baseURL = try values[settings.baseURL] ?? ""
            guard let key = try values[settings.key] else { return nil }
            api = Vendors.Ultravox.Configuration(baseURL: baseURL, key: key, timeout: patience)
        }
    }
}
