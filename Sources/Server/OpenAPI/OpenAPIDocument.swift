import Core
public import Foundation
import HTTPTypes
import Storage

/// The OpenAPI 3.1 document of a table of routes. Two runs over the same table give the same bytes.
public struct OpenAPIDocument: Sendable {
    private let title: String
    private let version: String
    private let endpoints: [Endpoint]
    private let schemas: [String: JSONSchema]

    /// - Parameter schemas: what `JSONSchema.reference` names.
    public init(title: String, version: String, endpoints: [Endpoint], schemas: [String: JSONSchema]) {
        self.title = title
        self.version = version
        self.endpoints = endpoints
        self.schemas = schemas
    }

    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(document)
    }

    var document: JSONValue {
        let paths = Dictionary(grouping: endpoints, by: \.path).mapValues { endpoints in
            JSONValue.object(Dictionary(endpoints.map { ($0.method.rawValue.lowercased(), operation($0)) }) { first, _ in first })
        }
        let tags = Set(endpoints.flatMap(\.tags)).sorted()
        return [
            "openapi": "3.1.0",
            "info": ["title": .string(title), "version": .string(version)],
            "servers": [["url": "/"]],
            "tags": .array(tags.map { ["name": .string($0)] }),
            "paths": .object(paths),
            "components": [
                "schemas": .object(
                    schemas.mapValues { .object($0.keywords) }.merging(["Problem": .object(Self.problem.keywords)]) { own, _ in own }),
                "securitySchemes": .object(Self.proofs.merging(Self.signatures) { own, _ in own }),
            ],
        ]
    }

    /// What callers prove themselves with.
    private static let proofs: [String: JSONValue] = [
        "secretKey": ["type": "http", "scheme": "bearer", "description": "The business's secret key."],
        "session": [
            "type": "apiKey", "in": "cookie", "name": "__Host-session",
            "description": "Begun by POST /api/account/sign-in; on http://localhost its name is session.",
        ],
        "publishableKey": ["type": "http", "scheme": "bearer", "description": "The key that may stand in a public page."],
        "registrationToken": [
            "type": "http", "scheme": "bearer", "description": "The token of one registration, told when it was begun.",
        ],
        "callToken": [
            "type": "apiKey", "in": "query", "name": "token",
            "description": "Opens one call, as long as it lasts. Other companies' agents send theirs as a bearer.",
        ],
        "calendarToken": [
            "type": "apiKey", "in": "query", "name": "token",
            "description": "The secret in the address of a calendar feed; it reads the calendar and nothing else.",
        ],
    ]

    private static let signatures: [String: JSONValue] = Dictionary(
        uniqueKeysWithValues: Sender.allCases.map { sender in
            (
                sender.scheme,
                ["type": "apiKey", "in": "header", "name": .string(sender.header), "description": .string(sender.proof)]
            )
        })

    private func operation(_ endpoint: Endpoint) -> JSONValue {
        var operation: [String: JSONValue] = [
            "operationId": .string(operationID(endpoint)),
            "summary": .string(endpoint.summary),
            "tags": .array(endpoint.tags.map { .string($0) }),
            "parameters": .array(parameters(endpoint)),
            "responses": .object(responses(endpoint)),
            "security": security(endpoint.access),
        ]
        if let (role, scope) = endpoint.access.requirement {
            operation["x-role"] = .string(role.rawValue)
            operation["x-scope"] = .string(scope.rawValue)
        }
        if endpoint.access == .platformOperator { operation["x-role"] = "operator" }
        operation["description"] = endpoint.details.map { .string($0) }
        operation["requestBody"] = endpoint.request.map { ["required": true, "content": content($0)] }
        return .object(operation)
    }

    /// Unique because method and path are, and stable as long as they are.
    private func operationID(_ endpoint: Endpoint) -> String {
        let words = endpoint.path.split { !$0.isLetter && !$0.isNumber }
        return endpoint.method.rawValue.lowercased() + words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    private func parameters(_ endpoint: Endpoint) -> [JSONValue] {
        let path = endpoint.pathParameters.map { name -> JSONValue in
            ["name": .string(name), "in": "path", "required": true, "schema": ["type": "string"]]
        }
        let query = endpoint.parameters.map { parameter -> JSONValue in
            [
                "name": .string(parameter.name), "in": "query", "required": .bool(parameter.isRequired),
                "description": .string(parameter.description), "schema": .object(parameter.schema.keywords),
            ]
        }
        let header: JSONValue = [
            "name": "Idempotency-Key", "in": "header", "required": false, "schema": ["type": "string"],
            "description": "Names this request: sent again with the same one, it has no second effect and the same answer.",
        ]
        return path + query + (endpoint.isDoneOnce ? [header] : [])
    }

    /// draft-ietf-httpapi-ratelimit-headers-11.
    private static let limitFields: JSONValue = [
        "RateLimit-Policy": [
            "description": "The limits that apply: requests (q) in seconds (w), such as \"key\";q=600;w=60",
            "schema": ["type": "string"],
        ],
        "RateLimit": [
            "description": "Requests left of each (r), and seconds until all are there again (t), such as \"key\";r=599;t=1",
            "schema": ["type": "string"],
        ],
    ]

    private static let refusalFields: JSONValue = [
        "Retry-After": ["description": "Seconds to wait", "required": true, "schema": ["type": "integer", "minimum": 1]]
    ]

    private func responses(_ endpoint: Endpoint) -> [String: JSONValue] {
        var responses: [String: JSONValue] = [:]
        for response in endpoint.responses {
            var value: [String: JSONValue] = ["description": .string(response.description)]
            value["content"] = response.content.map { content($0) }
            if endpoint.access.isLimited { value["headers"] = Self.limitFields }
            responses["\(response.status)"] = .object(value)
        }
        let problem = content(Endpoint.Content(.reference("Problem"), mediaType: ProblemResponse.mediaType))
        for (status, problems) in Dictionary(grouping: endpoint.allProblems, by: \.status) where responses["\(status)"] == nil {
            let titles = problems.map(\.title).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            var value: [String: JSONValue] = ["description": .string(titles.joined(separator: "; ")), "content": problem]
            if status == 429 { value["headers"] = Self.refusalFields }
            responses["\(status)"] = .object(value)
        }
        responses["default"] = ["description": "Any other problem", "content": problem]
        return responses
    }

    private func content(_ content: Endpoint.Content) -> JSONValue {
        .object([content.mediaType: ["schema": .object(content.schema.keywords)]])
    }

    private func security(_ access: Endpoint.Access) -> JSONValue {
        switch access {
        case .open, .loopback: []
        case .businessHost: [[:], ["publishableKey": []], ["secretKey": []]]
        case .publishableKey: [["publishableKey": []], ["secretKey": []]]
        case .member, .secretKey: [["secretKey": []], ["session": []]]
        case .person, .platformOperator: [["session": []]]
        case .callToken: [["callToken": []]]
        case .registration: [["registrationToken": []]]
        case .calendarToken: [["calendarToken": []]]
        case .signature(let sender): [.object([sender.scheme: []])]
        }
    }

    /// RFC 9457, with our members.
    private static let problem = JSONSchema.object(
        [
            "type": .string(format: "uri-reference"), "title": .string(), "status": .integer(400...599), "detail": .string(),
            "instance": .string(), "request_id": .string(),
            "errors": .array(of: .object(["pointer": .string(), "detail": .string()])),
        ],
        optional: ["detail", "instance", "errors"]
    )
}
