import Core
import Foundation

@testable import Conversation

/// Businesses as the seeds describe them: sizes with a default, ingredients as options, toppings that cost, hours with a break.
extension Businesses {
    static let pizzaPalace = BusinessFacts(
        name: "Mario's Pizza Palace", kind: .restaurant, timeZone: newYork, phone: PhoneNumber("+12125550130"),
        hours: week([.monday, .tuesday, .wednesday, .thursday, .friday, .saturday], [(660, 1320)], sunday: [(720, 1260)]),
        catalogue: Catalogue(
            items: [
                palacePizza("Margherita Pizza", 1899, basis: ["tomato sauce", "mozzarella", "basil"]),
                palacePizza("Pepperoni Pizza", 2199, basis: ["tomato sauce", "mozzarella", "pepperoni"]),
                CatalogueItem(
                    id: .init("caesar"), name: "Caesar Salad", category: "Salads", price: dollars(1299),
                    optionGroups: [
                        parts("salad", ["dressing", "croutons", "parmesan", "anchovies"]), extras("extras", [("grilled chicken", 400)]),
                    ], allergens: ["gluten", "egg", "fish", "milk"],
                    description: "Romaine lettuce with croutons, parmesan, anchovies and Caesar dressing"),
                CatalogueItem(
                    id: .init("bread"), name: "Garlic Bread", category: "Appetizers", price: dollars(899), allergens: ["gluten", "milk"],
                    description: "Toasted bread with garlic butter and parsley"),
                CatalogueItem(
                    id: .init("tiramisu"), name: "Tiramisu", category: "Desserts", price: dollars(799),
                    allergens: ["gluten", "egg", "milk"], description: "Ladyfingers, espresso, mascarpone and cocoa"),
            ],
            categories: [.init(name: "Pizza"), .init(name: "Salads"), .init(name: "Appetizers"), .init(name: "Desserts")]))

    static let surgery = BusinessFacts(
        name: "Dr. Sarah Smith Clinic", kind: .appointment, timeZone: newYork, phone: PhoneNumber("+12125550131"),
        hours: week(workdays, [(540, 750), (810, 1050)]),
        services: [
            Service(
                id: .init("consultation"), name: "General Consultation", aliases: ["see the doctor", "consultation"], durationMinutes: 30,
                price: dollars(15000)),
            Service(
                id: .init("checkup"), name: "Annual Checkup", aliases: ["physical", "check up", "yearly exam"], durationMinutes: 45,
                price: dollars(20000)),
            Service(
                id: .init("blood"), name: "Blood Test", aliases: ["blood work", "lab work"], durationMinutes: 15, price: dollars(5000)),
            Service(
                id: .init("vaccination"), name: "Vaccination", aliases: ["shot", "vaccine", "jab"], durationMinutes: 15,
                price: dollars(7500)),
        ])

    static let techSupport = BusinessFacts(
        name: "TechSupport Pro", kind: .support, timeZone: newYork, phone: PhoneNumber("+12125550132"),
        hours: week(workdays, [(480, 1200)]),
        categories: [
            SupportCategory(
                id: .init("technical"), name: "Technical Issues",
                keywords: [
                    "not working", "broken", "crash", "crashes", "error", "slow", "freezes", "won't start", "turn on", "blue screen",
                    "internet", "wifi", "printer", "laptop", "computer", "screen", "install", "update", "virus",
                ], priority: .high),
            SupportCategory(
                id: .init("billing"), name: "Billing Questions",
                keywords: ["bill", "invoice", "charge", "charged", "refund", "payment", "subscription", "credit card", "price", "receipt"],
                priority: .medium),
            SupportCategory(
                id: .init("account"), name: "Account Access",
                keywords: ["log in", "login", "locked out", "password", "account", "sign in", "two factor", "username", "reset"],
                priority: .high),
            SupportCategory(
                id: .init("general"), name: "General Inquiry",
                keywords: ["question", "information", "wondering", "opening hours", "how do I"], priority: .low),
        ])

    private static let workdays: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]

    private static func week(_ days: [Weekday], _ intervals: [(Int, Int)], sunday: [(Int, Int)] = []) -> OpeningHours {
        func hours(_ intervals: [(Int, Int)]) -> [OpeningHours.Interval] { intervals.map { .init(opens: $0.0, closes: $0.1) } }
        var weekly = Dictionary(uniqueKeysWithValues: days.map { ($0, hours(intervals)) })
        if !sunday.isEmpty { weekly[.sunday] = hours(sunday) }
        return OpeningHours(weekly: weekly)
    }

    private static func palacePizza(_ name: String, _ price: Int, basis: [String]) -> CatalogueItem {
        let sizes = ["small", "medium", "large"].map {
            OptionGroup.Option(name: $0, priceDelta: dollars(0), isDefault: $0 == "medium")
        }
        return CatalogueItem(
            id: .init(name), name: name, category: "Pizza", price: dollars(price),
            optionGroups: [
                OptionGroup(id: .init("\(name)-0"), name: "Size", role: .size, maximum: 1, options: sizes), parts("\(name)-1", basis),
                extras(
                    "\(name)-2",
                    [
                        ("mushrooms", 150), ("olives", 150), ("onions", 100), ("green peppers", 100), ("cheese", 200), ("sausage", 200),
                        ("ham", 200),
                    ]),
            ], allergens: ["gluten", "milk"], description: "With " + basis.formatted(.list(type: .and)))
    }

    private static func parts(_ id: String, _ names: [String]) -> OptionGroup {
        OptionGroup(
            id: .init(id), name: "On it", options: names.map { .init(name: $0, priceDelta: dollars(0), isDefault: true) })
    }

    private static func extras(_ id: String, _ options: [(String, Int)]) -> OptionGroup {
        OptionGroup(id: .init(id), name: "Toppings", options: options.map { .init(name: $0.0, priceDelta: dollars($0.1)) })
    }
}
