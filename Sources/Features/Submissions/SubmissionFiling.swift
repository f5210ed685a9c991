import Conversation
import Core
import Foundation
import Storage

/// Turns what a caller confirmed into a submission.
struct SubmissionFiling {
    let facts: BusinessFacts
    let identifiers: IdentifierSource
    let now: Date

    /// - Throws: `ActionRefusal` when the call follows another workflow than the one the caller was asked by.
    func file(_ draft: SubmissionDraft, for call: Call.ID, in transaction: TenantTransaction) throws -> Submission {
        guard let workflow = facts.workflow, workflow.name == draft.workflow else {
            throw ActionRefusal(.notPossible("That kind of request is not taken here any more."))
        }
        let customer = try transaction.remember(draft.contact, givenIn: call, identifiers: identifiers, at: now)
        var submission = Submission(
            id: .init("sub_" + identifiers.uuid(at: now)), number: "", callID: call, workflow: workflow.name, title: workflow.title,
            status: .open, answers: draft.answers, customerName: draft.contact.name ?? "", customerPhone: draft.contact.phone,
            createdAt: now)
        try transaction.insert(&submission, customer: customer)
        if let url = try transaction.workflowAddress(of: call) {
            let event = WebhookEvent.submissionCreated.rawValue
            let body = try WebhookEvent.body(event, submission.eventData(of: transaction.business), at: now)
            try transaction.insert(OutboxMessage(event, over: .webhook, to: url, body: body, identifiers: identifiers, at: now))
        }
        return submission
    }
}
