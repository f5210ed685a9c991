public import Foundation
public import Storage

/// Something in the books that staff change: an order, an appointment, a ticket, a submission, a customer.
public protocol StaffRecord: Codable, Sendable {
    static var kind: RecordChange.Kind { get }
    /// What one is called in a sentence: `order`.
    static var noun: String { get }

    var key: String { get }
    /// What people call it; empty where it has no number.
    var shownNumber: String { get }
    var version: RecordVersion { get set }
    /// As watchers see it; nil for what no list shows.
    var businessRecord: BusinessRecord? { get }

    /// As it is once its customer has heard from the business; nil where that changes nothing.
    func answered(at instant: Date) -> Self?

    static func find(_ id: String, in transaction: TenantTransaction) throws -> Self?
    /// Replaces all that may change of the stored row.
    func store(at instant: Date, in transaction: TenantTransaction) throws
}

extension StaffRecord {
    public func answered(at instant: Date) -> Self? { nil }
}

/// Somebody changed the record since whoever asks has read it. Nothing was done.
public struct StaleRecord<Record: StaffRecord>: Error {
    /// As it is now.
    public let present: Record
}
