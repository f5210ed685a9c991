import Foundation

/// How words sound, as PocketSphinx reads it: the part of the CMU dictionary that a business's callers need, and what flite makes of
/// the names that are not in it.
struct PronouncingDictionary: Sendable {
    /// A line for each word, `margherita M AA R G ER IY T AH`, and one for each other way to say it, `the(2) DH IY`.
    let text: String

    /// - Parameter words: in lower case.
    /// - Throws: when the dictionary cannot be read.
    init(of words: [String], from dictionary: URL) throws {
        let known = try Self.entries(of: Set(words), in: Data(contentsOf: dictionary, options: .alwaysMapped))
        var text = ""
        for word in words {
            for line in known[word] ?? [Self.guess(word)].compactMap({ $0 }) { text += line + "\n" }
        }
        self.text = text
    }

    /// The lines of the words that the file has. It is read once from beginning to end: it is almost sorted, and no more.
    private static func entries(of words: Set<String>, in file: Data) -> [String: [String]] {
        var found: [String: [String]] = [:]
        file.withUnsafeBytes { bytes in
            for line in bytes.split(separator: UInt8(ascii: "\n")) {
                let head = line.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "(") }
                let word = String(decoding: head, as: UTF8.self)
                if words.contains(word) { found[word, default: []].append(String(decoding: line, as: UTF8.self)) }
            }
        }
        return found
    }

    private static func guess(_ word: String) -> String? {
        let sounds = Flite.pronunciation(of: word)
        return sounds.isEmpty ? nil : ([word] + sounds).joined(separator: " ")
    }
}
