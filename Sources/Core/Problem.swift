/// What a stranger may know of something that went wrong: RFC 9457 problem details, before they become HTTP.
///
/// Made in one place from our own errors; every code has a row in `docs/errors.md`.
public struct Problem: Error, Hashable, Sendable {
    /// Stable, kebab-case: the last part of the problem's `type` URI.
    public let code: String
    /// The HTTP status it maps to.
    public let status: Int
    /// The kind of problem, the same for every occurrence.
    public let title: String
    /// One sentence about this occurrence that says what to do.
    public let detail: String
    /// Which parts of the request are wrong, where that is known.
    public let violations: [Violation]
    /// Whether the same request can succeed later, and after how many seconds to try.
    public let retryAfterSeconds: Int?

    public init(
        code: String, status: Int, title: String, detail: String, violations: [Violation] = [], retryAfterSeconds: Int? = nil
    ) {
        self.code = code
        self.status = status
        self.title = title
        self.detail = detail
        self.violations = violations
        self.retryAfterSeconds = retryAfterSeconds
    }

    /// One wrong part of a request body.
    public struct Violation: Hashable, Sendable, Codable {
        /// JSON pointer as a fragment (RFC 6901, section 6): `#/lines/0/quantity`.
        public let pointer: String
        public let detail: String

        public init(pointer: String, detail: String) {
            self.pointer = pointer
            self.detail = detail
        }
    }
}

extension Problem {
    /// The thing does not exist, or belongs to somebody else: the two cannot be told apart from outside.
    public static func notFound(_ what: String) -> Problem {
        Problem(code: "not-found", status: 404, title: "Not found", detail: "There is no such \(what).")
    }

    public static func invalid(_ violations: [Violation]) -> Problem {
        let detail = violations.map { $0.detail }.joined(separator: " ")
        return Problem(code: "invalid-request", status: 422, title: "The request is not valid", detail: detail, violations: violations)
    }

    public static func invalid(_ pointer: String, _ detail: String) -> Problem {
        invalid([Violation(pointer: pointer, detail: detail)])
    }

    public static func conflict(_ detail: String) -> Problem {
        Problem(code: "conflict", status: 409, title: "Conflict", detail: detail)
    }
}
