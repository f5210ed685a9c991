extension CallerEnglish {
    static func wanting(using random: inout SeededRandom) -> String {
        random.one(
            of: "I'd like", "can I get", "could I have", "I'll have", "I would like to order", "give me", "let me get", "I want",
            "can I have",
            "I'll take", "we'd like", "may I have")
    }

    static func thatIsAll(using random: inout SeededRandom) -> String {
        random.one(
            of: "that's all", "that's it", "no, that's all", "no thanks", "nope", "that'll be all", "no that's everything", "nothing else",
            "that's everything, thanks", "no, that's it thank you", "I'm good")
    }

    static func yes(using random: inout SeededRandom) -> String {
        random.one(
            of: "yes", "yes please", "yeah", "yep", "that's right", "correct", "sure", "sounds good", "perfect", "yes that's correct",
            "go ahead", "okay", "yes, thank you", "that's perfect", "please do")
    }

    static func leaving(using random: inout SeededRandom) -> String {
        random.one(
            of: "no thanks", "no, that's all, thank you", "no, bye", "that's it, thanks", "no thank you, goodbye", "nope, bye bye",
            "thanks, bye")
    }

    static func pause(using random: inout SeededRandom) -> String {
        random.one(
            of: "sorry, what was that", "could you repeat that", "hold on a second", "one moment please", "say that again please", "pardon",
            "just a second", "sorry")
    }

    static func personPlease(using random: inout SeededRandom) -> String {
        random.one(
            of: "can I speak to a person", "I want to talk to a human", "put me through to somebody please", "a real person please",
            "can I talk to somebody", "I'd rather speak to someone")
    }

    static func callingOff(using random: inout SeededRandom) -> String {
        random.one(
            of: "never mind", "forget it", "actually cancel that", "cancel everything please", "I changed my mind, cancel it", "leave it")
    }

    static func filler(using random: inout SeededRandom) -> String {
        random.one(of: "um,", "uh,", "well,", "so,", "okay so,", "let me see,", "hmm,", "yeah so,")
    }

    /// What has nothing to do with it, before.
    static func preamble(using random: inout SeededRandom) -> String {
        random.one(
            of: "hi there, how are you doing, so", "hello, yes, good to hear somebody,", "hey, it is my first time calling here,",
            "sorry it is a bit loud here,", "right, so my wife and I were talking and", "you know what,", "okay let me think,",
            "a friend told me about you and", "it has been such a long day,")
    }

    /// What has nothing to do with it, after.
    static func afterthought(using random: inout SeededRandom) -> String {
        random.one(
            of: "if that's okay", "that would be great", "thank you so much", "if you don't mind", "you know", "I think",
            "please and thank you",
            "that would be lovely")
    }
}
