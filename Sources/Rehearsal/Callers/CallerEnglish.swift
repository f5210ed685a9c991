import Conversation
import Core

/// What callers say whatever they want: names, numbers, and the words around them.
enum CallerEnglish {
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]
    static let digits = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]

    static func name(using random: inout SeededRandom) -> Wanted {
        let first = random.element(of: firstNames) ?? ""
        let last = random.element(of: lastNames) ?? ""
        let name = random.chance(0.9) ? "\(first) \(last)" : first
        return Wanted(
            name,
            sayings: [
                name, name, "it's \(name)", "my name is \(name)", "\(name) please", "this is \(name)", "under \(name)",
                "the name is \(name)",
                "I'm \(name)",
            ], careful: name.split(separator: " ").map { spelled(String($0)) }.joined(separator: ", "))
    }

    /// "Ada, A D A".
    static func spelled(_ word: String) -> String {
        word.filter(\.isLetter).uppercased().map(String.init).joined(separator: " ")
    }

    static func phone(using random: inout SeededRandom) -> Wanted {
        let area = "\(random.one(of: 2, 3, 4, 6, 7, 9))\(random.number(below: 10))\(random.number(below: 10))"
        let office = "\(2 + random.number(below: 8))\(random.number(below: 10))\(random.number(below: 10))"
        let rest = (0..<4).map { _ in String(random.number(below: 10)) }.joined()
        let groups = [area, office, rest]
        let words = groups.map { spoken($0, zero: "zero") }
        let oh = groups.map { spoken($0, zero: "oh") }
        let plain = groups.joined(separator: " ")
        return Wanted(
            PhoneNumber(groups.joined())?.identity ?? plain,
            sayings: [
                plain, groups.joined(separator: "-"), oh.joined(separator: " "), words.joined(separator: ", "), "it's \(plain)",
                "my number is \(oh.joined(separator: " "))", "area code \(area), \(office) \(rest)", "you can reach me at \(plain)",
                groups.map(doubled).joined(separator: " "),
            ], careful: words.joined(separator: ", "))
    }

    static func spoken(_ figures: String, zero: String) -> String {
        figures.compactMap(\.wholeNumberValue).map { $0 == 0 ? zero : digits[$0] }.joined(separator: " ")
    }

    /// "four double five".
    private static func doubled(_ figures: String) -> String {
        var words: [String] = []
        var rest = figures.compactMap(\.wholeNumberValue)[...]
        while let digit = rest.popFirst() {
            let name = digit == 0 ? "oh" : digits[digit]
            if rest.first == digit {
                rest.removeFirst()
                words.append("double \(name)")
            } else {
                words.append(name)
            }
        }
        return words.joined(separator: " ")
    }

    static func address(using random: inout SeededRandom) -> Wanted {
        let number = 1 + random.number(below: random.one(of: 20, 100, 900))
        let street = "\(random.element(of: streets) ?? "") \(random.one(of: "Street", "Avenue", "Road", "Lane", "Drive"))"
        let flat = random.chance(0.2) ? " apartment \(1 + random.number(below: 20))" : ""
        let address = "\(number) \(street)\(flat)"
        return Wanted(
            address, sayings: [address, address, "to \(address)", "it's \(address)", "\(address) please", "my address is \(address)"])
    }

    /// A few words of any kind.
    static func remark(using random: inout SeededRandom) -> Wanted {
        let words = random.one(
            of: "Biscuit", "Pepper", "blue", "wholegrain", "Marble", "the side entrance", "Clover", "a spare key", "Domino")
        return Wanted(words, sayings: [words, "\(words) please", "it's \(words)"], careful: words)
    }

    /// What is wrong, by words that point to it.
    static func complaint(about words: [String], using random: inout SeededRandom) -> String {
        guard let first = words.first else { return random.one(of: "something is wrong here", "there is something I need looked at") }
        let second = words.dropFirst().first.map { random.one(of: ", also \($0)", " and \($0)", ", and there is \($0) as well") } ?? ""
        return random.one(
            of: "it's about \(first)\(second)", "I need somebody to look at something, \(first)\(second)",
            "I am calling because of \(first)\(second)", "we have had trouble here with \(first)\(second)",
            "the thing is, \(first)\(second)", "I keep running into this, \(first)\(second)",
            "could someone check something, \(first)\(second)")
    }

    static func circumstance(using random: inout SeededRandom) -> String {
        random.one(
            of: "it began this morning", "this has been going on for three days", "I have tried everything", "it was fine last week",
            "my colleague has the same", "it happens every single time")
    }

    /// A time of day in several ways; with the part of the day unless the hour is plain without.
    static func clock(_ time: LocalTime, isPlain: Bool) -> [String] {
        let hour = time.hour % 12 == 0 ? 12 : time.hour % 12
        let part = time.hour < 12 ? "am" : "pm"
        let figures = time.minute == 0 ? "\(hour)" : "\(hour):\(time.minute < 10 ? "0" : "")\(time.minute)"
        let sure = ["\(figures) \(part)", "\(figures)\(part)"]
        guard isPlain else { return sure }
        let words = Spoken.number(hour) + (time.minute == 0 ? "" : " " + Spoken.number(time.minute))
        return sure + [Spoken.time(time), words, figures]
    }

    private static let firstNames = [
        "Ada", "Bernard", "Carmen", "Dmitri", "Edith", "Farid", "Grace", "Hiroshi", "Ingrid", "Jamal", "Katherine", "Leo", "Maria", "Nadia",
        "Oscar", "Priya", "Quentin", "Rosa", "Samuel", "Teresa", "Ursula", "Victor", "Wendy", "Xavier", "Yasmin", "Zoe", "Alan", "Barbara",
        "Claude", "Dorothy", "Emil", "Frances", "Gordon", "Hedy", "Ivan", "Joan", "Kurt", "Linda", "Marcus", "Niklas", "Olivia", "Peter",
        "Rachel", "Stefan", "Tina", "Ulrich", "Vera", "Walter", "Siobhan", "Thomas",
    ]
    private static let lastNames = [
        "Abbott", "Bauer", "Castillo", "Dalton", "Eriksson", "Fischer", "Gallagher", "Hopper", "Ibrahim", "Jansen", "Kowalski", "Lamarr",
        "Moreau", "Novak", "O'Brien", "Patel", "Quinn", "Rossi", "Schneider", "Turing", "Underwood", "Vargas", "Whitaker", "Yamamoto",
        "Zimmerman", "Andersen", "Bianchi", "Chandra", "Dubois", "Ellison", "Fleming", "Gupta", "Hamilton", "Ivanov", "Jimenez", "Keller",
        "Lovelace", "Mitchell", "Nguyen", "Okafor", "Pereira", "Ramirez", "Sullivan", "Tanaka", "Vogel", "Winters",
    ]
    private static let streets = [
        "Main", "Oak", "Maple", "Cedar", "Elm", "Washington", "Lake", "Hill", "Walnut", "Spring", "North", "Ridge", "Church", "Willow",
        "Mill", "River", "Sunset", "Railroad", "Jackson", "Highland", "Forest", "Chestnut", "Franklin", "Garden",
    ]
}
