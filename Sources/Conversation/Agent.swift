/// What all calls of a business share: its facts, its workflow, and what is built from them to understand callers.
///
/// Built once per version of the business's data; a value, so a call in progress can be given the next version.
public struct Agent: Sendable {
    public let facts: BusinessFacts
    public let workflow: Workflow

    public init(facts: BusinessFacts) {
        self.facts = facts
        workflow =
            switch facts.kind {
            case .restaurant: .order
            case .appointment: .appointment(services: facts.services)
            // A business of its own kind takes messages until its owner has declared a workflow.
            case .support, .custom: .ticket(categories: facts.categories)
            }
    }
}
