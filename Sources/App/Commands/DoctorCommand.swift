import ArgumentParser
import Features
import Fleet
import Foundation
import Server
import Storage
import Vendors

/// Says what is installed, configured and missing.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say what is installed, configured and missing.",
        discussion: """
            Ends with status 2 when a setting is wrong or the data cannot be opened; what only limits calls is shown as a note.

            Example:
              voiceagent doctor --data ./data
            """)

    @OptionGroup var data: DataOptions

    func run() async throws {
        print("Settings (environment first, then .env)")
        for setting in try await Configuration.shown() { print("  \(setting.name.padded(to: 28)) \(setting.value)") }

        print("\nData")
        try await data.withPlatform { composition in
            let businesses = try await composition.store.platform.read { transaction in try transaction.businesses() }
            let place = composition.configuration.databaseURL == nil ? "SQLite in \(data.url.path)" : "PostgreSQL"
            print("  ok    \(place), \(businesses.count) businesses")

            print("\nWeb app")
            let index = URL(fileURLWithPath: composition.configuration.webRoot).appending(path: "index.html").path
            let isBuilt = FileManager.default.fileExists(atPath: index)
            print(isBuilt ? "  ok    built in \(composition.configuration.webRoot)" : "  note  not built: run web/build.sh or `make web`")

            print("\nSpeech")
            await reportSpeech(of: composition)

            print("\nLanguage model")
            await reportModel(of: composition)

            print("\nUltravox")
            await reportUltravox(of: composition)

            print("\nCards")
            await reportStripe(of: composition)
            print("\nMail")
            try await reportMail(of: composition)

            print("\nTelephone")
            let numbers = try await composition.numbers.numbers().count
            if let telephone = composition.configuration.telephone {
                print(
                    "  ok    \(numbers) numbers at the Twilio account \(telephone.account.sid), which reaches us at \(telephone.publicURL)")
            } else {
                print("  ok    no account: businesses are called from browsers")
            }
        }
    }

    private func reportMail(of composition: Composition) async throws {
        if let mailer = composition.mailer {
            print("  ok    \(mailer.description) takes it; `voiceagent mail test ADDRESS` tries it")
        } else {
            print("  note  nothing sends it: letters are kept as withheld. Set SMTP_URL or SENDGRID_API_KEY, and MAIL_FROM")
        }
        for state in [QueuedLetter.State.withheld, .failed] {
            let count = try await composition.store.platform.read { try $0.countLetters(state) }
            if count > 0 { print("  note  \(count) letters are \(state.rawValue): see `voiceagent mail list --state \(state.rawValue)`") }
        }
    }

    private func reportModel(of composition: Composition) async {
        guard let model = composition.model else { return print("  ok    none: the dialogue hears every caller") }
        do {
            try await model.check()
            print("  ok    \(model.name) hears the callers of businesses whose voice configuration says so")
        } catch {
            print("  note  \(model.name) does not answer, so that the dialogue hears its callers: \(error)")
        }
    }

    private func reportUltravox(of composition: Composition) async {
        let configuration = composition.configuration
        let addresses = Addresses(domain: PlatformDomain(configuration.platformDomain), port: configuration.port)
        guard let ultravox = composition.ultravox(defaultURL: addresses.platformURL) else {
            return print("  ok    none: it holds no calls")
        }
        guard let subscription = ultravox.subscription else {
            return print(
                "  note  it does not tell what becomes of calls: set ULTRAVOX_WEBHOOK_SECRET, and PUBLIC_URL to an address with https")
        }
        do {
            let outcome = try await subscription.keep()
            print("  ok    it tells \(subscription.url) what becomes of calls\(outcome.addition)")
        } catch {
            print("  note  it could not be asked to tell what becomes of calls: \(error)")
        }
    }

    private func reportStripe(of composition: Composition) async {
        guard let account = composition.configuration.stripe else { return print("  ok    none: subscriptions are paid by invoice") }
        let stripe = composition.stripe(account)
        do {
            try await StripeBilling.check(stripe)
            print("  ok    Stripe's \(stripe.isLive ? "live" : "test") mode has a price for every plan")
        } catch {
            print("  note  cards cannot be charged: \(error)")
        }
        let differences = (try? await composition.store.platform.read { try $0.countMeterDifferences() }) ?? 0
        if differences > 0 {
            print("  note  on \(differences) days Stripe's meters counted something else than they were told: see /api/operator/failures")
        }
    }

    private func reportSpeech(of composition: Composition) async {
        let status = await composition.speech.status()
        for engine in status.engines {
            let names = [engine.recognizer.map { "hears with \($0)" }, engine.synthesizer.map { "speaks with \($0)" }]
            let can = names.compactMap { $0 }.joined(separator: ", ")
            if let notice = engine.notice, !(engine.kind == .server && composition.engines.localServer?.isInstalled == true) {
                print("  note  \(engine.kind.rawValue): \(notice)")
            } else if engine.notice != nil {
                print("  ok    \(engine.kind.rawValue): installed; it starts with `serve` and with spoken calls")
            } else {
                print("  ok    \(engine.kind.rawValue): \(can)")
            }
        }
        if let notice = status.notice, status.engines.isEmpty { print("  note  \(notice)") }
    }
}

extension UltravoxSubscription.Outcome {
    fileprivate var addition: String {
        switch self {
        case .kept: ""
        case .made: "; it was asked to just now"
        case .repaired: "; that was put right just now"
        }
    }
}

extension String {
    fileprivate func padded(to length: Int) -> String { padding(toLength: max(length, count), withPad: " ", startingAt: 0) }
}
