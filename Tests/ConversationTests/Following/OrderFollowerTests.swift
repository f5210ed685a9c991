import Conversation
import Core
import Testing

@Suite struct OrderFollowerTests {
    /// What is ordered after turns of caller and agent in alternation.
    private func ordered(_ turns: String...) -> OrderFollower {
        var follower = OrderFollower(TrattoriaMenu.index)
        for (index, turn) in turns.enumerated() {
            if index.isMultiple(of: 2) { follower.caller(turn) } else { follower.agent(turn) }
        }
        return follower
    }

    private func written(_ follower: OrderFollower) -> [String] {
        follower.lines.map { line in
            (["\(line.quantity)", line.item.rawValue] + line.options.map(\.wording).sorted()).joined(separator: " ")
        }
    }

    @Test func `turns add up to an order and how it is handed over`() {
        let follower = ordered("a large funghi please", "Anything else?", "and two cokes to go")
        #expect(written(follower) == ["1 funghi large", "2 coke"])
        #expect(follower.type == .takeaway)
    }

    @Test func `an order said again is still one order`() {
        let follower = ordered("a latte with a shot", "Could you say that again, please?", "sure, a latte and a shot in it")
        #expect(written(follower) == ["1 latte espresso shot"])
    }

    @Test func `the same after "anything else" is a second one`() {
        #expect(written(ordered("a latte", "Anything else?", "a latte with a shot")) == ["1 latte", "1 latte espresso shot"])
    }

    @Test func `what is said after the read-back completes the line`() {
        let follower = ordered("a caesar salad", "One Caesar salad?", "yes, a caesar salad with chicken")
        #expect(written(follower) == ["1 caesar chicken"])
    }

    @Test func `another one is one more`() {
        let follower = ordered("a caesar salad", "Anything else?", "another caesar salad with chicken")
        #expect(written(follower) == ["1 caesar", "1 caesar chicken"])
    }

    @Test func `a yes takes what was offered, a no does not`() {
        #expect(written(ordered("a greek salad", "Would you like chicken with that?", "yes please")) == ["1 greek chicken"])
        #expect(written(ordered("a greek salad", "Would you like chicken with that?", "no thanks")) == ["1 greek"])
    }
}
