import Core
import Foundation
import Storage
import Vendors

/// A message of Ultravox's about one call, in its own envelope or in the one of our first clients.
struct UltravoxNews: Decodable {
    /// Ultravox's name of the call.
    let reference: String
    /// Whose call it was, where the message says so.
    let business: Business.ID?
    let matter: Matter
    /// Whether it came in the envelope of our first clients.
    let isOurs: Bool

    enum Matter {
        case tool(name: String, arguments: JSONValue, invocation: String?)
        case event(name: String, isEnd: Bool, usage: AttendantUsage)
    }

    private enum CodingKeys: String, CodingKey {
        case event, call, type, callId, data
    }

    /// What tells what is charged for.
    static let billed = "call.billed"
    private static let longestName = 64

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let event = try container.decodeIfPresent(String.self, forKey: .event) {
            let call = try container.decode(UltravoxCall.self, forKey: .call)
            reference = call.id
            business = call.metadata[UltravoxDesk.businessKey].map { Business.ID($0) }
            isOurs = false
            matter = .event(
                name: String(event.prefix(Self.longestName)), isEnd: event == "call.ended" && call.isFinished,
                usage: AttendantUsage(
                    endReason: call.endReason.map { String($0.rawValue.prefix(Self.longestName)) },
                    billedSeconds: call.billedDuration.map { Int($0.components.seconds) }))
            return
        }
        isOurs = true
        business = nil
        let type = try container.decode(String.self, forKey: .type)
        reference = try container.decode(String.self, forKey: .callId)
        let data = try container.decodeIfPresent(JSONValue.self, forKey: .data) ?? [:]
        guard type == "tool_called" else {
            matter = .event(name: String(type.prefix(Self.longestName)), isEnd: type == "call_ended", usage: AttendantUsage())
            return
        }
        guard let name = (data["toolName"] ?? data["tool"])?.text else {
            throw DecodingError.dataCorruptedError(forKey: .data, in: container, debugDescription: "no tool is named")
        }
        matter = .tool(name: name, arguments: data["parameters"] ?? [:], invocation: data["invocationId"]?.text)
    }
}
