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
        if let url = document.webhookURL { try transaction.insert(message(of: submission, to: url, from: transaction.business)) }
        return submission
    }

    /// What the webhook is told. Source of the envelope: Standard Webhooks 1.0.
    private func message(of submission: Submission, to url: String, from business: Business.ID) throws -> OutboxMessage {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        var data: [String: JSONValue] = [
            "id": .string(submission.id.rawValue), "number": .string(submission.number), "business_id": .string(business.rawValue),
            "workflow": .string(submission.workflow), "customer_name": .string(submission.customerName),
            "values": .object(Dictionary(submission.answers.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })),
        ]
        data["call_id"] = submission.callID.map { .string($0.rawValue) }
        data["customer_phone"] = submission.customerPhone.map { .string($0.e164 ?? $0.written) }
        let body: JSONValue = ["type": "submission.created", "timestamp": .string(now.formatted(style)), "data": .object(data)]
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return OutboxMessage(
            id: .init("msg_" + identifiers.uuid(at: now)), kind: "submission.created", url: url,
            body: String(decoding: try encoder.encode(body), as: UTF8.self), state: .pending, attempts: 0, dueAt: now, createdAt: now)
    }
}
