import Core

extension Workflow {
    /// A time booked for one of the business's services.
    public static func appointment(services: [Service]) -> Workflow {
        Workflow(
            name: "appointment",
            title: "Your appointment",
            slots: [
                Slot(
                    name: .service, label: "Service", kind: .choice(services.map(choice), saidBy: .names),
                    explanation: "Which service is booked.",
                    prompts: [
                        "What would you like to book?", "Which service do you need?", "Please tell me which of our services you need.",
                    ]),
                Slot(
                    name: .start, label: "Date and time", kind: .time,
                    explanation: "When it starts: one of the slots that find_slots returned, by its token.",
                    prompts: [
                        "When would suit you?", "Which day and time would you like?",
                        "Please name a day, for example next Tuesday afternoon.",
                    ]),
                .customerName(prompts: ["Your name, please?", "What name shall I book it under?", "Please tell me your name."]),
                .customerPhone,
                .notes,
            ],
            result: .appointment,
            wording: Wording(
                opening: "How can I help?",
                help: "I can book an appointment for you. Tell me what you need and when it would suit you.",
                request: ["Shall I book it?", "Shall I book that for you?", "Is that right, and may I book it?"],
                record: "appointment",
                dropped: "All right, nothing is booked.",
                tool: "book_appointment",
                toolExplanation: "Books a free slot. Call it only after reading everything back and hearing an explicit yes."))
    }

    private static func choice(_ service: Service) -> Slot.Choice {
        Slot.Choice(id: service.id.rawValue, name: service.name, phrases: service.aliases, isAvailable: service.isAvailable)
    }
}
