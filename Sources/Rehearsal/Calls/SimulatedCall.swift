public import Conversation
import Core

/// One call of a rehearsal, drawn from its seed: who calls, from where, and what for.
public struct SimulatedCall: Sendable {
    /// Draws this very call again.
    public let seed: UInt64
    public let persona: Persona
    public let wish: Wish
    /// What the line tells of the caller.
    public let caller: Caller
    let noise: RecognitionNoise
    private let source: WishSource
    private let agent: Agent
    private let random: SeededRandom

    /// - Parameters:
    ///   - now: when the call is made, on the business's clocks.
    ///   - noise: the share of damaged words, 0...1; a mumbling caller has twice that.
    public init(seed: UInt64, to agent: Agent, at now: LocalDateTime, noise: Double) {
        var random = SeededRandom(seed: seed)
        let source = WishSource(agent, at: now)
        let persona = random.element(of: Persona.allCases) ?? .brisk
        let wish = source.wish(using: &random)
        self.seed = seed
        self.persona = persona
        self.wish = wish
        self.agent = agent
        self.source = source
        caller = Self.caller(wish, using: &random)
        self.noise = persona == .mumbling ? RecognitionNoise(share: min(1, 2 * noise), murmur: 0.4) : RecognitionNoise(share: noise)
        self.random = random.branch()
    }

    /// From the number that is wanted in the books, from another one, or from nowhere.
    private static func caller(_ wish: Wish, using random: inout SeededRandom) -> Caller {
        let own = wish.values[.customerPhone].flatMap { PhoneNumber($0.written) }
        let name = wish.values[.customerName]?.written
        switch random.number(below: 10) {
        case 0...2: return Caller(phone: own)
        case 3: return Caller(phone: own, knownName: name)
        case 4: return Caller(phone: own, knownName: CallerEnglish.name(using: &random).written)
        case 5, 6: return Caller(phone: PhoneNumber(CallerEnglish.phone(using: &random).written))
        default: return Caller()
        }
    }

    /// Holds the call.
    public func hold(over line: inout some AgentLine) async throws -> CallReview {
        var random = random
        var person = SimulatedCaller(persona, wish: wish, calling: agent, from: caller.phone, source: source, random: random.branch())
        var review = CallReview(of: self, at: agent.facts)
        var turn = Turn.started(caller)
        var isAgreed = false
        while true {
            let answer = try await line.take(turn)
            review.note(answer, to: turn, isAgreed: isAgreed)
            guard !answer.isEnded else { break }
            guard let act = person.act(after: answer) else { break }
            switch act {
            case .hangUp:
                review.hangUp()
            case .silence:
                review.note(act, heard: [])
                (turn, isAgreed) = (.silence, false)
                continue
            case .say(let text, let isYes):
                let readings = noise.readings(of: text, using: &random)
                review.note(act, heard: readings)
                (turn, isAgreed) = (readings.isEmpty ? .silence : .speech(readings), isYes)
                continue
            }
            break
        }
        review.close(person)
        return review
    }
}
