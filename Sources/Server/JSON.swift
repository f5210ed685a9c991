import Features
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A body sent as JSON, a record with its version as its entity tag: times in RFC 3339, members in a fixed order.
struct JSON<Body: Encodable>: ResponseGenerator {
    let body: Body
    let status: HTTPResponse.Status

    init(_ body: Body, status: HTTPResponse.Status = .ok) {
        self.body = body
        self.status = status
    }

    func response(from request: Request, context: some RequestContext) throws -> Response {
        var headers: HTTPFields = [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"]
        if let record = body as? any StaffRecord { headers[.eTag] = record.version.entityTag }
        return Response(
            status: status, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try JSONEncoder.wire.encode(body))))
    }
}

extension JSONEncoder {
    /// How everything we send is written, on sockets too.
    static var wire: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
