import Core
import Foundation

/// The rules for a name that somebody wants anew. A name once given is not held to them again.
enum SubdomainChoice {
    /// - Throws: `Problem` that says what to change.
    static func read(_ text: String) throws -> Subdomain {
        let pointer = "#/subdomain"
        let subdomain: Subdomain
        do throws(Subdomain.Invalid) {
            subdomain = try Subdomain(text)
        } catch {
            throw Problem.invalid(pointer, error.description)
        }
        guard !reservedLooks.contains(subdomain.look) else {
            throw Problem.invalid(pointer, "This subdomain looks like a name that is reserved for the platform.")
        }
        guard !isOffensive(subdomain) else { throw Problem.invalid(pointer, "This subdomain is not given to anybody.") }
        return subdomain
    }

    private static let reservedLooks = Set(Subdomain.reserved.map { Subdomain.look(of: $0) })

    /// Only whole words count, so that nobody in Scunthorpe is turned away.
    private static func isOffensive(_ subdomain: Subdomain) -> Bool {
        let words = subdomain.label.split(separator: "-").map { Subdomain.look(of: String($0)) }
        return !offensiveLooks.isDisjoint(with: words + [subdomain.look])
    }

    private static let offensiveLooks = Set(
        [
            "asshole", "bitch", "bullshit", "cock", "cunt", "dick", "dickhead", "faggot", "fuck", "fucker", "fucking", "hitler",
            "motherfucker", "nazi", "nigga", "nigger", "penis", "porn", "pussy", "rape", "retard", "shit", "slut", "twat", "wanker",
            "whore",
        ].map { Subdomain.look(of: $0) })
}

extension Subdomain {
    /// What is left of the label for somebody who reads it quickly. Two labels with the same look are taken for one another, so only
    /// one of them is given.
    var look: String { Self.look(of: label) }

    /// Hyphens go, and letters that look alike become one. Source of the pairs: Unicode Technical Standard 39, confusables, of those
    /// that a label may hold.
    static func look(of label: String) -> String {
        var look = label.replacing("-", with: "")
        for (pair, letter) in [("rn", "m"), ("vv", "w"), ("cl", "d"), ("c1", "d")] { look = look.replacing(pair, with: letter) }
        for (sign, letter) in [("0", "o"), ("1", "l"), ("i", "l")] { look = look.replacing(sign, with: letter) }
        return look
    }

    /// A label made of whatever somebody typed, such as a business's name: `Mario's Pizza!` → `marios-pizza`; nil when nothing is left.
    init?(suggestedBy text: String) {
        let plain = text.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil).lowercased()
        let words = plain.replacing("'", with: "").split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let label = words.joined(separator: "-").prefix(Self.longestSuggestion)
        do {
            self = try Subdomain(String(label.last == "-" ? label.dropLast() : label))
        } catch {
            return nil
        }
    }

    /// Leaves room for what makes it different.
    private static var longestSuggestion: Int { 40 }
}
