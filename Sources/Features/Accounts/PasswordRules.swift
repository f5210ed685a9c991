import Core
import Foundation

/// Which passwords are taken. Length is what counts; no kinds of characters are asked for. Source: NIST SP 800-63B-4, section 3.1.1.2.
enum PasswordRules {
    /// In characters.
    static let shortest = 10
    /// In characters. More would be work for nobody's gain.
    static let longest = 200

    /// Empty when the password can be taken.
    ///
    /// - Parameter guesses: what somebody who knows the account would try first: its address, the business's name.
    static func violations(in password: Secret, guesses: [String], at pointer: String) -> [Problem.Violation] {
        let text = password.reveal()
        let folded = text.lowercased()
        let words = folded.filter(\.isLetter)
        let length = Problem.Violation.inLength(of: text, as: "A password", shortest...longest, at: pointer)
        guard length.isEmpty else { return length }
        let detail: String? =
            switch true {
            case Set(folded).count < 4: "This password repeats itself; choose one that is harder to guess."
            case common.contains(words) && words.count + 5 > folded.count, isRow(folded): "This password is among the first that are tried."
            case guesses.contains(where: { isNear(folded, $0.lowercased()) }): "This password follows from your name or address."
            default: nil
            }
        return detail.map { [.init(pointer: pointer, detail: $0)] } ?? []
    }

    /// Whether little of a password is left without what it was made from.
    private static func isNear(_ password: String, _ guess: String) -> Bool {
        var parts = guess.split { !$0.isLetter && !$0.isNumber }
        parts.append(guess[...])
        return parts.contains { part in
            part.count >= 4 && password.contains(part) && password.count - part.count < 5
        }
    }

    /// 0123456789, abcdefghij and the like, forwards or backwards.
    private static func isRow(_ text: String) -> Bool {
        let rows = ["01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm"]
        return rows.contains { $0.contains(text) || String($0.reversed()).contains(text) }
    }

    /// The letters of the passwords that lists of stolen ones begin with, as far as they are long enough with a few digits.
    private static let common: Set<String> = [
        "password", "passwort", "passw", "letmein", "welcome", "qwerty", "qwertz", "qwertyuiop", "administrator", "admin", "iloveyou",
        "sunshine", "princess", "football", "baseball", "superman", "monkey", "dragon", "master", "shadow", "michael", "jennifer",
        "trustno", "changeme", "secret", "abc", "computer", "internet", "starwars", "whatever", "passwordpassword", "mypassword",
        "qwertyqwerty", "asdfghjkl", "zxcvbnm", "charlie", "liverpool", "chocolate", "butterfly", "summer", "winter", "spring", "autumn",
    ]
}
