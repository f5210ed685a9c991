import Core
import Foundation

/// A model's whole answer, put together from the pieces that were streamed.
public struct ChatReply: Sendable, Hashable {
    /// Without what the model only thought.
    public var text: String
    /// In the order in which the model made them.
    public var calls: [ChatToolCall]
    /// Tokens read and written; nil where the server does not count them.
    public var usage: Usage?

    public init(text: String = "", calls: [ChatToolCall] = [], usage: Usage? = nil) {
        self.text = text
        self.calls = calls
        self.usage = usage
    }

    public struct Usage: Sendable, Hashable {
        public var promptTokens: Int
        public var completionTokens: Int

        public init(promptTokens: Int, completionTokens: Int) {
            self.promptTokens = promptTokens
            self.completionTokens = completionTokens
        }
    }
}

/// Puts a streamed answer together, leniently: servers differ in how they number and cut tool calls.
struct ChatAssembly {
    /// More than any turn of a call needs.
    private static let mostCalls = 8
    private static let longestArguments = 64 << 10

    private(set) var reply = ChatReply()
    /// The server has said that the answer is complete.
    private var isComplete = false
    private var thoughts = ThoughtFilter()
    /// Where in `reply.calls` the pieces of an index go.
    private var places: [Int: Int] = [:]

    /// - Parameter data: of one event: a chunk, or `[DONE]`.
    /// - Returns: the piece of text in it, to be said; empty when there is none.
    /// - Throws: `refused` for an error in place of a chunk, `garbled` for what is no chunk, `tooLarge`.
    mutating func take(_ data: [UInt8]) throws(Transport.Failure) -> String {
        if data == Array("[DONE]".utf8) {
            isComplete = true
            return ""
        }
        let chunk: Chunk
        do {
            chunk = try JSONDecoder().decode(Chunk.self, from: Data(data))
        } catch {
            throw .garbled("A piece of the answer is not what the protocol says.")
        }
        if let error = chunk.error, error != .null {
            throw .refused(status: 200, message: ErrorMessage.read(data, status: 200), retryAfter: nil)
        }
        if let usage = chunk.usage {
            reply.usage = ChatReply.Usage(promptTokens: usage.promptTokens ?? 0, completionTokens: usage.completionTokens ?? 0)
        }
        guard let choice = chunk.choices?.first else { return "" }
        if choice.finishReason != nil { isComplete = true }
        for (position, piece) in (choice.delta?.toolCalls ?? []).enumerated() { try take(piece, at: position) }
        let text = thoughts.read(choice.delta?.content ?? "")
        reply.text += text
        return text
    }

    /// The stream has ended.
    ///
    /// - Returns: the rest of the text.
    /// - Throws: `garbled` when it ended before the answer did.
    mutating func finish() throws(Transport.Failure) -> String {
        guard isComplete else { throw .garbled("The answer broke off.") }
        let text = thoughts.finish()
        reply.text += text
        return text
    }

    private mutating func take(_ piece: Chunk.CallPiece, at position: Int) throws(Transport.Failure) {
        let id = piece.id ?? ""
        let name = piece.function?.name ?? ""
        let index = piece.index ?? reply.calls.firstIndex { $0.id == id } ?? position
        let place: Int
        if let known = places[index], isContinued(reply.calls[known], id: id, name: name) {
            place = known
        } else {
            guard reply.calls.count < Self.mostCalls else { throw .tooLarge(limit: Self.mostCalls) }
            place = reply.calls.count
            let isTaken = id.isEmpty || reply.calls.contains { $0.id == id }
            reply.calls.append(ChatToolCall(id: isTaken ? "call_\(place + 1)" : id, name: "", arguments: ""))
            places[index] = place
        }
        if reply.calls[place].name.isEmpty { reply.calls[place].name = name }
        reply.calls[place].arguments += piece.function?.arguments ?? ""
        guard reply.calls[place].arguments.utf8.count <= Self.longestArguments else { throw .tooLarge(limit: Self.longestArguments) }
    }

    /// An identifier or a name of its own, at a place that is taken, is the next call: some servers number them all alike.
    private func isContinued(_ call: ChatToolCall, id: String, name: String) -> Bool {
        (id.isEmpty || id == call.id) && (name.isEmpty || name == call.name && !id.isEmpty)
    }
}

/// `chat.completion.chunk`, as far as it is used.
private struct Chunk: Decodable {
    let choices: [Choice]?
    let usage: Usage?
    let error: JSONValue?

    struct Usage: Decodable {
        let promptTokens: Int?
        let completionTokens: Int?

        private enum CodingKeys: String, CodingKey {
            case promptTokens = "prompt_tokens"
            case completionTokens = "completion_tokens"
        }
    }

    struct Choice: Decodable {
        let delta: Delta?
        let finishReason: String?

        private enum CodingKeys: String, CodingKey {
            case delta
            case finishReason = "finish_reason"
        }
    }

    struct Delta: Decodable {
        let content: String?
        let toolCalls: [CallPiece]?

        private enum CodingKeys: String, CodingKey {
            case content
            case toolCalls = "tool_calls"
        }
    }

    struct CallPiece: Decodable {
        let index: Int?
        let id: String?
        let function: Function?

        struct Function: Decodable {
            let name: String?
            let arguments: String?
        }
    }
}
