import Conversation
import Core
import Testing

@Suite struct OrderReaderTests {
    private let menu = TrattoriaMenu.index

    @Test(
        arguments: [
            (
                "hi um can I get two large margheritas one with no basil and a caesar salad for pick up",
                ["1 margherita large", "1 margherita large -basil", "1 caesar"]
            ),
            ("Hi, two large margherita pizzas and a caesar salad please", ["2 margherita large", "1 caesar"]),
            ("two pizzas diavola, one with mushrooms and the other plain", ["1 diavola mushrooms", "1 diavola"]),
            ("a funghi without mushrooms", ["1 funghi -mushrooms"]),
            ("a large margherita and a small one with olives", ["1 margherita large", "1 margherita small olives"]),
            ("I'd like a latte with two shots", ["1 latte 2x espresso shot"]),
            ("a dozen seven ups and a 7up", ["13 sevenUp"]),
            ("a margrito pizza", ["1 margherita"]),
            ("three margaritas with extra olives hold the basil", ["3 margherita ++olives -basil"]),
            ("a margherita with a little oil", ["1 margherita ~olive oil"]),
            ("three pizzas: one margherita and two funghi", ["1 margherita", "2 funghi"]),
            ("a margherita with no basil, mushrooms, and olives", ["1 margherita -basil mushrooms olives"]),
            ("a coke no ice", ["1 coke (no ice)"]),
            ("two of the tiramisu", ["2 tiramisu"]),
            ("a large pizza, make it a margherita", ["1 margherita large"]),
            ("a margherita and make it large and a coke", ["1 margherita large", "1 coke"]),
            ("a large margherita, actually make it small", ["1 margherita small"]),
            ("two margheritas, no make that three", ["3 margherita"]),
            ("a margherita, no make it a funghi", ["1 funghi"]),
            ("two margheritas with olives, one without basil", ["1 margherita olives", "1 margherita olives -basil"]),
            ("three margheritas with olives, two of them large", ["1 margherita olives", "2 margherita olives large"]),
            ("two margheritas with olives and one with mushrooms", ["2 margherita olives", "1 margherita mushrooms"]),
            ("a large tiramisu", ["1 tiramisu (large)"]),
            ("two tiramisu, no sorry, three", ["3 tiramisu"]),
            ("a coke and two caesar salads no dressing, actually one", ["1 caesar -dressing", "1 coke"]),
            ("two tiramisu sorry I mean three please", ["3 tiramisu"]),
            ("two cokes, actually one and a tiramisu", ["1 coke", "1 tiramisu"]),
            ("a coke, actually two tiramisu", ["1 coke", "2 tiramisu"]),
            ("a greek salad no dressing and a coke", ["1 greek -dressing", "1 coke"]),
        ])
    func anOrderIsReadAsItWasSaid(said: String, cart: [String]) {
        #expect(menu.order(after: said).sorted() == cart.sorted())
    }

    @Test(
        arguments: [
            (["two large margheritas and a caesar salad", "actually make the salads two"], ["2 margherita large", "2 caesar"]),
            (
                ["two large margherita pizzas and a caesar salad", "actually make that three margheritas"],
                ["3 margherita large", "1 caesar"]
            ),
            (["a tiramisu", "make that three"], ["3 tiramisu"]),
            (["a margherita", "make it large"], ["1 margherita large"]),
            (["a margherita and a caesar salad", "cancel the salad"], ["1 margherita"]),
            (["a coke and a tiramisu", "remove the coke please"], ["1 tiramisu"]),
            (["two cokes", "take one of the cokes off"], ["1 coke"]),
            (["a margherita and a funghi", "no onions on the second one"], ["1 margherita", "1 funghi -onions"]),
            (["a margherita and a coke", "extra olives on the margherita"], ["1 margherita ++olives", "1 coke"]),
            (["two caesar salads", "hold the dressing on one of the salads"], ["1 caesar", "1 caesar -dressing"]),
            (["a coke", "change the coke to a seven up"], ["1 sevenUp"]),
            (["two cokes", "I'd like seven ups instead of the cokes"], ["2 sevenUp"]),
            (["a large margherita", "another one"], ["2 margherita large"]),
            (["a margherita", "and can you add mushrooms"], ["1 margherita mushrooms"]),
            (["three cokes", "sorry just one coke"], ["1 coke"]),
            (["a margherita", "change it to a funghi"], ["1 funghi"]),
            (["a margherita", "cancel that"], []),
            (["a margherita with olives and a diavola", "take the olives off"], ["1 margherita -olives", "1 diavola"]),
            (["two margheritas", "make one of them a funghi"], ["1 margherita", "1 funghi"]),
            (["a large margherita", "two more of those please"], ["3 margherita large"]),
            (["a margherita and a tiramisu", "I don't want the tiramisu anymore"], ["1 margherita"]),
            (["two large margheritas", "I'll have diavolas instead"], ["2 diavola large"]),
            (["twelve cokes", "I said two cokes"], ["2 coke"]),
            (["a large margherita", "sorry I meant a funghi not a margherita"], ["1 funghi large"]),
            (["two margheritas and a coke", "the second one without basil"], ["1 coke", "1 margherita", "1 margherita -basil"]),
            (["a margherita", "no a funghi"], ["1 margherita", "1 funghi"]),
            (["a margherita and a funghi", "add onions to the margherita"], ["1 margherita onions", "1 funghi"]),
        ])
    func whatWasOrderedCanBeChanged(said: [String], cart: [String]) {
        var lines: [OrderLine] = []
        for utterance in said {
            for change in OrderReader(menu).changes(in: Utterance(utterance), cart: lines).changes {
                lines = menu.applying(change.value, to: lines)
            }
        }
        #expect(menu.words(lines).sorted() == cart.sorted())
    }

    @Test(arguments: ["how much is the tiramisu", "is the tiramisu fresh", "tell me about the tiramisu"])
    func whatAQuestionNamesIsAMention(said: String) {
        let reading = OrderReader(menu).changes(in: Utterance(said))
        #expect(reading.mentions.map(\.value.rawValue) == ["tiramisu"])
    }

    @Test func aNameThatSeveralItemsShareIsAsked() {
        let reading = OrderReader(menu).changes(in: Utterance("two salads please"))
        #expect(reading.changes.isEmpty)
        guard case .category("Salads", let items, let line)? = reading.doubts.first?.value else {
            Issue.record("the heading was not recognised: \(reading.doubts)")
            return
        }
        #expect(items.map(\.rawValue) == ["caesar", "greek"])
        #expect(line?.quantity == 2)
    }

    @Test func whatIsNotToBeHadIsNotOrdered() {
        let reading = OrderReader(menu).changes(in: Utterance("two lasagne please"))
        #expect(reading.changes.isEmpty)
        #expect(reading.doubts.map(\.value) == [.unavailable(OrderLine(item: .init("lasagne"), quantity: 2))])
    }

    @Test func whatIsNotOnTheMenuIsSaidToBeUnknownWithTheNearestNames() {
        let reading = OrderReader(menu).changes(in: Utterance("I'd like a tortellini"))
        #expect(reading.changes.isEmpty)
        guard case .unknown("tortellini", let nearest)? = reading.doubts.first?.value else {
            Issue.record("the unknown word was not noticed: \(reading.doubts)")
            return
        }
        #expect(nearest.isEmpty || nearest == [.init("tiramisu")])
    }

    @Test func anOptionThatTheItemHasNotIsADoubt() {
        let reading = OrderReader(menu).changes(in: Utterance("a greek salad with mushrooms"))
        #expect(reading.doubts.map(\.value) == [.optionNotOffered("mushrooms", item: .init("greek"))])
    }

    @Test(arguments: ["no", "yes please", "no thanks that's wrong number", "my name is John Doe", "five five five oh one oh one", "", "…"])
    func talkThatNamesNothingChangesNothing(said: String) {
        let reading = OrderReader(menu).changes(in: Utterance(said), cart: [OrderLine(item: .init("coke"))])
        #expect(reading.changes.isEmpty)
    }

    @Test func `one of them may be different`() {
        #expect(TrattoriaMenu.index.order(after: "two caesar salads and make one of them with chicken").count == 2)
        #expect(
            TrattoriaMenu.index.order(after: "two caesar salads, one with onions and chicken for the other")
                == ["1 caesar onions", "1 caesar chicken"])
    }

    @Test func `how big a thing is says nothing of how many`() {
        let drinks = CatalogueIndex(
            Catalogue(items: [
                CatalogueItem(
                    id: .init("latte"), name: "Latte", price: Money(minorUnits: 400, currency: "USD"),
                    optionGroups: [
                        OptionGroup(
                            id: .init("milk"), name: "Milk",
                            options: ["2% milk", "Oat milk", "Decaf", "Double"].map {
                                OptionGroup.Option(name: $0, priceDelta: Money(minorUnits: 0, currency: "USD"))
                            })
                    ])
            ]))
        #expect(drinks.order(after: "an 8 oz latte") == ["1 latte"])
        #expect(drinks.order(after: "a 2% latte") == ["1 latte 2% milk"])
        #expect(drinks.order(after: "a latte with two percent") == ["1 latte 2% milk"])
        #expect(drinks.order(after: "a double latte, decaffeinated") == ["1 latte double decaf"])
    }
}
