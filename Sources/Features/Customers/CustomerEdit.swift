import Conversation
public import Core
import Foundation
public import Storage

/// What staff change of a customer; what is left out stays.
public struct CustomerEdit: Sendable, Codable {
    public var name: String?
    public var email: Patch<String> = .keep
    /// Whether their calls are answered with one sentence from now on.
    public var blocked: Bool?
    public var blockReason: Patch<String> = .keep

    enum CodingKeys: String, CodingKey {
        case name, email, blocked
        case blockReason = "block_reason"
    }
}

/// All that the books hold of a customer, the newest of each kind first.
public struct CustomerHistory: Sendable, Codable {
    public let customer: Customer
    /// Further numbers under which they call.
    public let otherNumbers: [PhoneNumber]
    public let orders: [Order]
    public let appointments: [Appointment]
    public let tickets: [Ticket]
    public let submissions: [Submission]

    enum CodingKeys: String, CodingKey {
        case customer, orders, appointments, tickets, submissions
        case otherNumbers = "other_numbers"
    }
}

extension BackOffice {
    private static let longestText = 300
    /// Of each kind of record in a customer's history.
    private static let mostRecords = 100

    /// - Throws: `StaleRecord`; `Problem` when there is no such customer, or a member cannot be.
    public func change(
        customer id: String, at version: RecordVersion, to edit: CustomerEdit, by principal: Principal, in tenant: Tenant
    ) async throws -> Customer {
        try await act(by: principal, in: tenant) { desk in
            let before: Customer = try desk.take(id, at: version)
            var customer = before
            if let name = edit.name {
                let violations = Problem.Violation.inName(name, at: "#/name")
                guard violations.isEmpty else { throw Problem.invalid(violations) }
                customer.name = name.trimmingCharacters(in: .whitespacesAndNewlines)
            }
            try edit.email.apply(to: &customer.email, atMost: Self.longestText, at: "#/email")
            try edit.blockReason.apply(to: &customer.blockReason, atMost: Self.longestText, at: "#/block_reason")
            if let blocked = edit.blocked {
                customer.blockedAt = blocked ? before.blockedAt ?? desk.now : nil
                if !blocked { customer.blockReason = nil }
            }
            let isSame = (customer.blockedAt == nil) == (before.blockedAt == nil)
            let action: RecordChange.Action = isSame ? .changed : customer.blockedAt == nil ? .unblocked : .blocked
            return try desk.put(customer, replacing: before, as: action)
        }
    }

    /// - Throws: `Problem.notFound`.
    public func history(ofCustomer id: String, in tenant: Tenant) async throws -> CustomerHistory {
        try await tenant.read { transaction in
            guard let customer = try Customer.find(id, in: transaction) else { throw Problem.notFound(Customer.noun) }
            let known = Customer.ID(id)
            return CustomerHistory(
                customer: customer, otherNumbers: try transaction.otherNumbers(of: known),
                orders: try transaction.orders(of: known, limit: Self.mostRecords),
                appointments: try transaction.appointments(of: known, limit: Self.mostRecords),
                tickets: try transaction.tickets(of: known, limit: Self.mostRecords),
                submissions: try transaction.submissions(of: known, limit: Self.mostRecords))
        }
    }

    /// Finds that two customers are one person: all that stands under the first is the other's from now on, and calls from either
    /// number are theirs.
    ///
    /// - Throws: `StaleRecord` of the first; `Problem` when one of them does not exist.
    public func merge(
        customer id: String, at version: RecordVersion, into target: String, by principal: Principal, in tenant: Tenant
    ) async throws -> Customer {
        try await act(by: principal, in: tenant) { desk in
            let gone: Customer = try desk.take(id, at: version)
            let kept: Customer = try desk.find(target)
            guard id != target else { throw Problem.conflict("A customer is merged into another one.") }
            try desk.transaction.give(everythingOf: gone, to: kept)
            var more = kept
            more.email = kept.email ?? gone.email
            if kept.name.isEmpty { more.name = gone.name }
            // Whom one of the numbers was blocked for is blocked.
            more.blockedAt = kept.blockedAt ?? gone.blockedAt
            more.blockReason = kept.blockReason ?? gone.blockReason
            let stored = try desk.put(more, replacing: kept, as: .tookIn)
            if stored.version == kept.version { try desk.note(.tookIn, of: stored) }
            return stored
        }
    }

    /// Erases a person from the books and from what was said in calls that are over: what was ordered stays, without whom it was for.
    ///
    /// - Returns: the calls whose recordings are to be deleted too.
    /// - Throws: `Problem.notFound`.
    public func erase(customer id: String, by principal: Principal, in tenant: Tenant) async throws -> [Call.ID] {
        try await act(by: principal, in: tenant) { desk in
            let customer: Customer = try desk.find(id)
            let calls = try desk.transaction.erase(customer)
            var nobody = Customer(id: customer.id, name: "", phone: customer.phone)
            nobody.version = customer.version.next
            try desk.note(.erased, of: nobody)
            return calls
        }
    }
}
