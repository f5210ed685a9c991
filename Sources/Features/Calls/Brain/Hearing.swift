import Conversation
import Core
import Foundation
import Vendors
import Voice

/// One turn of a caller as a model hears it: asked, checked by the workflow, and asked again with what was refused.
struct Hearing: Sendable {
    let chat: OpenAIChat
    let limits: LanguageModel.Limits
    /// As it was before the caller spoke.
    let dialogue: Dialogue
    let now: Date
    /// Hands a sentence on to the caller.
    let say: @Sendable (String) -> Void

    var consultation: Consultation
    private var said: [String] = []

    /// Sentences of a turn. A model that goes on is not listened to any more.
    private static let mostSentences = 5

    init(
        asking chat: OpenAIChat, within limits: LanguageModel.Limits, dialogue: Dialogue, at now: Date,
        saying say: @escaping @Sendable (String) -> Void
    ) {
        self.chat = chat
        self.limits = limits
        self.dialogue = dialogue
        self.now = now
        self.say = say
        consultation = Consultation(model: chat.configuration.model)
    }

    /// - Returns: what the workflow allows of what the model wants.
    /// - Throws: `Transport.Failure`, or a `Consultation.Fallback`.
    mutating func interpretation(of conversation: [ChatMessage], confidence: Double) async throws -> Interpretation {
        let start = ContinuousClock.now
        defer { consultation.milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1)) }
        let tools = dialogue.agent.hearingTools.map { ChatTool(name: $0.name, description: $0.description, parameters: $0.parameters) }
        var messages = conversation
        while consultation.rounds < limits.rounds {
            consultation.rounds += 1
            let answer = try await answer(to: messages, tools: tools, before: start + limits.turn)
            consultation.count(answer.reply.usage)
            said += answer.said
            let judgements = answer.reply.calls.map { (call: $0, judgement: judge($0)) }
            let refusals = judgements.compactMap(\.judgement.refusal)
            guard !refusals.isEmpty else {
                let moves = judgements.flatMap(\.judgement.moves)
                guard !moves.isEmpty || !said.isEmpty else { throw Consultation.Fallback(.silent) }
                return Interpretation(moves: moves, said: said, confidence: confidence)
            }
            consultation.refusals += refusals
            messages.append(.assistant(answer.reply.text, calls: answer.reply.calls))
            // All or nothing: what belongs together is proposed together again.
            messages += judgements.map { call, judgement in
                .result(
                    judgement.refusal.map { "Refused: \($0)" } ?? "Not done, because another call was refused. Call it again.", of: call)
            }
        }
        throw Consultation.Fallback(.refusedByWorkflow, detail: consultation.refusals.last)
    }

    private struct Judgement {
        var moves: [Move] = []
        /// What is wrong, for the model; nil when it is allowed.
        var refusal: String?
    }

    private func judge(_ call: ChatToolCall) -> Judgement {
        let text = call.arguments.trimmingCharacters(in: .whitespacesAndNewlines)
        let arguments: JSONValue
        do {
            arguments = try text.isEmpty ? [:] : JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
        } catch {
            return Judgement(refusal: "The arguments of \(call.name) are not JSON.")
        }
        do throws(Problem) {
            return Judgement(moves: try dialogue.moves(calling: call.name, with: arguments, at: now))
        } catch {
            return Judgement(refusal: error.detail)
        }
    }
}

/// Asking once, within time.
extension Hearing {
    private struct Answer: Sendable {
        var reply: ChatReply
        var said: [String]
    }

    private enum Signal: Sendable {
        case begun
        case firstWordIsDue
        case endIsDue
        case answered(Answer)
    }

    private func answer(
        to messages: [ChatMessage], tools: [ChatTool], before deadline: ContinuousClock.Instant
    ) async throws -> Answer {
        let (beginnings, beginning) = AsyncStream<Void>.makeStream()
        return try await withThrowingTaskGroup(of: Signal.self) { group in
            group.addTask { .answered(try await listen(to: messages, tools: tools) { beginning.finish() }) }
            group.addTask {
                for await _ in beginnings {}
                return .begun
            }
            group.addTask { [limits] in
                try await Task.sleep(for: limits.firstWord)
                return .firstWordIsDue
            }
            group.addTask {
                try await Task.sleep(until: deadline)
                return .endIsDue
            }
            defer { group.cancelAll() }
            var hasBegun = false
            while let signal = try await group.next() {
                switch signal {
                case .begun: hasBegun = true
                case .firstWordIsDue where hasBegun: continue
                case .firstWordIsDue: throw Consultation.Fallback(.late, detail: "no word within \(limits.firstWord)")
                case .endIsDue: throw Consultation.Fallback(.late, detail: "no end within \(limits.turn)")
                case .answered(let answer): return answer
                }
            }
            throw CancellationError()
        }
    }

    /// Says what the model says, sentence by sentence.
    private func listen(to messages: [ChatMessage], tools: [ChatTool], begun: () -> Void) async throws -> Answer {
        var splitter = SentenceSplitter()
        var spoken: [String] = []
        func speak(_ sentence: String) throws {
            guard said.count + spoken.count < Self.mostSentences else { return }
            if let objection = dialogue.objection(to: sentence) { throw Consultation.Fallback(.objection, detail: objection) }
            say(sentence)
            spoken.append(sentence)
        }
        let reply = try await chat.reply(to: messages, tools: tools, begun: begun) { piece in
            for sentence in splitter.read(piece) { try speak(sentence) }
        }
        if let last = splitter.finish() { try speak(last) }
        return Answer(reply: reply, said: spoken)
    }
}
