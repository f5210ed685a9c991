/// What may harm a guest, as callers and menus name it.
extension English {
    /// Words for the same: the fourteen allergens that European menus must declare (Regulation (EU) No 1169/2011, Annex II).
    static let allergenGroups: [Set<String>] = [
        ["gluten", "wheat", "rye", "barley", "oats", "spelt"], ["milk", "dairy", "lactose"], ["egg", "eggs"], ["fish"],
        ["crustaceans", "shrimp", "prawns", "crab", "lobster", "shellfish"], ["molluscs", "mussels", "oysters", "squid", "shellfish"],
        ["peanut", "peanuts", "nuts", "nut"],
        ["nut", "nuts", "almonds", "hazelnuts", "walnuts", "cashews", "pecans", "pistachios", "macadamia"], ["soy", "soya", "soybeans"],
        ["celery"], ["mustard"], ["sesame"], ["sulphites", "sulfites", "sulphur"], ["lupin"],
    ]

    static let diets: Set<String> = [
        "vegetarian", "vegan", "veggie", "meatless", "halal", "kosher", "pescatarian", "organic", "healthy", "diabetic", "keto", "spicy",
    ]
    static let cheapWords: Set<String> = ["cheapest", "cheap", "cheaper", "inexpensive", "affordable"]
    /// They name nothing in particular.
    static let emptyNouns: Set<String> = ["thing", "things", "stuff", "food", "one", "ones", "kind", "going"]
    /// They stand for what was last spoken of.
    static let pronouns: Set<String> = ["it", "that", "this", "one", "those", "them", "they"]
    /// "What else is there with it?": about no single thing.
    static let questionsOfAll: Set<String> = ["anything", "something", "menu", "else", "kind", "kinds", "other", "others"]

    static let allergens = allergenGroups.reduce(into: Set<String>()) { $0.formUnion($1) }
}
