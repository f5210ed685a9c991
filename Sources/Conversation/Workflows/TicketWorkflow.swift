import Core

extension Workflow {
    /// A problem described, so that somebody deals with it.
    public static func ticket(categories: [SupportCategory]) -> Workflow {
        let category = Slot(
            name: .category, label: "Category", kind: .choice(categories.map(choice), saidBy: .description),
            need: categories.isEmpty ? .never : .always,
            explanation: "What the ticket is about.",
            prompts: ["What is it about?", "Which of these is it about?", "Please choose what it is about."])
        return Workflow(
            name: "ticket",
            title: "Your ticket",
            slots: [
                Slot(
                    name: .description, label: "Description", kind: .account, explanation: "What is wrong, in the caller's own words.",
                    prompts: [
                        "What's going wrong?", "Please tell me what the problem is.",
                        "In a sentence or two: what happens, and since when?",
                    ]),
                category,
                Slot(
                    name: .priority, label: "Priority", kind: .choice(priorities, saidBy: .nothing), need: .never,
                    explanation: "How pressing it is; the category's own when left out."),
                Slot(name: .subject, label: "Subject", kind: .text, need: .never, explanation: "The problem in one line."),
                .customerName(prompts: ["May I have your name?", "What is your name, please?", "Please tell me your name."]),
                .customerPhone,
            ],
            result: .ticket,
            wording: Wording(
                opening: "What's going wrong?",
                help: "Tell me what is wrong, and I open a ticket so that somebody gets back to you.",
                request: ["Shall I open the ticket?", "Shall I open a ticket for that?", "Is that right, and may I open the ticket?"],
                record: "ticket",
                dropped: "All right, no ticket is opened.",
                tool: "create_ticket",
                toolExplanation: "Opens a support ticket. Call it only after reading everything back and hearing an explicit yes."))
    }

    private static func choice(_ category: SupportCategory) -> Slot.Choice {
        Slot.Choice(id: category.id.rawValue, name: category.name, phrases: category.keywords)
    }

    private static let priorities = SupportCategory.Priority.allCases.map { Slot.Choice(id: $0.rawValue, name: $0.rawValue) }
}
