public import Conversation
public import Core
public import Foundation
public import Storage
public import Voice

/// What a business is called and how it works: its public facts, and the thresholds of its agent.
///
/// Kept in the tenant's own database, so that everything a call needs is read in one transaction.
public struct BusinessProfile: Sendable, Hashable, Codable {
    public var name: String
    public var kind: BusinessFacts.Kind
    /// IANA name, such as `America/New_York`.
    public var timeZone: String
    /// ISO 4217 code.
    public var currency: String
    public var phone: PhoneNumber?
    public var greeting: String?
    public var thresholds: BusinessFacts.Thresholds
    /// What hears its callers; nil where the owner has not chosen.
    public var brain: Brain?
    /// What its agent sounds like; nil for the engine's own voice.
    public var voice: VoiceSettings?
    /// How another company's agent speaks, where one answers; see `VoiceConfiguration`.
    var language: String?
    var personality: String?
    var phoneMedium: Attendant.Medium?
    /// Who is rung when a caller on the telephone wants a person.
    public var handOffNumber: PhoneNumber?
    /// What a caller on the telephone meets while it is closed; nil where the owner has not chosen.
    public var afterHours: AfterHours?
    /// How its pages look; nil where the owner has not chosen.
    public var branding: Branding?
    /// Nil where the owner has not chosen: nothing is recorded.
    public var privacyWish: CallPrivacy?

    /// What is kept of its calls.
    public var privacy: CallPrivacy { privacyWish ?? CallPrivacy() }

    public init(
        name: String, kind: BusinessFacts.Kind, timeZone: String, currency: String, phone: PhoneNumber? = nil, greeting: String? = nil,
        thresholds: BusinessFacts.Thresholds = .init(), brain: Brain? = nil, voice: VoiceSettings? = nil
    ) {
        self.name = name
        self.kind = kind
        self.timeZone = timeZone
        self.currency = currency
        self.phone = phone
        self.greeting = greeting
        self.thresholds = thresholds
        self.brain = brain
        self.voice = voice
    }

    /// The zone its times are spoken and shown in. An unknown name, which validation refuses, reads as UTC.
    public var zone: TimeZone { TimeZone(identifier: timeZone) ?? .gmt }

    /// The part of it that is about the agent.
    var voiceConfiguration: VoiceConfiguration {
        get {
            VoiceConfiguration(
                greeting: greeting, thresholds: thresholds, brain: brain, voice: voice, privacy: privacyWish,
                handOffNumber: handOffNumber?.e164, afterHours: afterHours, language: language, personality: personality,
                phoneMedium: phoneMedium)
        }
        set {
            (greeting, thresholds, brain) = (newValue.greeting, newValue.thresholds, newValue.brain)
            (voice, language, personality) = (newValue.voice, newValue.language, newValue.personality)
            (privacyWish, afterHours, phoneMedium) = (newValue.privacy, newValue.afterHours, newValue.phoneMedium)
            handOffNumber = newValue.handOffNumber.flatMap { PhoneNumber($0, region: region) }
        }
    }

    /// How its callers say telephone numbers.
    var region: PhoneNumber.Region { PhoneNumber.Region(ofBusinessWith: phone, timeZone: timeZone) }
}

extension TenantTransaction {
    public func profile() throws -> BusinessProfile {
        guard let profile: BusinessProfile = try setting(.profile) else {
            throw StorageError.rejected("this business was never set up: its profile is missing")
        }
        return profile
    }

    /// Replaces the profile, for calls that begin from now on.
    public func save(_ profile: BusinessProfile) throws {
        try save(profile, as: .profile)
        try markFactsChanged()
    }
}
