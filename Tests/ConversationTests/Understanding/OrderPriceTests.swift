import Conversation
import Core
import Testing

@Suite struct OrderPriceTests {
    private let catalogue = TrattoriaMenu.catalogue

    private func price(_ said: String) -> [Int] {
        OrderReader(TrattoriaMenu.index).changes(in: Utterance(said)).changes.compactMap { change in
            guard case .add(let line) = change.value else { return nil }
            return catalogue.price(of: line)?.minorUnits
        }
    }

    @Test func aLineCostsItsItemTimesItsQuantity() {
        #expect(price("three margheritas") == [3 * 1899])
    }

    @Test func optionsAddTheirPriceForEachUnitOfThem() {
        #expect(price("a large margherita with olives") == [1899 + 300 + 150])
        #expect(price("two lattes with two shots") == [2 * (450 + 2 * 80)])
    }

    @Test(arguments: [
        "two lattes with 999999999999999 shots", "999999999999999 lattes with 40 shots", "forty hundred score million lattes",
    ])
    func `counts beyond all measure make a line that nobody may order, and no price that traps`(said: String) {
        let changes = OrderReader(TrattoriaMenu.index).changes(in: Utterance(said)).changes.map(\.value)
        let lines = changes.reduce([]) { TrattoriaMenu.index.applying($1, to: $0) }
        #expect(lines.contains { !$0.isOrderable })
        #expect(lines.allSatisfy { catalogue.price(of: $0).map { $0.minorUnits > 0 } ?? false })
    }

    @Test func whatIsLeftOutDoesNotMakeItCheaper() {
        #expect(price("a margherita without basil") == [1899])
    }

    @Test func whatBelongsToTheItemIsInItsPriceUnlessMoreIsWanted() {
        #expect(price("a margherita with basil") == [1899])
        #expect(price("a margherita with extra basil") == [1899 + 150])
        #expect(price("a margherita but no extra basil") == [1899])
    }

    @Test func anItemThatLeftTheCatalogueHasNoPrice() {
        #expect(catalogue.price(of: OrderLine(item: .init("gone"))) == nil)
    }

    @Test func equalLinesBecomeOne() {
        let index = TrattoriaMenu.index
        #expect(index.order(after: "a coke", "and two more cokes") == ["3 coke"])
    }

    @Test func aSecondSizeReplacesTheFirst() {
        let index = TrattoriaMenu.index
        #expect(index.order(after: "a small margherita", "make it large") == ["1 margherita large"])
    }
}
