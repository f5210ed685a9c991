public import Core

extension Problem {
    /// The address or the password: a stranger is not told which.
    public static let wrongCredentials = Problem(
        code: "wrong-credentials", status: 401, title: "Not signed in", detail: "This address and this password do not belong together.")

    /// The password was right.
    public static let secondFactorNeeded = Problem(
        code: "second-factor-needed", status: 401, title: "A code is needed",
        detail: "Send the code that your authenticator app shows, or a recovery code, as code.")

    public static let wrongCode = Problem(
        code: "wrong-code", status: 401, title: "The code is wrong", detail: "Send the code that your authenticator app shows now.")

    /// The link was used before, its time is over, or it was never ours.
    public static let deadLink = Problem(
        code: "dead-link", status: 410, title: "This link no longer works", detail: "Ask for a new one.")

    /// What was typed as the present password is wrong, or was until a moment ago.
    static let notPresentPassword = Problem.invalid("#/password", "This is not your present password.")

    static func tooManyAttempts(retryAfterSeconds: Int) -> Problem {
        Problem(
            code: "too-many-requests", status: 429, title: "Too many requests", detail: "Try again in \(retryAfterSeconds) s.",
            retryAfterSeconds: retryAfterSeconds)
    }
}
