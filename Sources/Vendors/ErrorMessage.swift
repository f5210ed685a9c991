import Foundation

/// Finds the sentence in an error's body, in the shapes that vendors use.
///
/// `{"error": {"message": …}}` and `{"error": …}` (OpenAI and its kin, Stripe), `{"detail": …}` (FastAPI), `{"message": …}`
/// (Twilio), or plain text.
enum ErrorMessage {
    private static let longest = 500

    static func read(_ body: [UInt8], status: Int) -> String {
        // Vendors repeat parts of a wrong key in these, and a part of a key is a part of a secret.
        if status == 401 || status == 403 { return "The key was not accepted." }
        let text = String(decoding: body, as: UTF8.self)
        let message = (try? JSONDecoder().decode(Shape.self, from: Data(body)))?.message ?? text
        return String(message.trimmingCharacters(in: .whitespacesAndNewlines).prefix(longest))
    }

    /// A value that is a sentence, or holds one under a name.
    private struct Shape: Decodable {
        let message: String?

        private enum Name: String, CodingKey, CaseIterable {
            case error, detail, message, msg
        }

        init(from decoder: any Decoder) throws {
            if let sentence = try? decoder.singleValueContainer().decode(String.self) {
                message = sentence
            } else if var list = try? decoder.unkeyedContainer() {
                message = try list.decode(Shape.self).message
            } else {
                let object = try decoder.container(keyedBy: Name.self)
                message = Name.allCases.lazy.compactMap { try? object.decode(Shape.self, forKey: $0).message }.first
            }
        }
    }
}
