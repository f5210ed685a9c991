import Conversation
import Core
import Testing

@Suite struct CallFollowerTests {
    /// Guided tours, followed on Tuesday, March 10, 2026.
    private static let tours = [
        FollowedSlot(name: "guide_name", label: "Guide name", kind: .name(choices("Marta Oliveira", "Jonas Lindqvist", "Priya Raman"))),
        FollowedSlot(name: "town", label: "Town", kind: .place(choices("Lisbon", "Porto", "Sintra")), use: .search),
        FollowedSlot(name: "tour_date", label: "Tour date", kind: .date),
        FollowedSlot(name: "tour_time", label: "Tour time", kind: .time),
        FollowedSlot(name: "group_size", label: "Group size", kind: .value(.people), use: .optional, fallback: "2"),
        FollowedSlot(name: "has_wheelchair_access", label: "Has wheelchair access", kind: .flag, use: .search),
    ]

    private static func choices(_ names: String...) -> [Slot.Choice] { names.map { Slot.Choice(id: $0, name: $0) } }

    private static let listener = SlotListener(tours)

    private func follower() throws -> CallFollower {
        let date = try #require(LocalDate(year: 2026, month: 3, day: 10))
        let time = try #require(LocalTime(hour: 9))
        return CallFollower(Self.listener, at: DateTimeReader(reference: LocalDateTime(date, time)))
    }

    private func given(_ mentions: [SlotMention]) -> [Slot.Name: String] {
        Dictionary(mentions.map { ($0.slot, $0.value) }) { $1 }
    }

    /// Up to the read-back: Marta on the 12th at three.
    private func readBack() throws -> CallFollower {
        var follower = try follower()
        _ = follower.caller("Hi, I'd like a tour in Sintra")
        follower.agent("I can offer you Marta Oliveira. Would that suit you?")
        _ = follower.caller("lovely, can she do the twelfth at 3 pm")
        follower.agent("Please confirm: Marta Oliveira on March 12th at 3 pm for 2 people.")
        return follower
    }

    private let settled: [Slot.Name: String] = [
        "guide_name": "Marta Oliveira", "tour_date": "2026-03-12", "tour_time": "15:00", "group_size": "2",
    ]

    @Test func `what the caller gives is heard in any order`() throws {
        var follower = try follower()
        let said = follower.caller("a tour of Porto for four people this Saturday at ten in the morning, with Priya Raman")
        #expect(
            given(said) == [
                "town": "Porto", "group_size": "4", "tour_date": "2026-03-14", "tour_time": "10:00", "guide_name": "Priya Raman",
            ])
    }

    @Test func `a yes to the read-back and the word that it is done settle it`() throws {
        var follower = try readBack()
        #expect(follower.settlement == nil)
        _ = follower.caller("yes, that's right")
        follower.agent("Your tour has been booked. Anything else?")
        #expect(follower.settlement?.values == settled)
    }

    @Test func `a correction after the read-back counts, and all else stays`() throws {
        var follower = try readBack()
        _ = follower.caller("no, make it half past four")
        follower.agent("So that is March 12th at 4:30 pm, correct?")
        _ = follower.caller("perfect")
        follower.agent("The booking is confirmed.")
        #expect(follower.settlement?.values == settled.merging(["tour_time": "16:30"]) { $1 })
    }

    @Test func `what could not be booked is not settled`() throws {
        var follower = try readBack()
        _ = follower.caller("yes please")
        follower.agent("I'm sorry, I was unable to book it. Can I help you with anything else?")
        _ = follower.caller("no, thanks")
        follower.agent("Have a nice day.")
        #expect(follower.settlement == nil)
    }

    @Test func `an offer in place of what could not be had counts once it is accepted`() throws {
        var follower = try readBack()
        _ = follower.caller("yes please")
        follower.agent("Sorry, that time is already taken. Would 5 pm work for you?")
        _ = follower.caller("sure, that's fine")
        follower.agent("Great, it is booked.")
        #expect(follower.settlement?.values == settled.merging(["tour_time": "17:00"]) { $1 })
    }

    @Test func `a recogniser without punctuation is enough`() throws {
        var follower = try readBack()
        _ = follower.caller("yes please do you have a map")
        follower.agent("sorry i could not book three would a tour at five work for you we do have maps")
        _ = follower.caller("sure")
        follower.agent("it is booked do you need anything else")
        #expect(follower.settlement?.values == settled.merging(["tour_time": "17:00"]) { $1 })
    }

    @Test func `a street number is no time`() throws {
        var follower = try follower()
        follower.agent("We meet at 1030 Garden Street.")
        #expect(follower.values["tour_time"] == nil)
    }

    @Test func `a second matter is settled after the first`() throws {
        var follower = try readBack()
        _ = follower.caller("yes")
        follower.agent("That's booked.")
        _ = follower.caller("and another one on the fourteenth at ten in the morning with Priya Raman")
        follower.agent("So Priya Raman on March 14th at 10 am for 2 people?")
        _ = follower.caller("exactly")
        follower.agent("Done, it is booked.")
        #expect(follower.settlement?.values["guide_name"] == "Priya Raman")
        #expect(follower.settlement?.values["tour_date"] == "2026-03-14")
    }

    @Test func `an offer that was refused leaves nothing behind`() throws {
        var follower = try follower()
        follower.agent("How about Jonas Lindqvist?")
        _ = follower.caller("I'd rather have somebody else")
        #expect(follower.values["guide_name"] == nil)
    }

    @Test func `a part of a name means the one that is spoken of`() throws {
        var follower = try follower()
        follower.agent("Jonas Lindqvist would be free.")
        #expect(follower.caller("okay, Jonas then").isEmpty)
        #expect(follower.values["guide_name"] == "Jonas Lindqvist")
    }

    @Test func `a question about what is offered gives nothing`() throws {
        var follower = try follower()
        follower.agent("Marta Oliveira would be free.")
        #expect(given(follower.caller("does it have wheelchair access?")) == [:])
        #expect(given(follower.caller("I need wheelchair access")) == ["has_wheelchair_access": "True"])
    }

    @Test func `a bare number answers what was asked`() throws {
        var follower = try follower()
        follower.agent("How many people will you be?")
        #expect(given(follower.caller("six")) == ["group_size": "6"])
        follower.agent("And at what time?")
        #expect(follower.caller("ten").map(\.slot) == ["tour_time"])
    }

    @Test func `who does not mind says so`() throws {
        var follower = try follower()
        follower.agent("Which town would you like to see?")
        #expect(given(follower.caller("oh, I don't mind")) == ["town": SlotMention.indifferent])
    }

    @Test func `a goodbye names no day`() throws {
        var follower = try follower()
        #expect(follower.caller("no, that's all for today, bye").isEmpty)
    }

    @Test func `the slots of a workflow fill while a person has the conversation`() throws {
        let slots = [
            Slot(name: "pet", label: "Pet", kind: .choice(Self.choices("Cat", "Dog"), saidBy: .phrases), explanation: ""),
            Slot(name: "arrival", label: "Arrival", kind: .date(.init()), explanation: ""),
            Slot(name: "customer_name", label: "Name", kind: .personName, explanation: ""),
            Slot(name: "customer_phone", label: "Phone number", kind: .phone, explanation: ""),
        ]
        let date = try #require(LocalDate(year: 2026, month: 3, day: 10))
        let time = try #require(LocalTime(hour: 9))
        var follower = CallFollower(
            SlotListener(slots.compactMap { FollowedSlot($0) }), at: DateTimeReader(reference: LocalDateTime(date, time)))
        _ = follower.caller("my dog needs a place from the twentieth of March")
        follower.agent("Sure. What's your name?")
        _ = follower.caller("Nora Velde")
        follower.agent("And a number where we can reach you, Nora?")
        _ = follower.caller("it's 415 555 0134")
        #expect(
            follower.values == [
                "pet": "Dog", "arrival": "2026-03-20", "customer_name": "Nora Velde", "customer_phone": "4155550134",
            ])
    }
}
