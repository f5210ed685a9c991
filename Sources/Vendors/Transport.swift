/// The one way from here to another company's server.
///
/// Every vendor client is a value over a transport. The live one is made in `Transport+Live.swift`; a test gives its own.
/// A status that is not 2xx is an answer like others: `accepted()` on the response turns it into a failure.
public struct Transport: Sendable {
    private let exchange: @Sendable (Request) async throws(Failure) -> Response

    public init(_ exchange: @escaping @Sendable (Request) async throws(Failure) -> Response) {
        self.exchange = exchange
    }

    /// Returns as soon as the answer's head is here. Cancelling closes the connection.
    public func send(_ request: Request) async throws(Failure) -> Response {
        try await exchange(request)
    }

    public struct Request: Sendable {
        public var method: Method
        /// Absolute, with `http` or `https`.
        public var url: String
        public var headers: [Header]
        public var body: [UInt8]
        /// From sending to the answer's last piece.
        public var timeout: Duration

        public enum Method: String, Sendable {
            case get = "GET"
            case post = "POST"
            case put = "PUT"
            case patch = "PATCH"
            case delete = "DELETE"
        }

        public init(_ method: Method, _ url: String, headers: [Header] = [], body: [UInt8] = [], timeout: Duration = .seconds(20)) {
            self.method = method
            self.url = url
            self.headers = headers
            self.body = body
            self.timeout = timeout
        }

        /// The request as one that the vendor does once, however often it arrives.
        ///
        /// Repeats of one wish carry one key; another wish has another key.
        public func once(key: String) -> Request {
            var request = self
            request.headers.append(Header("Idempotency-Key", key))
            return request
        }
    }

    public struct Header: Sendable, Hashable {
        public let name: String
        public let value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public struct Response: Sendable {
        /// The body in pieces as they arrive. Throws `Failure`. Can be read once.
        public typealias Body = any AsyncSequence<[UInt8], any Error> & Sendable

        public let status: Int
        public let headers: [Header]
        public let body: Body

        public init(status: Int, headers: [Header] = [], body: Body) {
            self.status = status
            self.headers = headers
            self.body = body
        }

        /// The first value of a header, whatever the case of its name.
        public func header(_ name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }
    }

    /// Why a vendor did not do what it was asked. Holds nothing secret: it may be logged.
    public enum Failure: Error, Sendable, Hashable {
        /// No connection: refused, no such name, no trust in its certificate, or it broke.
        case unreachable(reason: String)
        case timedOut
        /// The vendor said no. The message is its own, shortened.
        case refused(status: Int, message: String, retryAfter: Duration?)
        /// The answer is longer than what we are ready to hold.
        case tooLarge(limit: Int)
        /// The answer is not what the protocol says.
        case garbled(String)
        /// We no longer want it.
        case cancelled
    }
}

extension Transport.Response {
    /// What is read of an error's body.
    private static let longestMessage = 64 << 10

    /// The whole body.
    ///
    /// - Throws: `tooLarge` when it has more than `limit` bytes.
    public func bytes(limit: Int) async throws(Transport.Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await piece in body {
                guard bytes.count + piece.count <= limit else { throw Transport.Failure.tooLarge(limit: limit) }
                bytes += piece
            }
        } catch {
            throw Transport.Failure(error)
        }
        return bytes
    }

    /// This response if its status is 2xx.
    ///
    /// - Throws: `refused` with the vendor's own words otherwise.
    public func accepted() async throws(Transport.Failure) -> Transport.Response {
        guard !(200..<300).contains(status) else { return self }
        // Without its words the status still says most of it.
        let words = (try? await bytes(limit: Self.longestMessage)) ?? []
        throw .refused(status: status, message: ErrorMessage.read(words, status: status), retryAfter: retryAfter)
    }

    /// `Retry-After` in seconds (RFC 9110, section 10.2.3); its other form, a date, is not used by any of our vendors.
    public var retryAfter: Duration? {
        guard let seconds = header("Retry-After").flatMap(Double.init), seconds >= 0, seconds.isFinite else { return nil }
        return .milliseconds(Int64(min(seconds, 86_400) * 1_000))
    }
}

extension Transport.Failure {
    /// What an error means that came through a body or a client.
    public init(_ error: any Error) {
        self =
            switch error {
            case let failure as Self: failure
            case is CancellationError: .cancelled
            default: .unreachable(reason: String(describing: type(of: error)))
            }
    }
}
