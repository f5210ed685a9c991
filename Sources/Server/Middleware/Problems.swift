public import Core

/// The problems that the HTTP layer itself finds. Features have their own.
extension Problem {
    static func malformedRequest(_ detail: String, at pointer: String? = nil) -> Problem {
        Problem(
            code: "malformed-request", status: 400, title: "The request cannot be read", detail: detail,
            violations: pointer.map { [Violation(pointer: $0, detail: detail)] } ?? []
        )
    }

    /// No key, or one that opens nothing: a stranger is not told which.
    public static let unauthorized = Problem(
        code: "unauthorized", status: 401, title: "A valid key is needed",
        detail: "Send the business's key as Authorization: Bearer <key>."
    )

    /// A message from another company's server that is not proven to be its.
    static let unsigned = Problem(
        code: "unsigned", status: 401, title: "The signature is missing or wrong",
        detail: "Sign the body with a secret that is configured here, within a minute of sending it."
    )

    public static func forbidden(_ detail: String) -> Problem {
        Problem(code: "forbidden", status: 403, title: "Not allowed", detail: detail)
    }

    /// The platform lets nobody in, callers neither.
    static let businessSuspended = Problem(
        code: "business-suspended", status: 403, title: "The business is suspended",
        detail: "It cannot be reached here at the moment. Its owner asks the platform's operator."
    )

    /// The business's subscription lets its people read.
    static let readOnly = Problem(
        code: "read-only", status: 403, title: "Nothing can be changed now",
        detail: "The business's trial or subscription has ended, or an invoice is overdue; see its subscription."
    )

    static func methodNotAllowed(_ methods: [String]) -> Problem {
        Problem(
            code: "method-not-allowed", status: 405, title: "Method not allowed",
            detail: "This path answers \(methods.joined(separator: ", "))."
        )
    }

    static func tooLarge(bytes: Int) -> Problem {
        Problem(
            code: "too-large", status: 413, title: "The request is too large", detail: "A body is at most \(bytes) bytes."
        )
    }

    /// The route is a socket and the request was an ordinary one.
    public static let upgradeRequired = Problem(
        code: "upgrade-required", status: 426, title: "This is a WebSocket",
        detail: "Connect with a WebSocket client."
    )

    public static func tooManyRequests(retryAfterSeconds: Int) -> Problem {
        Problem(
            code: "too-many-requests", status: 429, title: "Too many requests",
            detail: "Try again in \(retryAfterSeconds) s.", retryAfterSeconds: retryAfterSeconds
        )
    }

    static func tooManyRequests(after wait: Duration) -> Problem {
        tooManyRequests(retryAfterSeconds: max(1, Int((wait / .seconds(1)).rounded(.up))))
    }

    /// What went wrong is in the log under the request's id, not here.
    static let `internal` = Problem(
        code: "internal", status: 500, title: "Something went wrong here",
        detail: "It is not your request's fault. Tell us the request_id."
    )
}

/// What one request may cost.
public enum RequestLimits {
    public static let bodyBytes = 1_048_576
}
