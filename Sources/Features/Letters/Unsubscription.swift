public import Core
import Foundation

/// Somebody's wish for no more mail of a kind.
public struct Unsubscription: Sendable, Hashable, Codable {
    public var address: String
    public var topic: Topic

    /// What may be done without. Everything else has to come: it is about money, access, or what was ordered.
    public enum Topic: Sendable, Hashable, Codable {
        /// How much of a plan is used.
        case usage
        /// What was set up, and works now.
        case notices
        /// What a business writes to its customers without being asked: reminders.
        case reminders(of: Business.ID)
    }

    public init(address: String, topic: Topic) {
        self.address = address.lowercased()
        self.topic = topic
    }

    /// For a link: base 64 with the alphabet for links.
    var identifier: String {
        let name =
            switch topic {
            case .usage: "usage"
            case .notices: "notices"
            case .reminders(let business): "reminders/\(business)"
            }
        return LinkTokens.text(Data("\(name) \(address)".utf8))
    }

    init?(identifier: String) {
        guard let data = LinkTokens.bytes(identifier), let text = String(data: data, encoding: .utf8) else { return nil }
        let parts = text.split(separator: " ", maxSplits: 1).map { String($0) }
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "usage": topic = .usage
        case "notices": topic = .notices
        case let name where name.hasPrefix("reminders/"): topic = .reminders(of: .init(String(name.dropFirst("reminders/".count))))
        default: return nil
        }
        address = parts[1]
    }
}

extension Unsubscription.Topic {
    /// As it is stored with an address, where its owner is not a business's customer.
    var name: String? {
        switch self {
        case .usage: "usage"
        case .notices: "notices"
        case .reminders: nil
        }
    }
}
