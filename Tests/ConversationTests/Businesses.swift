import Core
import Foundation

@testable import Conversation

/// The businesses whose calls the tests listen to.
enum Businesses {
    static let newYork = TimeZone(identifier: "America/New_York") ?? .gmt

    /// Friday, ten in the morning in New York.
    static let friday = Date(timeIntervalSince1970: 1_767_970_800)

    static let trattoria = BusinessFacts(
        name: "Trattoria Lucia", kind: .restaurant, timeZone: newYork, phone: PhoneNumber("+12125550100"), hours: everyDay(11, 22),
        catalogue: Catalogue(
            items: [
                CatalogueItem(
                    id: .init("margherita"), name: "Margherita Pizza", category: "Pizza", price: dollars(1899), aliases: ["margarita"],
                    optionGroups: [sizes, toppings], allergens: ["gluten", "dairy"], description: "Tomato sauce, mozzarella and basil."),
                CatalogueItem(
                    id: .init("pepperoni"), name: "Pepperoni Pizza", category: "Pizza", price: dollars(2199),
                    optionGroups: [sizes, toppings],
                    description: "Tomato sauce, mozzarella and pepperoni."),
                CatalogueItem(
                    id: .init("caesar"), name: "Caesar Salad", category: "Salads", price: dollars(1299), optionGroups: [dressings],
                    description: "Romaine lettuce, croutons and parmesan."),
                CatalogueItem(id: .init("bread"), name: "Garlic Bread", category: "Sides", price: dollars(899)),
                CatalogueItem(id: .init("tiramisu"), name: "Tiramisu", category: "Desserts", price: dollars(799), allergens: ["eggs"]),
                CatalogueItem(
                    id: .init("funghi"), name: "Funghi", category: "Pizza", price: dollars(1450), description: "Mushrooms and thyme."),
                CatalogueItem(id: .init("panna-cotta"), name: "Panna Cotta", category: "Desserts", price: dollars(650), isAvailable: false),
            ],
            categories: [
                .init(name: "Pizza", words: ["pizza", "pizzas"]), .init(name: "Salads", words: ["salad", "salads"]),
                .init(name: "Sides", words: ["side", "sides"]), .init(name: "Desserts", words: ["dessert", "desserts"]),
            ]))

    static let clinic = BusinessFacts(
        name: "Dr. Hall's clinic", kind: .appointment, timeZone: newYork, phone: PhoneNumber("+12125550110"),
        hours: OpeningHours(
            weekly: Dictionary(
                uniqueKeysWithValues: [Weekday.monday, .tuesday, .wednesday, .thursday, .friday].map {
                    ($0, [OpeningHours.Interval(opens: 540, closes: 1020)])
                })),
        services: [
            Service(
                id: .init("consultation"), name: "General Consultation", aliases: ["see the doctor"], durationMinutes: 30,
                price: dollars(15000)),
            Service(
                id: .init("checkup"), name: "Annual Checkup", aliases: ["check up", "physical"], durationMinutes: 45,
                price: dollars(20000)),
            Service(id: .init("blood"), name: "Blood Test", durationMinutes: 15, price: dollars(5000)),
            Service(
                id: .init("vaccination"), name: "Vaccination", aliases: ["shot", "vaccine"], durationMinutes: 15, price: dollars(7500)),
        ])

    static let helpDesk = BusinessFacts(
        name: "Harbour Help Desk", kind: .support, timeZone: newYork, phone: PhoneNumber("+12125550120"),
        categories: [
            SupportCategory(
                id: .init("technical"), name: "Technical Issues",
                keywords: ["laptop", "computer", "screen", "turn on", "crash", "crashes", "not working", "printer", "error", "slow"],
                priority: .high),
            SupportCategory(
                id: .init("billing"), name: "Billing Questions", keywords: ["bill", "invoice", "charged", "payment", "refund"],
                priority: .medium),
            SupportCategory(
                id: .init("account"), name: "Account Access", keywords: ["password", "locked out", "log in", "login", "account"],
                priority: .high),
            SupportCategory(id: .init("general"), name: "General Inquiry", keywords: ["question", "information"], priority: .low),
        ])

    /// Declares its own workflow, with a slot of almost every type.
    static let kennel = BusinessFacts(
        name: "Happy Paws Kennel", kind: .custom, timeZone: newYork, phone: PhoneNumber("+12125550130"),
        workflow: WorkflowDeclaration(
            name: "boarding", title: "Boarding", record: "booking", confirmation: "We look forward to meeting you both.",
            slots: [
                SlotDeclaration(name: "pet_name", label: "Pet's name", type: .text, prompts: ["What is your pet called?"]),
                SlotDeclaration(
                    name: "kind", label: "Kind of pet", type: .choice,
                    choices: [.init(name: "Dog", aliases: ["puppy"]), .init(name: "Cat", aliases: ["kitten"]), .init(name: "Rabbit")]),
                SlotDeclaration(name: "nights", label: "Number of nights", type: .number, minimum: 1, maximum: 8, whole: true),
                SlotDeclaration(name: "first_day", label: "First day", type: .date, earliest: .days(0), latest: .days(90)),
                SlotDeclaration(name: "drop_off", label: "Drop-off time", type: .time, earliest: .time("08:00"), latest: .time("18:00")),
                SlotDeclaration(name: "special_food", label: "Special food", type: .yesNo, prompts: ["Does it need special food?"]),
                SlotDeclaration(
                    name: "which_food", label: "Food", type: .text, prompts: ["Which food?"],
                    when: .init(slot: "special_food", isOneOf: ["yes"])),
                SlotDeclaration(name: "chip", label: "Chip code", type: .code, format: "A9-9999"),
                SlotDeclaration(
                    name: "extras", label: "Extras", type: .list, required: false, choices: [.init(name: "Bath"), .init(name: "Walks")]),
                SlotDeclaration(name: "deposit", label: "Deposit", type: .money, required: false, minimum: 0),
            ]))

    /// Asks for somebody else's number, and for no contact of the caller.
    static let club = BusinessFacts(
        name: "Harbour Rowing Club", kind: .custom, timeZone: TimeZone(identifier: "Europe/London") ?? .gmt,
        workflow: WorkflowDeclaration(
            name: "trial", title: "Trial row", record: "trial", contact: false,
            slots: [
                SlotDeclaration(
                    name: "emergency_phone", label: "Emergency phone", type: .phone, prompts: ["Which number do we call in an emergency?"])
            ]))

    /// The trattoria, moved: where it is tells how its callers say their numbers.
    static func trattoria(in zone: String, phone: String? = nil) -> BusinessFacts {
        var facts = trattoria
        facts.timeZone = TimeZone(identifier: zone) ?? .gmt
        facts.phone = phone.flatMap { PhoneNumber($0) }
        return facts
    }

    static func dollars(_ cents: Int) -> Money { Money(minorUnits: cents, currency: "USD") }

    private static func everyDay(_ opens: Int, _ closes: Int) -> OpeningHours {
        OpeningHours(
            weekly: Dictionary(
                uniqueKeysWithValues: Weekday.allCases.map { ($0, [OpeningHours.Interval(opens: opens * 60, closes: closes * 60)]) }))
    }

    private static let sizes = OptionGroup(
        id: .init("size"), name: "Size", role: .size, maximum: 1,
        options: ["Small", "Medium", "Large"].map { OptionGroup.Option(name: $0, priceDelta: dollars(0)) })

    private static let toppings = OptionGroup(
        id: .init("toppings"), name: "Toppings",
        options: [
            .init(name: "Basil", priceDelta: dollars(0), isDefault: true), .init(name: "Mushrooms", priceDelta: dollars(150)),
            .init(name: "Onions", priceDelta: dollars(100)), .init(name: "Extra Cheese", priceDelta: dollars(200)),
        ])

    private static let dressings = OptionGroup(
        id: .init("dressing"), name: "Dressing", options: [.init(name: "Dressing", priceDelta: dollars(0), isDefault: true)])
}
