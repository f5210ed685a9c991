import Core
import Foundation
import Testing

@testable import Voice

@Suite struct TrigramModelTests {
    private let language = CallerLanguage(
        sentences: [.init(pattern: "can i have <line> [please]", weight: 3), .init(pattern: "small")],
        answers: [.digits: [.init(pattern: "<digit> <digit> <digit>")]],
        places: [
            "line": [.init(pattern: "[<size>] <item>")],
            "size": [.init(pattern: "small"), .init(pattern: "large")],
            "item": [.init(pattern: "margherita pizza"), .init(pattern: "caesar salad")],
            "digit": [.init(pattern: "one"), .init(pattern: "two")],
        ])

    @Test func `A pattern is words, places and what may be left out`() {
        let sentence = CallerLanguage.Sentence(pattern: "can i have [<size>] <item> [please]", weight: 2)
        #expect(
            sentence.parts == [
                .words(["can", "i", "have"], isOptional: false), .place("size", isOptional: true), .place("item", isOptional: false),
                .words(["please"], isOptional: true),
            ])
    }

    @Test func `What follows a word in sentences is likely after it, and every other word stays possible`() throws {
        let likelihood = try likelihoods(in: TrigramModel(language).arpa())
        let (small, salad, one) = (likelihood["have small"] ?? 0, likelihood["caesar salad"] ?? 0, likelihood["one"] ?? 0)
        #expect(small > 0.1 && small < 0.3)
        #expect(salad > 0.7)
        #expect(one == 0 && likelihood["small"] ?? 0 > 0.01)
    }

    @Test func `What was asked for is likelier than without the question`() throws {
        var language = language
        language.answers[.yesOrNo] = [.init(pattern: "two")]
        let asked = try likelihoods(in: TrigramModel(language, expecting: .yesOrNo).arpa())
        #expect(asked["<s> two"] ?? 0 > asked["<s> can"] ?? 0)
        #expect(asked["salad"] ?? 0 > 0.005)
    }

    @Test func `Among digits no other words are heard`() {
        #expect(TrigramModel(language, expecting: .digits).words.sorted() == ["one", "two"])
    }

    @Test func `After every context the likelihoods add up to one`() throws {
        let arpa = TrigramModel(language).arpa()
        let likelihood = try likelihoods(in: arpa)
        let words = likelihood.keys.filter { !$0.contains(" ") && $0 != "<s>" }
        #expect(abs(words.reduce(0) { $0 + (likelihood[$1] ?? 0) } - 1) < 0.01)
        let after = words.reduce(0) { $0 + (likelihood["have \($1)"] ?? 0.25 * (likelihood[$1] ?? 0)) }
        #expect(abs(after - 1) < 0.01)
    }

    @Test func `A large catalogue does not grow by its square`() {
        var large = language
        large.places["item"] = (0..<2_000).map { .init(pattern: "item\($0) name\($0)") }
        large.sentences.append(.init(pattern: "<item> <item>"))
        let lines = TrigramModel(large).arpa().utf8.count { $0 == UInt8(ascii: "\n") }
        #expect(lines < 30_000)
    }

    /// "have small" to its likelihood.
    private func likelihoods(in arpa: String) throws -> [String: Double] {
        var found: [String: Double] = [:]
        for line in arpa.split(separator: "\n") where line.hasPrefix("-") {
            let fields = line.split(separator: " ")
            let words = fields.dropFirst().prefix { Double($0) == nil }
            found[words.joined(separator: " ")] = pow(10, try #require(Double(fields[0])))
        }
        return found
    }
}
