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
