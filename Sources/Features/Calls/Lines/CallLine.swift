import Storage
public import Voice

/// One caller's end of a call, whoever answers it: a browser's socket or a telephone stream on one side, an agent on the other.
///
/// The transport feeds it (`hear`, `type`, `press`, `edit`, `hangUp`) and plays what comes out of `outputs`. What the log
/// holds is not among the outputs: transports follow it with an `EventFeed`, as staff pages do.
public protocol CallLine: Actor {
    /// What the transport has to do, in order. Read by one task, once; it ends with `run`.
    nonisolated var outputs: AsyncStream<LineOutput> { get }

    /// Works until the call is over or the transport gives up. The call itself goes on when only the line is lost.
    func run() async
    /// Begins the conversation, or joins it where it is.
    func begin()
    /// Sound from the caller at `PCM.hearingRate`, in pieces of any length.
    func hear(_ samples: [Int16])
    /// The caller typed instead of speaking.
    func type(_ text: String)
    /// The caller pressed keys: digits, `*`, `#`; one or many.
    func press(_ keys: String)
    /// The caller set a field of the form; nil clears it.
    func edit(_ field: String, to value: String?)
    /// Whether the agent's answers are spoken on this line, where anything here can speak.
    func speakAloud(_ isWanted: Bool)
    /// The caller has heard everything that came before this mark. Transports that cannot tell do not say it.
    func played(_ mark: Int)
    /// The call is over: what is being said is said to its end, and nothing more is heard.
    func finish()
    /// The caller ends the call.
    func hangUp() async
    /// The business takes no calls any more: the caller is told so, and the call ends.
    func turnAway() async
}

/// What a line's transport has to do now.
public enum LineOutput: Sendable {
    /// Agent's speech at `PCM.hearingRate`.
    case audio(PCM)
    /// A place in the agent's speech, counted up; see `CallLine.played`.
    case mark(Int)
    /// Throw away what was not played yet: the caller interrupted.
    case clearPlayback
    case state(LineState)
    case userStartedSpeaking
    case userStoppedSpeaking
    /// Something the caller did was not taken. The call goes on, and nothing of it was stored.
    case failed(LineFailure)
}

/// What the agent on a line is doing.
public enum LineState: String, Sendable, Hashable {
    case idle, listening, thinking, speaking
}

/// Why something was not taken, for the page that sent it.
public enum LineFailure: String, Sendable, Hashable {
    case storageFull = "storage-full"
    case tooManyMessages = "too-many-messages"
    case internalError = "internal"

    init(_ error: any Error) {
        self = if case StorageError.full = error { .storageFull } else { .internalError }
    }

    /// One sentence for a person.
    public var message: String {
        switch self {
        case .storageFull: "There is no room left on the server's disk; nothing was stored. Try again later."
        case .tooManyMessages: "Too many messages wait for their answer; this one was dropped."
        case .internalError: "This could not be taken. Try again."
        }
    }
}
