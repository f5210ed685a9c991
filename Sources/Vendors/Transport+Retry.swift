public import Core

extension Transport {
    /// Which failures are tried again, and how patiently. Source: the rules of OpenAI's SDK 3.52.
    public struct Patience: Sendable, Hashable {
        /// Further tries after the first.
        public var retries: Int
        public var backoff: Backoff
        /// A vendor that asks for more than this is not waited for.
        public var longestWait: Duration
        /// In which the vendor says `true` or `false` to another try.
        public var adviceHeader: String

        public init(
            retries: Int = 2, backoff: Backoff = Backoff(first: .milliseconds(500), longest: .seconds(8)),
            longestWait: Duration = .seconds(120), adviceHeader: String = "x-should-retry"
        ) {
            self.retries = retries
            self.backoff = backoff
            self.longestWait = longestWait
            self.adviceHeader = adviceHeader
        }

        /// While a caller waits: one more try, at once.
        public static let duringCall = Patience(
            retries: 1, backoff: Backoff(first: .milliseconds(100), longest: .milliseconds(100)), longestWait: .seconds(1))
    }

    /// This transport, trying again after 408, 409, 429, 5xx and failed connections, but never once an answer began to arrive.
    ///
    /// A vendor's `Retry-After` is kept to, and its advice believed. For requests that may be repeated: those that
    /// only ask, and those made with `once(key:)`.
    ///
    /// - Parameters:
    ///   - sleep: waits; the system's clock if not given.
    ///   - jitter: draws from 0...1.
    public func retrying(
        _ patience: Patience = Patience(),
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        jitter: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }
    ) -> Transport {
        Transport { (request) async throws(Failure) -> Response in
            var failures = 0
            while true {
                let outcome = await attempt(request)
                guard failures < patience.retries, outcome.mayBeRepeated(patience) else { return try outcome.result.get() }
                failures += 1
                let wait = outcome.retryAfter ?? patience.backoff.delay(afterFailures: failures, jitter: jitter())
                guard wait <= patience.longestWait else { return try outcome.result.get() }
                do { try await sleep(wait) } catch { throw .cancelled }
            }
        }
    }

    private func attempt(_ request: Request) async -> Outcome {
        do throws(Failure) {
            return Outcome(result: .success(try await send(request)))
        } catch {
            return Outcome(result: .failure(error))
        }
    }

    private struct Outcome {
        let result: Result<Response, Failure>

        func mayBeRepeated(_ patience: Patience) -> Bool {
            switch result {
            case .failure(.unreachable), .failure(.timedOut): return true
            case .failure: return false
            case .success(let response):
                if let advice = response.header(patience.adviceHeader) { return advice == "true" && response.status >= 400 }
                return [408, 409, 429].contains(response.status) || response.status >= 500
            }
        }

        var retryAfter: Duration? {
            guard case .success(let response) = result else { return nil }
            return response.retryAfter
        }
    }
}
