import Core
import Rehearsal
import Testing

@Suite struct RecognitionNoiseTests {
    private static let sentence = "please bring me two garlic breads and one large salad before noon"

    @Test func `a good line passes every word on`() {
        var random = SeededRandom(seed: 1)
        let readings = RecognitionNoise(share: 0).readings(of: Self.sentence, using: &random)
        #expect(readings.map(\.text) == [Self.sentence])
        #expect(readings[0].confidence > 0.8)
    }

    @Test(arguments: [0.05, 0.1, 0.3])
    func `the likeliest reading has about the share of wrong words that was asked for`(_ share: Double) {
        var random = SeededRandom(seed: 2)
        let words = Self.sentence.split(separator: " ").map(String.init)
        var kept = 0
        for _ in 0..<500 {
            let best = RecognitionNoise(share: share).readings(of: Self.sentence, using: &random).first
            let heard = Set((best?.text ?? "").split(separator: " ").map(String.init))
            kept += words.count(where: heard.contains)
        }
        let wrong = 1 - Double(kept) / Double(500 * words.count)
        #expect(abs(wrong - share) < share / 2)
    }

    @Test func `the true words are often among the readings, not always, and never come with more confidence than the likeliest`() {
        var random = SeededRandom(seed: 3)
        var damaged = 0
        var found = 0
        for _ in 0..<500 {
            let readings = RecognitionNoise(share: 0.1).readings(of: Self.sentence, using: &random)
            #expect(readings.map(\.confidence) == readings.map(\.confidence).sorted(by: >))
            guard readings.first?.text != Self.sentence else { continue }
            damaged += 1
            if readings.contains(where: { $0.text == Self.sentence }) { found += 1 }
        }
        #expect(damaged > 100)
        #expect(found > damaged / 4 && found < damaged)
    }
}
