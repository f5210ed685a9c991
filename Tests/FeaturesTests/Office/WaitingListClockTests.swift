import Conversation
import Core
import Foundation
import Storage
import Testing

@testable import Features

/// An offer that nobody takes goes on in time, without anybody's doing.
@Suite(.timeLimit(.minutes(5))) struct WaitingListClockTests {
    @Test(arguments: EngineUnderTest.allCases)
    func `what one lets lapse the next is offered, and nobody twice by time alone`(engine: EngineUnderTest) async throws {
        let platform = try await engine.platform()
        let tenant = try await platform.clinic()
        // Open for half an hour on one Monday: there is one time.
        _ = try await HoursEditor.replace(
            with: HoursDocument(weekly: ["monday": ["09:00-09:30"]], exceptions: platform.closedMondays(after: "2026-11-23")), in: tenant)
        for (name, phone) in [("Ada Byron", "+14155550110"), ("Bob Poe", "+14155550111")] {
            let draft = WaitingListDraft(
                serviceID: try await platform.service(in: tenant).id, customerName: name, customerPhone: try #require(PhoneNumber(phone)))
            _ = try await platform.office.wait(draft, by: TestPlatform.nora, in: tenant)
            platform.clock.advance(by: 1)
        }
        func offered() async throws -> [String] {
            try await platform.office.waitingList(.offered, in: tenant).map(\.customerName)
        }
        let delivery = platform.delivery()
        #expect(try await offered() == ["Ada Byron"])
        let wait = try #require(try await delivery.deliver(tenant.id))
        #expect(wait <= .seconds(WaitingListEntry.offerSeconds))
        // Every process knows when this business has to be looked into, and looks into no other.
        let due = try #require(try await platform.store.platform.read { try $0.messagesDue(of: tenant.id) })
        #expect(try await platform.store.platform.read { try $0.businessesWithMessages(dueBefore: due.addingTimeInterval(-1)) } == [])
        #expect(try await platform.store.platform.read { try $0.businessesWithMessages(dueBefore: due) } == [tenant.id])

        platform.clock.advance(by: WaitingListEntry.offerSeconds)
        #expect(try await delivery.deliver(tenant.id) != nil)
        #expect(try await offered() == ["Bob Poe"])
        platform.clock.advance(by: WaitingListEntry.offerSeconds)
        #expect(try await delivery.deliver(tenant.id) == nil)
        #expect(try await offered() == [])
        #expect(try await tenant.read { try $0.rows("SELECT cell FROM slot_claim") }.isEmpty)
        #expect(try await platform.office.waitingList(.waiting, in: tenant).allSatisfy { $0.lapsedAt != nil })

        // When somebody comes or goes all are asked again, who has waited longest first.
        let draft = WaitingListDraft(
            serviceID: try await platform.service(in: tenant).id, customerName: "Cleo Fox",
            customerPhone: try #require(PhoneNumber("+14155550112")))
        _ = try await platform.office.wait(draft, by: TestPlatform.nora, in: tenant)
        #expect(try await offered() == ["Ada Byron"])
    }
}
