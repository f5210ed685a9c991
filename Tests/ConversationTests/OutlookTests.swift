import Core
import Testing

@testable import Conversation

/// Whether a caller who pauses has finished.
@Suite struct OutlookTests {
    @Test(arguments: [
        ("five five five", Outlook.incomplete), ("five five five double oh", .incomplete), ("415 555 0101", .complete),
        ("it's 415 555 0101.", .complete), ("I don't have one", .open), ("my number is", .incomplete),
    ])
    func `a number that is asked for is waited for until it is whole`(text: String, outlook: Outlook) {
        var call = CallPlayer(Businesses.trattoria)
        for words in ["two large margheritas", "that's it", "pickup", "Ada Lovelace"] { call.say(words) }
        #expect(call.dialogue.outlook(of: [Hypothesis(text)], at: Businesses.friday) == outlook)
    }

    @Test(arguments: [
        ("two margheritas and", Outlook.incomplete), ("two margheritas and um.", .incomplete), ("two margheritas...", .incomplete),
        ("two margheritas", .open), ("That's all I have in.", .open),
    ])
    func `who ends on an and has not finished`(text: String, outlook: Outlook) {
        let call = CallPlayer(Businesses.trattoria)
        #expect(call.dialogue.outlook(of: [Hypothesis(text)], at: Businesses.friday) == outlook)
    }

    @Test func `a judgement leaves the conversation as it was`() {
        let call = CallPlayer(Businesses.trattoria)
        let before = call.dialogue.state
        _ = call.dialogue.outlook(of: [Hypothesis("two margheritas and")], at: Businesses.friday)
        #expect(call.dialogue.state == before)
    }

    @Test(arguments: [
        ("Mm-hm.", true), ("uh-huh", true), ("Okay.", true), ("yeah, right", true), ("I see.", true), ("okay stop", false), ("no", false),
        ("yes but no onions", false), ("", false), ("one", false),
    ])
    func `a sign of listening takes no turn`(text: String, isListening: Bool) {
        #expect(Backchannel.isListening(text) == isListening)
    }
}
