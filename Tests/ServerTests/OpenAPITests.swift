import Core
import Foundation
import HTTPTypes
import Testing

@testable import Server

@Suite struct OpenAPITests {
    private let orders = Endpoint(
        .get, "/api/business/{businessId}/orders", summary: "List the orders", access: .secretKey, tags: ["Orders"],
        parameters: [.init("limit", "How many at most", schema: .integer(1...100))],
        responses: [.init(200, "The orders", .json(.page(of: .reference("Order"))))]
    )
    private let call = Endpoint(
        .get, "/api/sessions/{id}/socket", summary: "Hold the call", access: .callToken, tags: ["Calls"],
        responses: [.init(101, "The socket")], kind: .socket
    )

    @Test func everyEndpointIsInTheDocument() throws {
        let paths = try #require(object(document())["paths"]).object
        #expect(paths.keys.sorted() == ["/api/business/{businessId}/orders", "/api/sessions/{id}/socket"])
    }

    @Test func whatAnEndpointImpliesIsWrittenOut() throws {
        let operation = try operation(orders.path)
        #expect(operation["security"] == [["secretKey": []], ["session": []]])
        #expect(operation["responses"]?.object.keys.sorted() == ["200", "401", "403", "404", "429", "default"])
        guard case .array(let parameters) = operation["parameters"] else { return #expect(Bool(false)) }
        #expect(parameters.map { $0.object["name"] } == ["businessId", "limit"])
        #expect(parameters.map { $0.object["in"] } == ["path", "query"])
    }

    @Test func theDocumentIsTheSameEveryTime() throws {
        #expect(try document().json() == document().json())
    }

    @Test func aNullableReferenceAllowsNull() {
        #expect(JSONSchema.reference("Order").orNull.keywords["anyOf"] == [["$ref": "#/components/schemas/Order"], ["type": "null"]])
        #expect(JSONSchema.string().orNull.keywords["type"] == ["string", "null"])
    }

    private func document() -> OpenAPIDocument {
        OpenAPIDocument(title: "Test", version: "1", endpoints: [orders, call], schemas: ["Order": .object(["id": .string()])])
    }

    private func object(_ document: OpenAPIDocument) -> [String: JSONValue] {
        document.document.object
    }

    private func operation(_ path: String) throws -> [String: JSONValue] {
        let paths = try #require(object(document())["paths"]).object
        return try #require(paths[path]?.object["get"]).object
    }
}

extension JSONValue {
    fileprivate var object: [String: JSONValue] {
        if case .object(let members) = self { members } else { [:] }
    }
}
