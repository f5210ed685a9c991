import Conversation
import Core
import Foundation
import Storage

/// Turns what a caller confirmed into a submission.
struct SubmissionFiling {
    let identifiers: IdentifierSource
    let now: Date

    /// - Throws: `ActionRefusal` when the owner has changed to another workflow since the caller was asked.
    func file(_ draft: SubmissionDraft, for call: Call.ID, in transaction: TenantTransaction) throws -> Submission {
        guard let document = try transaction.activeWorkflow(), document.declaration.name == draft.workflow else {
            throw ActionRefusal(.notPossible("That kind of request is not taken here any more."))
        }
        let workflow = document.declaration
        let customer = try transaction.remember(draft.contact, identifiers: identifiers, at: now)
        var submission = Submission(
            id: .init("sub_" + identifiers.uuid(at: now)), number: "", callID: call, workflow: workflow.name, title: workflow.title,
            status: .open, answers: draft.answers, customerName: draft.contact.name ?? "", customerPhone: draft.contact.phone,
            createdAt: now)
        try transaction.insert(&submission, customer: customer)
        if let url = document.webhookURL {
            let event = WebhookEvent.submissionCreated.rawValue
            let body = try WebhookEvent.body(event, submission.eventData(of: transaction.business), at: now)
            try transaction.insert(OutboxMessage(event, over: .webhook, to: url, body: body, identifiers: identifiers, at: now))
        }
        return submission
    }
}
