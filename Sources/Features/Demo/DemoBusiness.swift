import Conversation
import Core
import Foundation

/// One of the three businesses that a fresh platform shows: the seeds' names, menus, services, categories and customers.
public struct DemoBusiness: Sendable {
    public let registration: RegistrationRequest
    let hours: HoursDocument
    let menu: [MenuItemDocument]
    let services: [ServiceDocument]
    let categories: [SupportCategoryDocument]
    let customers: [Customer]

    public static let all = [restaurant, clinic, helpDesk]

    private static let restaurant = DemoBusiness(
        registration: RegistrationRequest(
            businessName: "Mario's Pizza Palace", businessType: "restaurant", subdomain: "mario-pizza", email: "demo@mario-pizza.com",
            phone: "+1-555-PIZZA", plan: "Professional", demoAccount: true),
        hours: HoursDocument(weekly: [
            "monday": ["11:00-22:00"], "tuesday": ["11:00-22:00"], "wednesday": ["11:00-22:00"], "thursday": ["11:00-22:00"],
            "friday": ["11:00-23:00"], "saturday": ["11:00-23:00"], "sunday": ["12:00-21:00"],
        ]),
        menu: [
            pizza("Margherita Pizza", cents(1899), basis: ["tomato sauce", "mozzarella", "basil"]),
            pizza("Pepperoni Pizza", cents(2199), basis: ["tomato sauce", "mozzarella", "pepperoni"]),
            MenuItemDocument(
                name: "Caesar Salad", price: cents(1299), category: "Salads",
                optionGroups: [
                    MenuItemDocument.Group(name: "Salad", options: parts(["dressing", "croutons", "parmesan", "anchovies"])),
                    MenuItemDocument.Group(name: "Extras", options: [extra("grilled chicken", 4)]),
                ], allergens: ["gluten", "egg", "fish", "milk"],
                description: "Romaine lettuce with croutons, parmesan, anchovies and Caesar dressing"),
            MenuItemDocument(
                name: "Garlic Bread", price: cents(899), category: "Appetizers", allergens: ["gluten", "milk"],
                description: "Toasted bread with garlic butter and parsley"),
            MenuItemDocument(
                name: "Tiramisu", price: cents(799), category: "Desserts", allergens: ["gluten", "egg", "milk"],
                description: "Ladyfingers, espresso, mascarpone and cocoa"),
        ],
        services: [], categories: [], customers: sampleCustomers)

    private static let clinic = DemoBusiness(
        registration: RegistrationRequest(
            businessName: "Dr. Sarah Smith Clinic", businessType: "appointment", subdomain: "dr-smith", email: "demo@dr-smith-clinic.com",
            phone: "+1-555-DOCTOR", plan: "Professional", demoAccount: true),
        hours: officeHours(["09:00-12:30", "13:30-17:30"]), menu: [],
        services: [
            ServiceDocument(name: "General Consultation", duration: 30, price: 150, aliases: ["see the doctor", "consultation"]),
            ServiceDocument(name: "Annual Checkup", duration: 45, price: 200, aliases: ["physical", "check up", "yearly exam"]),
            ServiceDocument(name: "Blood Test", duration: 15, price: 50, aliases: ["blood work", "lab work"]),
            ServiceDocument(name: "Vaccination", duration: 15, price: 75, aliases: ["shot", "vaccine", "jab"]),
        ],
        categories: [], customers: sampleCustomers)

    private static let helpDesk = DemoBusiness(
        registration: RegistrationRequest(
            businessName: "TechSupport Pro", businessType: "support", subdomain: "techsupport", email: "demo@techsupport-pro.com",
            phone: "+1-555-HELP", plan: "Professional", demoAccount: true),
        hours: officeHours(["08:00-20:00"]), menu: [], services: [],
        categories: [
            SupportCategoryDocument(
                name: "Technical Issues", priority: .high,
                keywords: [
                    "not working", "broken", "crash", "crashes", "error", "slow", "freezes", "won't start", "turn on", "blue screen",
                    "internet", "wifi", "printer", "laptop", "computer", "screen", "install", "update", "virus",
                ]),
            SupportCategoryDocument(
                name: "Billing Questions", priority: .medium,
                keywords: ["bill", "invoice", "charge", "charged", "refund", "payment", "subscription", "credit card", "price", "receipt"]),
            SupportCategoryDocument(
                name: "Account Access", priority: .high,
                keywords: ["log in", "login", "locked out", "password", "account", "sign in", "two factor", "username", "reset"]),
            SupportCategoryDocument(
                name: "General Inquiry", priority: .low, keywords: ["question", "information", "wondering", "opening hours", "how do I"]),
        ],
        customers: sampleCustomers)

    private static let sampleCustomers = [
        ("John Doe", "+1-555-0101", "john@example.com"), ("Jane Smith", "+1-555-0102", "jane@example.com"),
        ("Bob Wilson", "+1-555-0103", "bob@example.com"),
    ].compactMap { name, phone, email in
        PhoneNumber(phone).map { Customer(name: name, phone: $0, email: email) }
    }

    private static func officeHours(_ intervals: [String]) -> HoursDocument {
        HoursDocument(
            weekly: Dictionary(uniqueKeysWithValues: ["monday", "tuesday", "wednesday", "thursday", "friday"].map { ($0, intervals) }))
    }

    private static func pizza(_ name: String, _ price: Decimal, basis: [String]) -> MenuItemDocument {
        let sizes = ["small", "medium", "large"].map { MenuItemDocument.Option(name: $0, isDefault: $0 == "medium") }
        let toppings: [(String, Decimal)] = [
            ("mushrooms", cents(150)), ("olives", cents(150)), ("onions", 1), ("green peppers", 1), ("cheese", 2), ("sausage", 2),
            ("ham", 2),
        ]
        return MenuItemDocument(
            name: name, price: price, category: "Pizza",
            optionGroups: [
                MenuItemDocument.Group(name: "Size", role: .size, maximum: 1, options: sizes),
                MenuItemDocument.Group(name: "On it", options: parts(basis)),
                MenuItemDocument.Group(name: "Toppings", options: toppings.map { extra($0.0, $0.1) }),
            ], allergens: ["gluten", "milk"], description: "With " + basis.formatted(.list(type: .and)))
    }

    /// A decimal literal such as 18.99 would come by way of a binary fraction, and not be 18.99 any more.
    private static func cents(_ cents: Int) -> Decimal {
        Decimal(sign: .plus, exponent: -2, significand: Decimal(cents))
    }

    private static func parts(_ names: [String]) -> [MenuItemDocument.Option] {
        names.map { MenuItemDocument.Option(name: $0, isDefault: true) }
    }

    private static func extra(_ name: String, _ price: Decimal) -> MenuItemDocument.Option {
        MenuItemDocument.Option(name: name, priceDelta: price)
    }
}
