import Foundation

/// What a model's server answers to a chat completion, in the real protocol: for a `LoopbackServer` to send.
extension LoopbackServer.Answer {
    /// The model says something, in these pieces.
    public static func saying(_ pieces: String..., counting tokens: (prompt: Int, completion: Int)? = nil) -> Self {
        stream(pieces.map { delta(["content": $0]) } + ending("stop", counting: tokens))
    }

    /// The model calls tools, each told in several fragments.
    public static func calling(_ calls: (name: String, arguments: String)..., after text: String = "") -> Self {
        let said = text.isEmpty ? [] : [delta(["content": text])]
        return stream(said + calls.enumerated().flatMap { fragments(of: $1, at: $0) } + ending("tool_calls"))
    }

    /// The stream is cut in the middle of a call.
    public static func breakingOff(in call: (name: String, arguments: String)) -> Self {
        stream(Array(fragments(of: call, at: 0).dropLast(2)), ending: .broken)
    }

    /// The model says something and then nothing more, though it has not finished.
    public static func stalling(after text: String) -> Self {
        stream([delta(["content": text])], ending: .stalled)
    }

    /// One of the events is no JSON.
    public static func garbled(after text: String = "") -> Self {
        stream((text.isEmpty ? [] : [delta(["content": text])]) + [#"{"choices":[{"delta":{"content":"#] + ending("stop"))
    }

    /// The connection stands, and nothing comes.
    public static var unanswered: Self { .init(ending: .unanswered) }

    /// The server refuses, in OpenAI's words and shape.
    public static func refusing(_ status: Int, _ message: String, retryAfter: Int? = nil) -> Self {
        .json(
            json(["error": ["message": message, "type": "invalid_request_error", "param": NSNull(), "code": NSNull()] as [String: Any]]),
            status: status, headers: retryAfter.map { [("Retry-After", "\($0)")] } ?? [])
    }

    /// Server-sent events with this data.
    public static func stream(_ events: [String], ending: Ending = .complete) -> Self {
        .init(headers: [("Content-Type", "text/event-stream")], chunks: events.map { Array("data: \($0)\n\n".utf8) }, ending: ending)
    }

    /// One chunk with a piece of the answer.
    public static func delta(_ delta: [String: Any], finish: String? = nil) -> String {
        let choice: [String: Any] = ["index": 0, "delta": delta, "finish_reason": finish ?? NSNull()]
        return chunk(["choices": [choice]])
    }

    private static func ending(_ reason: String, counting tokens: (prompt: Int, completion: Int)? = nil) -> [String] {
        let usage = tokens.map { (prompt, completion) -> [String] in
            let usage = ["prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion]
            return [chunk(["choices": [Any](), "usage": usage])]
        }
        return [delta([:], finish: reason)] + (usage ?? []) + ["[DONE]"]
    }

    private static func fragments(of call: (name: String, arguments: String), at index: Int) -> [String] {
        let first: [String: Any] = [
            "index": index, "id": "call_\(index)", "type": "function", "function": ["name": call.name, "arguments": ""],
        ]
        let characters = Array(call.arguments)
        let pieces = stride(from: 0, to: characters.count, by: 12).map { String(characters[$0..<min($0 + 12, characters.count)]) }
        return [delta(["tool_calls": [first]])]
            + pieces.map { delta(["tool_calls": [["index": index, "function": ["arguments": $0]] as [String: Any]]]) }
    }

    private static func chunk(_ members: [String: Any]) -> String {
        json(["id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m"].merging(members) { $1 })
    }

    private static func json(_ object: [String: Any]) -> String {
        do {
            return String(decoding: try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys]), as: UTF8.self)
        } catch {
            preconditionFailure("A scripted answer is no JSON: \(error)")
        }
    }
}
