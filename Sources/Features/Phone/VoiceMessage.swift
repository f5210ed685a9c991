/// What a caller has said after the tone. The sound stays with the telephone company.
public struct VoiceMessage: Sendable, Hashable {
    /// The telephone company's name for it: the same message is kept once.
    public let id: String
    /// Where it can be listened to, by who has access to the account there.
    public let url: String
    public let seconds: Int

    public init(id: String, url: String, seconds: Int) {
        self.id = id
        self.url = url
        self.seconds = seconds
    }
}
