extension Workflow {
    /// Things from the catalogue, to be fetched, brought or eaten there.
    public static let order = Workflow(
        name: "order",
        title: "Your order",
        slots: [
            Slot(
                name: .lines, label: "Order", kind: .lines, explanation: "What is ordered, by the names of the catalogue.",
                prompts: ["What can I get you?", "What would you like to order?", "Which items shall I put on the order?"]),
            Slot(
                name: .orderType, label: "Pickup or delivery", kind: .choice(orderTypes, saidBy: .phrases),
                explanation: "How the order reaches the caller.",
                prompts: [
                    "Is that for pickup, delivery, or to eat here?", "Will you pick it up, shall we deliver it, or will you eat here?",
                    "Please say pickup, delivery, or dine in.",
                ]),
            Slot(
                name: .address, label: "Delivery address", kind: .address,
                need: .when(.orderType, isOneOf: [.choice(OrderType.delivery.rawValue)]),
                explanation: "Street and number to deliver to; only for a delivery.",
                prompts: [
                    "Where shall we deliver it?", "What is the delivery address?", "Please give me the street and the house number.",
                ]),
            .customerName(prompts: ["What name is it under?", "Whose name shall I put on the order?", "Please tell me your name."]),
            .customerPhone,
            .notes,
        ],
        result: .order,
        wording: Wording(
            opening: "What can I get you?",
            help: "Tell me what you would like, and I take your order. You can also ask about the menu, the prices and our hours.",
            request: ["Shall I place it?", "Shall I place the order now?", "Is that right, and may I place the order?"],
            record: "order",
            dropped: "All right, nothing is ordered.",
            tool: "place_order",
            toolExplanation: "Places the caller's order. Call it only after reading everything back and hearing an explicit yes."))

    private static let orderTypes = [
        Slot.Choice(
            id: OrderType.takeaway.rawValue, name: OrderType.takeaway.rawValue, spoken: "pickup",
            phrases: [
                "pickup", "pick up", "picking up", "picking it up", "pick it up", "takeaway", "take away", "take out", "takeout",
                "carry out",
                "carryout", "collect", "collection", "to go", "come get it", "come and get it",
            ]),
        Slot.Choice(
            id: OrderType.delivery.rawValue, name: OrderType.delivery.rawValue, spoken: "delivery",
            phrases: ["delivery", "deliver", "delivered", "deliver it", "bring it", "brought to me", "send it"]),
        Slot.Choice(
            id: OrderType.dineIn.rawValue, name: OrderType.dineIn.rawValue, spoken: "to eat here",
            phrases: ["dine in", "dining in", "eat in", "eating in", "eat here", "eating here", "for here", "sit in", "at a table"]),
    ]
}

extension Slot {
    static func customerName(prompts: [String]) -> Slot {
        Slot(name: .customerName, label: "Name", kind: .personName, explanation: "The caller's name.", prompts: prompts)
    }

    /// The customer's identity, and so never optional.
    static let customerPhone = Slot(
        name: .customerPhone, label: "Phone number", kind: .phone, explanation: "The caller's phone number, with area code.",
        prompts: [
            "And your phone number?", "Which phone number can we reach you at?",
            "Please say your phone number digit by digit, or key it in.",
        ])

    static let notes = Slot(
        name: .notes, label: "Notes", kind: .text, need: .never, explanation: "Anything else the staff should know.")
}
