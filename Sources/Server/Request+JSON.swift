import Foundation
public import Hummingbird

extension Request {
    /// The body as JSON. What is wrong with it is thrown as it is, and becomes a problem that names the place.
    public func json<Body: Decodable>(as type: Body.Type = Body.self) async throws -> Body {
        let buffer = try await body.collect(upTo: RequestLimits.bodyBytes)
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try decoder.decode(type, from: Data(buffer.readableBytesView))
    }
}
