import Core
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Server

@Suite struct ProblemTests {
    private struct Order: Codable {
        struct Line: Codable { let quantity: Int }
        let lines: [Line]
        let name: String
    }

    private struct Answer: Decodable {
        let type: String
        let title: String
        let status: Int
        let detail: String
        let instance: String
        let request_id: String
        let errors: [Problem.Violation]?
    }

    private struct Unforeseen: Error {
        let secret = "hunter2"
    }

    @Test func anUnknownPathIsNotFound() async throws {
        let answer = try await ask(.get, "/nowhere?token=secret")
        #expect(answer.status == 404)
        #expect(answer.type == "/docs/errors#not-found")
        #expect(answer.instance == "/nowhere")
        #expect(!answer.request_id.isEmpty)
    }

    @Test func aWrongMethodIsToldTheRightOnes() async throws {
        let answer = try await ask(.delete, "/orders") { response in
            #expect(response.headers[.allow] == "POST")
        }
        #expect(answer.status == 405)
    }

    @Test(arguments: [
        ("{", "#", "The body is not JSON."),
        (#"{"lines": []}"#, "#/name", "\"name\" is missing."),
        (#"{"lines": [{"quantity": "two"}], "name": "Ada"}"#, "#/lines/0/quantity", "\"quantity\" is not a whole number."),
        (#"{"lines": {}, "name": "Ada"}"#, "#/lines", "\"lines\" is not a list."),
        (#"{"lines": [], "name": null}"#, "#/name", "\"name\" is null."),
    ])
    func aBodyThatDoesNotFitIsToldWhere(body: String, pointer: String, detail: String) async throws {
        let answer = try await ask(.post, "/orders", body: body)
        #expect(answer.status == 400)
        #expect(answer.detail == detail)
        if pointer != "#" { #expect(answer.errors == [Problem.Violation(pointer: pointer, detail: detail)]) }
    }

    @Test func aBodyTooLargeIsRefused() async throws {
        let body = #"{"lines": [], "name": "\#(String(repeating: "a", count: RequestLimits.bodyBytes))"}"#
        #expect(try await ask(.post, "/orders", body: body).status == 413)
    }

    @Test func whatWeDidNotForeseeIsNotTold() async throws {
        let answer = try await ask(.get, "/unforeseen")
        #expect(answer.status == 500)
        #expect(answer.type == "/docs/errors#internal")
        #expect(!"\(answer)".contains("hunter2"))
    }

    @Test func aProblemSaysWhenToTryAgain() async throws {
        let answer = try await ask(.get, "/busy") { response in
            #expect(response.headers[.retryAfter] == "7")
        }
        #expect(answer.status == 429)
    }

    @Test func everyAnswerCarriesItsSafeguards() async throws {
        _ = try await ask(.get, "/nowhere") { response in
            #expect(response.headers[.xContentTypeOptions] == "nosniff")
            #expect(response.headers[named: "Permissions-Policy"]?.contains("microphone=(self)") == true)
            #expect(response.headers[named: "X-Request-Id"]?.isEmpty == false)
        }
    }

    private func ask(
        _ method: HTTPRequest.Method, _ path: String, body: String? = nil, check: @escaping @Sendable (TestResponse) -> Void = { _ in }
    ) async throws -> Answer {
        var routes = Routes()
        let router = Router(context: AppRequestContext.self)
        let placing = Endpoint(
            .post, "/orders", summary: "Place an order", access: .open, tags: ["Orders"], request: .json(.any), responses: [])
        let unforeseen = Endpoint(.get, "/unforeseen", summary: "Fail", access: .open, tags: [], responses: [])
        let busy = Endpoint(.get, "/busy", summary: "Refuse", access: .open, tags: [], responses: [])
        let paths = [placing, unforeseen, busy]
        router.addMiddleware {
            SecurityHeaders()
            ProblemMiddleware(methods: { path in paths.filter { $0.matches(path: path) }.map(\.method.rawValue) })
        }
        routes.add(placing, to: router) { request, _ in try await request.json(as: Order.self).name }
        routes.add(unforeseen, to: router) { _, _ -> String in throw Unforeseen() }
        routes.add(busy, to: router) { _, _ -> String in throw Problem.tooManyRequests(retryAfterSeconds: 7) }
        let application = Application(router: router, logger: quietLogger())
        return try await application.test(.router) { client in
            try await client.execute(uri: path, method: method, body: body.map { ByteBuffer(string: $0) }) { response in
                #expect(response.headers[.contentType] == ProblemResponse.mediaType)
                check(response)
                return try JSONDecoder().decode(Answer.self, from: Data(response.body.readableBytesView))
            }
        }
    }
}
