import Conversation
import Core
import Foundation
import Storage
import Testing

@testable import Features

/// The people a business knows: those it does not serve, those who are one person, those who want to be forgotten.
struct CustomerOfficeTests {
    private static let number = "+14155550110"

    private let platform: TestPlatform
    private let tenant: Tenant

    init() async throws {
        platform = try await TestPlatform()
        tenant = try await platform.trattoria()
        try await platform.hold(["two lasagne, no salt please", "pickup, Ada Byron, 415 555 0110", "yes"], from: Self.number, in: tenant)
    }

    private func customer(_ number: String = CustomerOfficeTests.number) async throws -> Customer {
        let phone = try #require(PhoneNumber(number))
        return try #require(try await tenant.read { try $0.customer(calling: phone) })
    }

    private func block(_ blocked: Bool) async throws -> Customer {
        let customer = try await customer()
        return try await platform.office.change(
            customer: customer.key, at: customer.version, to: CustomerEdit(blocked: blocked), by: TestPlatform.nora, in: tenant)
    }

    @Test func `a blocked caller is told so politely, and leaves no record`() async throws {
        _ = try await block(true)
        let said = try await platform.hold(["one lasagne", "pickup, Ada Byron, 415 555 0110", "yes"], from: Self.number, in: tenant)
        #expect(said.count == 1)
        #expect(said.first?.contains("cannot take calls from this number") == true)
        // From another line under the blocked number.
        let other = try await platform.hold(["one lasagne", "pickup, Ada Byron, 415 555 0110", "yes"], in: tenant)
        #expect(other.contains { $0.contains("cannot take that under this number") })
        #expect(try await platform.orders(in: tenant).count == 1)

        _ = try await block(false)
        let welcome = try await platform.hold(["one lasagne"], from: Self.number, in: tenant)
        #expect(welcome.contains { $0.contains("Lasagne") })
        try await platform.hold(["one lasagne", "pickup, Ada Byron, 415 555 0110", "yes"], in: tenant)
        #expect(try await platform.orders(in: tenant).count == 2)
    }

    @Test func `two numbers of one person are one customer, whichever of them calls`() async throws {
        try await platform.hold(["a panna cotta", "pickup, Ada Byron, 415 555 0111", "yes"], in: tenant)
        let (kept, gone) = (try await customer(), try await customer("+14155550111"))
        let merged = try await platform.office.merge(
            customer: gone.key, at: gone.version, into: kept.key, by: TestPlatform.nora, in: tenant)
        #expect(merged.id == kept.id)
        try await platform.hold(["a lasagne", "pickup, Ada Byron, 415 555 0111", "yes"], in: tenant)
        let history = try await platform.office.history(ofCustomer: kept.key, in: tenant)
        #expect(history.orders.count == 3)
        #expect(history.otherNumbers.map(\.e164) == ["+14155550111"])
        #expect(try await tenant.read { try $0.rows("SELECT id FROM customer") }.count == 1)
    }

    @Test func `a person who is erased is nowhere in the business's data`() async throws {
        let customer = try await customer()
        _ = try await platform.office.add(
            NoteDraft(text: "Ada likes the window table"), to: customer.key, Customer.self, by: TestPlatform.nora, in: tenant)
        let order = try #require(try await platform.orders(in: tenant).first)
        _ = try await platform.office.change(
            order: order.key, at: order.version, to: OrderEdit(customerName: "Ada Lovelace"), by: TestPlatform.nora, in: tenant)
        let call = try #require(order.callID)
        try await platform.calls.session(call, in: tenant).end(.caller)

        let calls = try await platform.office.erase(customer: customer.key, by: TestPlatform.nora, in: tenant)
        #expect(calls == [call])
        let kept = try #require(try await platform.orders(in: tenant).first)
        #expect(kept.total == order.total)
        #expect(kept.customerName == "" && kept.customerPhone == nil)
        for table in StoredTable.ofBusinesses {
            let rows = try await tenant.read { try $0.copies(of: table, after: nil, limit: 1000) }.map { "\($0.values)" }
            #expect(!rows.contains { $0.contains("Ada") || $0.contains("555 0110") || $0.contains("5550110") }, "\(table.name)")
        }
    }

    @Test func `who has just been changed is not overwritten`() async throws {
        let seen = try await customer()
        _ = try await block(true)
        await #expect(throws: StaleRecord<Customer>.self) {
            try await platform.office.change(
                customer: seen.key, at: seen.version, to: CustomerEdit(name: "Eve"), by: TestPlatform.nora, in: tenant)
        }
    }
}
