import Core
import Features
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// Has what is created with an `Idempotency-Key` created once. Behind the doors: it is a business's.
struct IdempotencyMiddleware: RouterMiddleware {
    /// Of an answer, beside its body: what a repetition has too.
    private static let kept: [HTTPField.Name] = [.contentType, .eTag, .location, .cacheControl]

    let requests: IdempotentRequests

    func handle(
        _ request: Request, context: AppRequestContext, next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        guard request.method == .post, let key = request.headers[named: "Idempotency-Key"], let admitted = context.admitted else {
            return try await next(request, context)
        }
        var request = request
        let body = try await request.collectBody(upTo: RequestLimits.bodyBytes)
        let asked = IdempotentRequests.Request(
            key: key, method: request.method.rawValue, path: request.uri.path, body: Data(body.readableBytesView))
        let outcome = try await requests.perform(asked, from: admitted) { claiming in
            var context = context
            context.admitted = claiming
            return try await Self.answer(next(request, context))
        }
        switch outcome {
        case .done(let answer): return Self.response(answer)
        case .repeated(let answer):
            var response = Self.response(answer)
            response.headers[named: "Idempotency-Replayed"] = "true"
            return response
        }
    }

    private static func answer(_ response: Response) async throws -> IdempotentRequests.Answer {
        let collected = CollectedBody()
        try await response.body.write(collected)
        let headers = kept.compactMap { name in response.headers[name].map { (name.canonicalName, $0) } }
        return IdempotentRequests.Answer(
            status: response.status.code, headers: Dictionary(headers) { first, _ in first }, body: Data(collected.bytes.readableBytesView))
    }

    private static func response(_ answer: IdempotentRequests.Answer) -> Response {
        var headers = HTTPFields()
        for (name, value) in answer.headers { headers[named: name] = value }
        return Response(
            status: HTTPResponse.Status(code: answer.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
}

/// An answer's body, kept instead of sent.
private final class CollectedBody: ResponseBodyWriter {
    private(set) var bytes = ByteBuffer()

    func write(_ buffer: ByteBuffer) async throws {
        bytes.writeImmutableBuffer(buffer)
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
