import Core
import Vendors

/// Our account at Twilio.
struct TelephoneSettings: SettingGroup {
    let account = Setting(
        "TWILIO_ACCOUNT_SID", "the Twilio account whose numbers are answered here; empty for none"
    ) { text -> String? in
        guard !text.isEmpty else { return nil }
        guard text.hasPrefix("AC"), text.utf8.count == 34 else { throw UnusableSetting("\"\(text)\" is not AC and 32 digits.") }
        return text
    }
    let token = Setting.secret("TWILIO_AUTH_TOKEN", "the primary token of that account")
    let sharedKey = Setting(
        "TWILIO_SHARED_KEY", "id:secret of the key that signs Twilio's webhooks in place of the token; empty for the token", isSecret: true
    ) { text -> TwilioSignature.SharedKey? in
        guard !text.isEmpty else { return nil }
        let parts = text.split(separator: ":", maxSplits: 1).map { String($0) }
        guard parts.count == 2 else { throw UnusableSetting("it is not id:secret.") }
        return TwilioSignature.SharedKey(id: parts[0], secret: Secret(parts[1]))
    }
    let baseURL = Setting.text("TWILIO_API_URL", standard: "https://api.twilio.com", "where Twilio's REST API is")
}

extension Configuration {
    struct Telephone: Sendable {
        var account: TwilioAccount.Configuration
        var sharedKey: TwilioSignature.SharedKey?
        /// Where Twilio reaches this server; without a last slash.
        var publicURL: String

        /// - Returns: nil when no account is named.
        init?(_ values: SettingValues, publicURL: String?) throws {
            let settings = Settings.telephone
            guard let sid = try values[settings.account] else { return nil }
            guard let token = try values[settings.token] else {
                throw Configuration.Invalid(settings.token, "give the token of the account \(sid).")
            }
            guard let publicURL else {
                throw Configuration.Invalid(
                    Settings.platform.publicURL, "say where Twilio reaches this server, such as https://voice.example.com.")
            }
            self.publicURL = publicURL
            account = TwilioAccount.Configuration(sid: sid, token: token, baseURL: try values[settings.baseURL])
            sharedKey = try values[settings.sharedKey]
        }
    }
}
