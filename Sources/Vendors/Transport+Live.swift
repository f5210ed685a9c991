public import AsyncHTTPClient
import NIOCore
import NIOHTTP1

extension Transport {
    /// The real network. The client is shared: one for the program, shut down by whoever made it.
    public static func live(_ client: HTTPClient) -> Transport {
        Transport { (request) async throws(Failure) -> Response in
            do {
                let response = try await client.execute(HTTPClientRequest(request), timeout: TimeAmount(request.timeout))
                return Response(response)
            } catch {
                throw Failure(client: error)
            }
        }
    }
}

extension HTTPClient.Configuration {
    /// For vendors: no redirects (a key is meant for one host), 5 s to connect, 20 s between two pieces of an answer.
    public static var vendors: HTTPClient.Configuration {
        HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: Timeout(connect: .seconds(5), read: .seconds(20))
        )
    }
}

extension HTTPClientRequest {
    fileprivate init(_ request: Transport.Request) {
        self.init(url: request.url)
        method = HTTPMethod(rawValue: request.method.rawValue)
        headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
        if !request.body.isEmpty { body = .bytes(ByteBuffer(bytes: request.body)) }
    }
}

extension Transport.Response {
    fileprivate init(_ response: HTTPClientResponse) {
        self.init(
            status: Int(response.status.code),
            headers: response.headers.map { Transport.Header($0.name, $0.value) },
            body: response.body.map { (piece) throws(any Error) -> [UInt8] in [UInt8](piece.readableBytesView) }
        )
    }
}

extension Transport.Failure {
    /// What went wrong, in the client's words without the request's.
    fileprivate init(client error: any Error) {
        self =
            switch error {
            case let error as HTTPClientError where Self.timeouts.contains(error): .timedOut
            case let error as HTTPClientError where error == .cancelled: .cancelled
            case let error as HTTPClientError: .unreachable(reason: error.shortDescription)
            case let error as IOError: .unreachable(reason: error.description)
            default: Self(error)
            }
    }

    private static let timeouts: [HTTPClientError] = [.connectTimeout, .readTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout]
}
