import CoreMetrics
public import Features
import Foundation
import Storage

/// What is measured beside the requests, and what every figure means. `docs/metrics.md` lists the same.
public enum PlatformMetrics {
    /// One sentence for each figure's HELP line.
    public static let help = [
        "hb_requests_total": "Requests answered, by route, method and status.",
        "hb_request_errors_total": "Requests that ended with an error, by route and method.",
        "http_server_active_requests": "Requests being answered now.",
        "http_server_request_duration_seconds": "Time to answer a request, by route, method and status.",
        callsInMemory: "Calls whose state is in memory now.",
        openBusinesses: "Businesses whose database file is open now.",
        deliveries: "Attempts to deliver a message to a webhook, a customer or an owner, by channel and what became of it.",
        letters: "Attempts to send one of the platform's letters, by what became of it.",
        speechFallbacks: "Work that a speech engine could not do and the next one was asked for, by engine, work and reason.",
        phoneCalls: "Telephone calls that began, by direction; one that Twilio announced twice counts twice.",
        phoneRefusals: "Requests and sockets that were not let in as Twilio's, by reason.",
        ultravoxCalls: "Conversations that Ultravox was asked to hold, by what became of them.",
        ultravoxSeconds: "Seconds that Ultravox charges for.",
        stripeEvents: "Messages that came as Stripe's, by what became of them.",
        speechAvailable: "1 when spoken calls are possible now, else 0.",
    ].merging(businessHelp) { first, _ in first }

    private static let callsInMemory = "voiceagent_calls_in_memory"
    private static let openBusinesses = "voiceagent_open_businesses"
    private static let deliveries = "voiceagent_outbox_attempts_total"
    private static let letters = "voiceagent_letter_attempts_total"
    private static let speechFallbacks = "voiceagent_speech_fallbacks_total"
    static let phoneCalls = "voiceagent_phone_calls_total"
    static let phoneRefusals = "voiceagent_phone_refusals_total"
    private static let ultravoxCalls = "voiceagent_ultravox_calls_total"
    private static let ultravoxSeconds = "voiceagent_ultravox_billed_seconds_total"
    static let stripeEvents = "voiceagent_stripe_events_total"
    private static let speechAvailable = "voiceagent_speech_available"

    /// Counts an attempt to deliver a message.
    public static func count(_ message: OutboxMessage) {
        Counter(label: deliveries, dimensions: [("channel", message.channel.rawValue), ("state", message.state.rawValue)]).increment()
    }

    /// Counts an attempt to send a letter.
    public static func count(_ letter: QueuedLetter) {
        Counter(label: letters, dimensions: [("state", letter.state.rawValue)]).increment()
    }

    /// Counts work that went on from one speech engine to the next.
    public static func count(_ fallback: SpeechFallback) {
        let dimensions = [
            ("engine", fallback.engine.rawValue), ("work", fallback.work.rawValue), ("reason", fallback.reason.rawValue),
        ]
        Counter(label: speechFallbacks, dimensions: dimensions).increment()
    }

    /// Counts a conversation that Ultravox was asked to hold.
    public static func count(_ outcome: UltravoxAnswering.Outcome) {
        Counter(label: ultravoxCalls, dimensions: [("outcome", outcome.rawValue)]).increment()
    }

    /// Counts what Ultravox charges for.
    static func count(ultravoxSeconds seconds: Int) {
        Counter(label: ultravoxSeconds).increment(by: seconds)
    }

    /// Takes the readings that are only worth taking when somebody looks.
    static func read(calls: Calls, store: Store, speech: Speech, at now: Date) async {
        Gauge(label: callsInMemory).record(await calls.count)
        Gauge(label: openBusinesses).record(store.openTenants)
        Gauge(label: speechAvailable).record(await speech.status().isAvailable ? 1 : 0)
        // Whoever looks while the database is away sees that elsewhere.
        if let figures = try? await store.platform.read({ try $0.figures(at: now) }) { record(figures) }
    }
}
