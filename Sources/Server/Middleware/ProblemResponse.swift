public import Core
import Foundation
public import HTTPTypes
public import Hummingbird
import NIOCore

/// A problem as it is sent: RFC 9457 problem details with the request's id.
public struct ProblemResponse: Encodable {
    public static let mediaType = "application/problem+json"

    private let type: String
    private let title: String
    private let status: Int
    private let detail: String
    private let instance: String
    private let requestID: String
    private let errors: [Problem.Violation]?
    private let retryAfterSeconds: Int?

    /// - Parameter path: where it happened, without the query, which may hold a secret.
    public init(_ problem: Problem, path: String, requestID: String) {
        type = "/docs/errors#\(problem.code)"
        title = problem.title
        status = problem.status
        detail = problem.detail
        instance = path
        self.requestID = requestID
        errors = problem.violations.isEmpty ? nil : problem.violations
        retryAfterSeconds = problem.retryAfterSeconds
    }

    private enum CodingKeys: String, CodingKey {
        case type, title, status, detail, instance, errors
        case requestID = "request_id"
    }

    /// - Parameter headers: sent beside those that every problem has.
    public func response(headers: HTTPFields = [:]) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var headers = headers
        headers[.contentType] = Self.mediaType
        headers[.cacheControl] = "no-store"
        if let retryAfterSeconds { headers[.retryAfter] = "\(retryAfterSeconds)" }
        if status == 401 { headers[.wwwAuthenticate] = "Bearer" }
        return Response(
            status: HTTPResponse.Status(code: status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try encoder.encode(self)))
        )
    }
}
