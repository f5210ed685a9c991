public import AsyncHTTPClient
import NIOCore
import NIOHTTP1

extension Transport {
    /// The real network. The client is shared: one for the program, shut down by whoever made it.
    public static func live(_ client: HTTPClient) -> Transport {
        Transport { (request) async throws(Failure) -> Response in
            let deadline = ContinuousClock.now + request.timeout
            do {
                let response = try await client.execute(HTTPClientRequest(request), timeout: TimeAmount(request.timeout))
                return Response(response, deadline: deadline)
            } catch {
                throw Failure(client: error)
            }
        }
    }
}

extension HTTPClient.Configuration {
    /// For vendors: no redirects (a key is meant for one host), 5 s to connect, 20 s between two pieces of an answer. A
    /// connection that fails is not tried again in silence: `Transport.retrying` does that where it is wanted.
    public static var vendors: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: Timeout(connect: .seconds(5), read: .seconds(20))
        )
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
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
    fileprivate init(_ response: HTTPClientResponse, deadline: ContinuousClock.Instant) {
        self.init(
            status: Int(response.status.code),
            headers: response.headers.map { Transport.Header($0.name, $0.value) },
            body: LiveBody(base: response.body, deadline: deadline)
        )
    }
}

/// The body of a real answer: in our types, with our failures, and within the request's time.
///
/// The time is looked at between pieces; a piece that does not come at all ends with the client's read timeout.
private struct LiveBody: AsyncSequence, Sendable {
    let base: HTTPClientResponse.Body
    let deadline: ContinuousClock.Instant

    func makeAsyncIterator() -> Iterator {
        Iterator(base: base.makeAsyncIterator(), deadline: deadline)
    }

    struct Iterator: AsyncIteratorProtocol {
        var base: HTTPClientResponse.Body.AsyncIterator
        let deadline: ContinuousClock.Instant

        mutating func next() async throws -> [UInt8]? {
            guard ContinuousClock.now < deadline else { throw Transport.Failure.timedOut }
            do {
                return try await base.next().map { [UInt8]($0.readableBytesView) }
            } catch {
                throw Transport.Failure(client: error)
            }
        }
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
