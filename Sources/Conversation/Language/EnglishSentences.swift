/// What the agent says whatever the business is, each in several wordings so that none is heard twice running.
enum Sentences {
    static let moreLines = ["Anything else?", "Would you like anything else?", "What else can I get you?"]
    static let anotherWish = ["Is there anything else?", "Anything else I can do for you?", "Can I do anything else for you?"]
    static let goodbye = ["Thank you for calling. Goodbye!", "Goodbye, and thank you!", "Take care. Goodbye!"]
    static let notSettledYet = ["Before you go: nothing is settled yet.", "One moment, it is not done yet."]
    static let wrongNumber = ["No problem. Goodbye!", "That happens. Goodbye!"]
    static let notUnderstood = ["Sorry, I didn't get that.", "I'm sorry, I didn't understand.", "I still didn't get that, sorry."]
    static let silent = ["Are you still there?", "I can't hear you at the moment.", "Hello, can you hear me?"]
    static let silentForLong = ["I can't hear anything, so I'm ending the call. Please call again. Goodbye!"]
    static let takeYourTime = ["Of course, take your time.", "Sure, I'm here.", "No hurry."]
    static let oneMoment = ["One moment, please.", "Just a moment, please.", "I'm on it, one moment."]
    static let earlierIsForPersons = ["That I can't change myself.", "To change that I'm not able, I'm afraid."]
    static let shallMove = ["Shall I move it there?", "Shall I change it to that?", "Is that right, and may I move it?"]
    static let phoneOfRecord = [
        "Which phone number is it under?", "What is the phone number that you gave?",
        "Please say the phone number digit by digit, or key it in.",
    ]
    static let nameOfRecord = ["And under what name?", "What name is it under?", "Please tell me the name it is under."]
    static let offerPerson = [
        "Shall I put you through to a person?", "Would you like to speak to a person instead?", "Shall I get a person on the line?",
    ]
    static let whatToChange = ["What shall I change?", "What would you like to change?", "Tell me what to change, please."]
    static let hearTheRest = ["So that you hear all of it:", "Before I do that, the rest of it:", "Let me finish that:"]
    static let spellYesOrNo = ["Please say yes or no.", "Just say yes or no, please.", "Is that a yes or a no?"]
    static let useLineNumber = ["shall I use it?", "may I use that number?", "is that the number to use?"]
    static let hello = ["Hello!", "Hi there!", "Good to hear from you!"]
    static let listening = ["I'm here.", "Yes, I'm listening.", "I can hear you."]
    static let gladly = ["Sure.", "Of course.", "Gladly."]
    static let noted = ["Got it.", "Noted.", "Thank you."]
    static let allRight = ["All right.", "No problem.", "Okay."]
    static let nothingFree = [
        "I have nothing free then. Which other day would suit you?",
        "There is nothing free at that time. Would another day or time suit you?",
        "Nothing is free then either. Which other day could you come?",
    ]
    static let slotTaken = [
        "I'm sorry, that time has just been taken.", "Somebody was a moment faster, that time is gone.",
        "That one is gone as well, I'm sorry.",
    ]
    /// Said when another agent is gone in the middle of a call.
    static let backAgain = [
        "I'm sorry, the connection was bad for a moment. I'm with you again.", "Sorry about that, we were cut off for a moment.",
    ]
    static let failed = [
        "I'm sorry, something went wrong on our side.", "I'm sorry, that did not work on our side.",
        "It failed again on our side, I'm sorry.",
    ]
    static let nobodyFree = [
        "I'm sorry, nobody can take the call just now.", "There is nobody free at the moment, I'm sorry.",
    ]
    static let spellName = [
        "I want to get that right. Could you spell your name?", "Please spell your name letter by letter.",
        "Could you spell it for me, please?",
    ]
    static let nameIsChecked = [
        "I'll note the name as I heard it, and that its spelling is to be checked.",
        "I'm sorry about that. I write the name down as I heard it, and somebody will check it.",
    ]
    /// Read by staff, beside the name.
    static let noteOfDoubtfulName = "The name was hard to hear: please check its spelling."
    static let cannotMakeOut = [
        "I'm sorry, I can't make that out.", "I don't seem to get that right, I'm sorry.", "I still can't make it out, sorry.",
    ]
    static let keyIn = [
        "Let's try the keys: please key it in, and press the hash key at the end.", "Please use the keys of your phone for that.",
        "Could you key that in, please?",
    ]
    static let restOfNumber = ["And the rest of the number?", "Go on, I'm listening.", "I have that so far. And then?"]
    static let areaCode = ["And the area code?", "Which area code is that?", "Please tell me the area code, or say that's all."]
    static let wholeNumber = [
        "That is not a whole phone number. Please say it again with the area code.",
        "I need the whole number with the area code, digit by digit.",
        "Please say or key in all the digits.",
    ]
    static let confirmDrop = ["Shall I drop the whole thing?", "Shall I forget everything so far?", "You want me to cancel all of it?"]
    static let startingOver = ["All right, from the beginning.", "Okay, let's start again."]
    static let cannotGoOn = ["Without it I can't go on, I'm sorry.", "I'm sorry, I can't do it without that."]
    static let stepBack = ["Then let me go back a step.", "Let's go back a step, then."]
    static let notSure = [
        "I'm not sure about that, I'm afraid.", "I'm afraid I don't know that.", "That is something I can't tell you, sorry.",
    ]
    static let soothing = [
        "I'm sorry this is frustrating. Let's get it done.", "I understand that you are upset, and I'm sorry.",
        "I'm sorry. I do want to help you.",
    ]
    static let askStaff = [
        "What is right for a diet I can't promise, so please check with our staff.", "For a diet please ask our staff, to be safe.",
    ]
    static let once = ["Sure.", "Of course.", "Once more."]

    static func keyInBirthDate(_ order: NumericDateOrder) -> [String] {
        let parts = order == .dayFirst ? "day and month" : "month and day"
        return [
            "Let's try the keys: please key in \(parts) with two digits each, and the year with four.",
            "Could you key it in: \(parts), two digits each, then the year?",
        ]
    }

    static func isNeeded(_ purpose: String) -> [String] {
        ["I understand. \(purpose) Without it I can't go on.", "\(purpose) I can't go on without it, I'm afraid."]
    }

    static func oneAfterTheOther(_ first: String) -> [String] {
        [
            "Let's finish \(first) first; then I take the next one.", "One after the other, please: \(first) first, then the next.",
            "First \(first), please. Right after it I can take another.",
        ]
    }

    static func isTo(_ address: String) -> [String] {
        ["Shall we bring it to \(address), like last time?", "Is it to \(address) again?", "Shall it go to \(address)?"]
    }

    static func isFor(_ name: String) -> [String] {
        ["Is it for \(name)?", "Shall I put it under \(name)?", "Do I have that right, it is for \(name)?"]
    }
}
