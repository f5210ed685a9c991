/// Every setting of the program, by subject.
enum Settings {
    static let platform = PlatformSettings()
    static let registration = RegistrationSettings()
    static let billing = BillingSettings()
    static let limits = LimitSettings()
    static let speech = SpeechSettings()
    static let model = ModelSettings()
    static let telephone = TelephoneSettings()
    static let ultravox = UltravoxSettings()
    static let stripe = StripeSettings()
    static let mail = MailSettings()

    /// In the order of the sample file.
    static var all: [any DeclaredSetting] {
        let groups: [any SettingGroup] = [platform, registration, billing, limits, speech, model, telephone, ultravox, stripe, mail]
        return groups.flatMap(\.all)
    }

    /// `.env.example`.
    static var sampleFile: String {
        let head = """
            # Settings of voiceagent. Copy to .env and change what you need; the environment wins over this file.
            # Each is shown with its standard value; docs/configuration.md says more.

            """
        return head + all.map { "\n# \($0.meaning.replacing("`", with: ""))\n\($0.name)=\($0.standard)\n" }.joined()
    }

    /// The table of `docs/configuration.md`.
    static var table: String {
        let rows = all.map { setting in
            "| `\(setting.name)` | \(setting.standard.isEmpty ? "empty" : "`\(setting.standard)`") | \(setting.meaning) |\n"
        }
        return "| setting | standard | meaning |\n| --- | --- | --- |\n" + rows.joined()
    }
}
