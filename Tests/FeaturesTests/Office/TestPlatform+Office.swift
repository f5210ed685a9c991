import Conversation
import Core
import Foundation
import Storage
import Testing

@testable import Features

extension TestPlatform {
    /// Staff of any business here.
    var office: BackOffice {
        let clock = clock
        return BackOffice(hub: calls.hub, identifiers: .system, clock: { clock.now })
    }

    static let nora = Principal(.account, id: "nora", name: "Nora")

    func item(_ name: String, in tenant: Tenant) async throws -> CatalogueItem.ID {
        let items = try await tenant.read { try $0.catalogueItems() }
        return try #require(items.first { $0.name == name }).id
    }

    func service(in tenant: Tenant) async throws -> Service {
        try #require(try await tenant.read { try $0.services() }.first)
    }

    /// Has staff count what is left of an item.
    func count(_ portions: Int, of name: String, in tenant: Tenant) async throws {
        let item = try await item(name, in: tenant)
        _ = try await office.change(
            stockOf: item.rawValue, to: StockEdit(remaining: .set(portions)), by: Self.nora, in: tenant)
    }

    /// One call from its beginning to its last line.
    @discardableResult
    func hold(_ lines: [String], from phone: String? = nil, in tenant: Tenant) async throws -> [String] {
        let call = try await calls.start(from: phone.flatMap { PhoneNumber($0) }, over: .commandLine, in: tenant)
        let session = await calls.session(call.id, in: tenant)
        var said = try await session.begin()?.replies ?? []
        for line in lines where await !session.isOver { said += try await session.say(line).replies }
        return said
    }

    /// Many calls at once: each prepares by itself, then all do the same thing at the same time.
    func callers(
        _ count: Int, in tenant: Tenant, preparing prepare: @escaping @Sendable (Int, CallSession) async throws -> Void,
        together act: @escaping @Sendable (CallSession) async throws -> Void
    ) async throws {
        let calls = calls
        let sessions = try await withThrowingTaskGroup(of: CallSession.self) { group in
            for number in 0..<count {
                group.addTask {
                    let call = try await calls.start(from: nil, over: .commandLine, in: tenant)
                    let session = await calls.session(call.id, in: tenant)
                    _ = try await session.begin()
                    try await prepare(number, session)
                    return session
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for session in sessions { group.addTask { try await act(session) } }
            try await group.waitForAll()
        }
    }

    /// Exceptions that close the Mondays of the next months after a day, so that one is left.
    func closedMondays(after day: String) -> [String: [String]] {
        guard let first = LocalDate(day) else { return [:] }
        return Dictionary(uniqueKeysWithValues: (1...20).map { (first.advanced(byDays: 7 * $0).description, []) })
    }

    func orders(in tenant: Tenant) async throws -> [Order] {
        try await tenant.read { try $0.orders(before: nil, limit: 100) }
    }

    func appointments(in tenant: Tenant) async throws -> [Appointment] {
        try await tenant.read { try $0.appointments(before: nil, limit: 100) }
    }

    func tickets(in tenant: Tenant) async throws -> [Ticket] {
        try await tenant.read { try $0.tickets(before: nil, limit: 100) }
    }
}

func moment(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }
