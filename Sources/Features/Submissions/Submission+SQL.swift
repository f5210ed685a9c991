import Conversation
import Core
public import Foundation
public import Storage

extension TenantTransaction {
    /// One page of submissions, newest first, before a number; nil begins with the newest.
    public func submissions(_ filter: RecordFilter = .all, before number: Int?, limit: Int) throws -> [Submission] {
        try rows(
            """
            SELECT * FROM voice_submission
            WHERE number < \(number ?? .max) AND status = COALESCE(\(filter.status), status)
                AND created_at >= \(filter.from) AND created_at < \(filter.to)
                AND ('' = \(filter.search) OR CAST(number AS text) = \(filter.number)
                    OR lower(customer_name) LIKE \(filter.name) ESCAPE '\\'
                    OR customer_id IN (SELECT id FROM customer WHERE phone_identity LIKE \(filter.phone)))
            ORDER BY number DESC LIMIT \(limit)
            """
        ).map { try Submission($0) }
    }

    /// The newest submissions of a customer, newest first.
    func submissions(of customer: Customer.ID, limit: Int) throws -> [Submission] {
        try rows("SELECT * FROM voice_submission WHERE customer_id = \(customer) ORDER BY number DESC LIMIT \(limit)")
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

extension Submission: StaffRecord {
    public static let kind = RecordChange.Kind.submission
    public static let noun = "submission"

    public var key: String { id.rawValue }
    public var shownNumber: String { number }
    public var businessRecord: BusinessRecord? { .submission(self) }

    public static func find(_ id: String, in transaction: TenantTransaction) throws -> Submission? {
        try transaction.row("SELECT * FROM voice_submission WHERE id = \(id)").map { try Submission($0) }
    }

    public func store(at instant: Date, in transaction: TenantTransaction) throws {
        try transaction.execute(
            """
            UPDATE voice_submission SET status = \(status), answers = \(json: answers), customer_name = \(customerName),
                customer_phone = \(customerPhone?.written), version = \(version), updated_at = \(instant)
            WHERE id = \(id)
            """)
    }

    fileprivate init(_ row: Row) throws {
        let number: Int = try row.get("number")
        let phone: String? = try row.get("customer_phone")
        self.init(
            id: try row.get("id"), number: String(number), callID: try row.get("call_id"), workflow: try row.get("workflow"),
            title: try row.get("title"), status: try row.get("status"),
            answers: try row.json("answers", as: [SubmissionDraft.Answer].self), customerName: try row.get("customer_name"),
            customerPhone: phone.flatMap { PhoneNumber($0) }, createdAt: try row.get("created_at"),
            version: try row.get("version"))
    }
}
