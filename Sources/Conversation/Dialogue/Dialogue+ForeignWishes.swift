/// Wishes that are understood, but are no business of this line.
extension Dialogue {
    /// Why something is not done that somebody else would be called for; nil where that is not sure.
    func foreignWish(in heard: Heard) -> String? {
        guard let wish = IntentReader.intents(in: heard.utterance).first(where: { $0.value.isTask }),
            wish.confidence >= Self.sureOfWish, !agent.workflow.result.serves(wish.value)
        else { return nil }
        return "Here I can only help with your \(agent.workflow.wording.record)."
    }

    /// From here on a wish is more than a guess, 0...1.
    private static let sureOfWish = 0.8
}

extension Workflow.Result {
    /// Whether a wish may belong to what is done here; a form that an owner declared may be about anything.
    fileprivate func serves(_ wish: Intent) -> Bool {
        switch self {
        case .order: wish == .order || wish == .orderStatus
        case .appointment: wish != .order && wish != .orderStatus && wish != .support
        case .ticket, .submission: true
        }
    }
}
