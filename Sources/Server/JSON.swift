import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A body sent as JSON: times in RFC 3339, members in a fixed order.
struct JSON<Body: Encodable>: ResponseGenerator {
    let body: Body
    let status: HTTPResponse.Status

    init(_ body: Body, status: HTTPResponse.Status = .ok) {
        self.body = body
        self.status = status
    }

    func response(from request: Request, context: some RequestContext) throws -> Response {
        Response(
            status: status, headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
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
