import Core
import Features
import HTTPTypes
import Hummingbird

extension RecordVersion {
    /// As an `ETag` is written (RFC 9110, section 8.8.3).
    var entityTag: String { "\"\(rawValue)\"" }

    /// - Parameter text: an entity tag of ours, with its quotation marks or without both.
    init?(entityTag text: String) {
        let isQuoted = text.utf8.count > 1 && text.hasPrefix("\"") && text.hasSuffix("\"")
        let digits = isQuoted ? text.dropFirst().dropLast() : text[...]
        guard digits.allSatisfy({ ("0"..."9").contains($0) }), let number = Int(digits), number > 0 else { return nil }
        self.init(rawValue: number)
    }
}

extension Request {
    /// The version that whoever changes a record has seen: `If-Match` with its entity tag.
    ///
    /// - Throws: 428 without one; 400 with what no version of ours can be.
    func expectedVersion() throws -> RecordVersion {
        guard let header = headers[.ifMatch] else { throw Problem.preconditionRequired }
        guard let version = RecordVersion(entityTag: header) else {
            throw Problem.malformedRequest("If-Match is one ETag as it came with the record, such as \"3\".")
        }
        return version
    }
}

/// A change that came too late: the problem, with the record as it is now, so that nobody has to ask again.
struct StaleAnswer<Record: StaffRecord>: Encodable {
    let problem: ProblemResponse
    let record: Record

    private enum CodingKeys: String, CodingKey {
        case record
    }

    func encode(to encoder: any Encoder) throws {
        try problem.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(record, forKey: .record)
    }
}

/// Answers a change of a record: 412 with the present one where it came too late.
///
/// - Parameter change: throws `StaleRecord<Record>`.
func answering<Record: StaffRecord, Body: Encodable>(
    _ request: Request, _ context: some RequestContext, staleWith _: Record.Type, _ change: () async throws -> Body
) async throws -> Response {
    do {
        return try JSON(try await change()).response(from: request, context: context)
    } catch let stale as StaleRecord<Record> {
        let problem = ProblemResponse(.stale, path: request.uri.path, requestID: context.requestID)
        var response = try JSON(
            StaleAnswer(problem: problem, record: stale.present), status: HTTPResponse.Status(code: Problem.stale.status)
        ).response(from: request, context: context)
        response.headers[.contentType] = ProblemResponse.mediaType
        response.headers[.eTag] = stale.present.version.entityTag
        return response
    }
}
