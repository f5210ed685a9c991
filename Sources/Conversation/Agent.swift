/// What all calls of a business share: its facts, its workflow, and what is built from them to understand callers.
///
/// Built once per version of the business's data; a value, so a call in progress can be given the next version.
public struct Agent: Sendable {
    public let facts: BusinessFacts
    public let workflow: Workflow
    let catalogue: CatalogueIndex
    /// For choices that callers make in fixed phrases.
    let phrases: [Slot.Name: PhraseTable<String>]
    /// For choices that callers make by the business's own names.
    let names: [Slot.Name: PhraseIndex<String>]
    /// For the slots that an owner declared; nil for a workflow that is built in.
    let declared: SlotReader?

    public init(facts: BusinessFacts) {
        self.init(
            facts: facts,
            workflow: facts.workflow.map { Workflow(declared: $0, currency: facts.currency, in: facts.region) } ?? Self.builtIn(for: facts))
    }

    /// - Parameter workflow: another than the one in which the business's calls are held.
    public init(facts: BusinessFacts, workflow: Workflow) {
        var phrases: [Slot.Name: PhraseTable<String>] = [:]
        var names: [Slot.Name: PhraseIndex<String>] = [:]
        for slot in workflow.slots {
            switch slot.kind {
            case .choice(let choices, saidBy: .phrases):
                phrases[slot.name] = PhraseTable(choices.flatMap { choice in choice.phrases.map { (choice.id, $0) } })
            case .choice(let choices, saidBy: .names), .choice(let choices, saidBy: .description), .list(let choices):
                names[slot.name] = PhraseIndex(choices.map { ($0.id, [$0.name] + $0.phrases) })
            default:
                break
            }
        }
        self.facts = facts
        self.workflow = workflow
        self.phrases = phrases
        self.names = names
        // Codes are read by their format, and would lay claim to every figure.
        let targets = workflow.slots.filter { !$0.isCallers && !$0.kind.isCode }.compactMap(SlotTarget.init)
        declared = workflow.result == .submission ? SlotReader(targets, region: facts.region) : nil
        catalogue = CatalogueIndex(facts.catalogue)
    }

    /// A business of its own kind takes messages until its owner has declared a workflow.
    private static func builtIn(for facts: BusinessFacts) -> Workflow {
        switch facts.kind {
        case .restaurant: .order
        case .appointment: .appointment(services: facts.services)
        case .support, .custom: .ticket(categories: facts.categories)
        }
    }
}
