import Testing

@testable import Features

/// What is keyed in, one key after the other.
@Suite struct KeyCollectorTests {
    var keys = KeyCollector()

    private mutating func press(_ pressed: String, at seconds: Double = 0, asksForNumber: Bool = true) -> String? {
        keys.press(pressed, at: .seconds(seconds), asksForNumber: asksForNumber)
    }

    @Test mutating func `a key answers a choice at once`() {
        let answer = press("1", asksForNumber: false)
        #expect(answer == "1")
        #expect(keys.isWholeAt == nil)
    }

    @Test mutating func `a number ends with a hash`() {
        let entered = "4155550101#".map { press(String($0)) }
        #expect(entered.dropLast().allSatisfy { $0 == nil } && entered.last == "4155550101#")
    }

    @Test mutating func `a number ends two seconds after its last key`() {
        _ = press("4", at: 0)
        _ = press("1", at: 1.5)
        #expect(keys.isWholeAt == .seconds(3.5))
        let early = keys.whole(at: .seconds(2))
        let whole = keys.whole(at: .seconds(3.5))
        let again = keys.whole(at: .seconds(9))
        #expect(early == nil && whole == "41" && again == nil)
    }

    @Test mutating func `what was entered in one go is whole, and so is a wish to hear it again`() {
        let page = press("4155550101")
        let star = press("*")
        #expect(page == "4155550101" && star == "*")
    }

    @Test mutating func `a key that is held down does not fill the memory`() {
        let entered = (0..<32).compactMap { _ in press("5") }
        #expect(entered.map(\.count) == [32])
    }

    @Test func `no filler is said twice running`() {
        var fillers = Fillers()
        let said = (0..<10).map { _ in fillers.take() }
        #expect(zip(said, said.dropFirst()).allSatisfy { $0 != $1 })
    }
}
