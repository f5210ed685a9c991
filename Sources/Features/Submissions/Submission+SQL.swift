import Conversation
import Core
import Foundation
public import Storage

extension TenantTransaction {
    /// One page of submissions, newest first, before a number; nil begins with the newest.
    public func submissions(before number: Int?, limit: Int) throws -> [Submission] {
        try rows("SELECT * FROM voice_submission WHERE number < \(number ?? .max) ORDER BY number DESC LIMIT \(limit)")
            .map { try Submission($0) }
    }

    /// Stores a new submission and gives it its number.
    func insert(_ submission: inout Submission, customer: Customer.ID?) throws {
        let number = try next("submission_number", startingAt: 1001)
        submission.number = String(number)
        try execute(
            """
            INSERT INTO voice_submission (id, number, call_id, workflow, title, status, answers, customer_id, customer_name,
                customer_phone, created_at, updated_at)
            VALUES (\(submission.id), \(number), \(submission.callID), \(submission.workflow), \(submission.title),
                \(submission.status), \(json: submission.answers), \(customer), \(submission.customerName),
                \(submission.customerPhone?.written), \(submission.createdAt), \(submission.createdAt))
            """)
    }
}

extension Submission {
    fileprivate init(_ row: Row) throws {
        let number: Int = try row.get("number")
        let phone: String? = try row.get("customer_phone")
        self.init(
            id: try row.get("id"), number: String(number), callID: try row.get("call_id"), workflow: try row.get("workflow"),
            title: try row.get("title"), status: try row.get("status"),
            answers: try row.json("answers", as: [SubmissionDraft.Answer].self), customerName: try row.get("customer_name"),
            customerPhone: phone.flatMap { PhoneNumber($0) }, createdAt: try row.get("created_at"))
    }
}
