/// The same numbers for the same seed, on every machine.
///
/// Source: Sebastiano Vigna, "splitmix64.c" (2015).
public struct SeededRandom: Sendable {
    private var state: UInt64

    public init(seed: UInt64) {
        state = seed
    }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// 0..<bound.
    public mutating func number(below bound: Int) -> Int {
        precondition(bound > 0, "There is no number below \(bound)")
        return Int(next() >> 1) % bound
    }

    /// 0..<1.
    public mutating func fraction() -> Double {
        Double(next() >> 11) / Double(1 << 53)
    }

    /// True with that probability, 0...1.
    public mutating func chance(_ probability: Double) -> Bool {
        fraction() < probability
    }

    /// Nil of an empty collection.
    public mutating func element<Elements: RandomAccessCollection>(of elements: Elements) -> Elements.Element? {
        guard !elements.isEmpty else { return nil }
        return elements[elements.index(elements.startIndex, offsetBy: number(below: elements.count))]
    }

    public mutating func one<Element>(of first: Element, _ others: Element...) -> Element {
        let chosen = number(below: others.count + 1)
        return chosen == 0 ? first : others[chosen - 1]
    }

    public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var shuffled = elements
        for index in shuffled.indices.dropFirst().reversed() { shuffled.swapAt(index, number(below: index + 1)) }
        return shuffled
    }

    /// A generator of its own, so that what is drawn from it does not change what is drawn here.
    public mutating func branch() -> SeededRandom {
        SeededRandom(seed: next())
    }
}
