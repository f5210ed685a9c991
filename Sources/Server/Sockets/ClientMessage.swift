import Foundation

/// What a caller's page says on the call socket.
enum ClientMessage: Hashable {
    case userText(String)
    case setOutputMedium(isVoice: Bool)
    case formEdit(field: String, value: String?)
    case keypad(String)
    case hangUp
    case ping(timestamp: Double)

    /// Why a message was not accepted, for the developer of the page.
    struct Refused: Error, Hashable {
        let code: String
        let reason: String

        static let tooFast = Refused(
            code: "too-many-messages", reason: "Turns come faster than anybody talks; this one was not heard. Send one a second.")
    }

    /// Whether the agent has to answer it.
    var isTurn: Bool {
        switch self {
        case .userText, .formEdit, .keypad: true
        case .setOutputMedium, .hangUp, .ping: false
        }
    }

    private static let longestText = 2000
    private static let longestField = 100
    private static let mostKeys = 32
    /// A character is made of any number of code points, and no language needs more than this many bytes for one on average.
    private static let bytesPerCharacter = 4

    private struct Wire: Decodable {
        let type: String
        let text: String?
        let medium: String?
        let field: String?
        let value: String?
        let digits: String?
        let timestamp: Double?
    }

    init(_ text: String) throws(Refused) {
        let wire: Wire
        do {
            wire = try JSONDecoder().decode(Wire.self, from: Data(text.utf8))
        } catch {
            throw Refused(code: "malformed-message", reason: "A message is a JSON object with a \"type\"; its members have fixed types.")
        }
        switch wire.type {
        case "user_text_message":
            let words = wire.text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
            guard !words.isEmpty, Self.isWithin(Self.longestText, words) else {
                throw Refused(code: "invalid-text", reason: "\"text\" has 1 to \(Self.longestText) characters of four bytes at most.")
            }
            self = .userText(words)
        case "set_output_medium":
            guard let medium = wire.medium, ["voice", "text"].contains(medium) else {
                throw Refused(code: "invalid-medium", reason: "\"medium\" is voice or text.")
            }
            self = .setOutputMedium(isVoice: medium == "voice")
        case "form_edit":
            guard let field = wire.field, !field.isEmpty, Self.isWithin(Self.longestField, field),
                wire.value.map({ Self.isWithin(Self.longestText, $0) }) ?? true
            else {
                throw Refused(code: "invalid-edit", reason: "\"field\" names a field of the form, \"value\" is a string or null.")
            }
            self = .formEdit(field: field, value: wire.value)
        case "keypad":
            guard let digits = wire.digits, (1...Self.mostKeys).contains(digits.count), digits.allSatisfy({ "0123456789*#".contains($0) })
            else { throw Refused(code: "invalid-digits", reason: "\"digits\" has 1 to \(Self.mostKeys) of 0-9, * and #.") }
            self = .keypad(digits)
        case "hang_up": self = .hangUp
        case "ping": self = .ping(timestamp: wire.timestamp ?? 0)
        default: throw Refused(code: "unknown-message", reason: "There is no message of this type.")
        }
    }
    /// Bytes first: counting the characters of a long text is what is to be spared.
    private static func isWithin(_ characters: Int, _ text: String) -> Bool {
        text.utf8.count <= characters * bytesPerCharacter && text.count <= characters
    }
}
