public import Conversation
import Core
import Foundation

/// A declared workflow as owners send and read it: the declaration's members, with where its submissions go.
public struct WorkflowDocument: Sendable, Hashable, Codable {
    public var id: String?
    /// Whether it answers the calls; true when left out. Of a business's workflows at most one does.
    public var active: Bool?
    /// Told of every submission; nil for nobody.
    public var webhookURL: String?
    public var declaration: WorkflowDeclaration
    /// What was sent along and means nothing.
    private var unknownMembers: [Problem.Violation] = []

    public init(id: String? = nil, active: Bool? = nil, webhookURL: String? = nil, declaration: WorkflowDeclaration) {
        self.id = id
        self.active = active
        self.webhookURL = webhookURL
        self.declaration = declaration
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case id, active
        case webhookURL = "webhook_url"
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decodeIfPresent(String.self, forKey: .id)
        active = try container.decodeIfPresent(Bool.self, forKey: .active)
        webhookURL = try container.decodeIfPresent(String.self, forKey: .webhookURL)
        declaration = try WorkflowDeclaration(from: decoder)
        unknownMembers = WorkflowDeclaration.unknownMembers(in: decoder, besides: Set(CodingKeys.allCases.map(\.rawValue)))
    }

    public func encode(to encoder: any Encoder) throws {
        try declaration.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(id, forKey: .id)
        try container.encodeIfPresent(active, forKey: .active)
        try container.encodeIfPresent(webhookURL, forKey: .webhookURL)
    }

    /// Everything that keeps it from being stored.
    func violations() -> [Problem.Violation] {
        var found = unknownMembers + declaration.violations()
        if let webhookURL, WebhookAddress(webhookURL) == nil {
            found.append(.init(pointer: "#/webhook_url", detail: WebhookAddress.rule))
        }
        return found
    }
}
