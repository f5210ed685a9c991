import Conversation
import Core
import Storage
import Testing

@testable import Features

/// A number without a country code is one of the country the business is in.
@Suite struct LocalNumbersTests {
    private static let written = "020 7946 0958"
    private static let meant = "+442079460958"

    /// A clinic in London.
    private func clinic(_ platform: TestPlatform) async throws -> Tenant {
        let tenant = try await platform.clinic()
        try await tenant.write { transaction in
            var profile = try transaction.profile()
            profile.timeZone = "Europe/London"
            try transaction.save(profile)
        }
        return tenant
    }

    @Test func `whoever calls from a page is at the number as it is dialled there`() async throws {
        let platform = try await TestPlatform()
        let call = try await platform.calls.start(from: PhoneNumber(Self.written), over: .browser, in: try await clinic(platform))
        #expect(call.phone?.e164 == Self.meant)
    }

    @Test func `whoever waits is called back at it`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await clinic(platform)
        let draft = WaitingListDraft(
            serviceID: try await platform.service(in: tenant).id, resourceID: nil, wish: nil, appointmentID: nil,
            customerName: "Ada Byron", customerPhone: try #require(PhoneNumber(Self.written)))
        let entry = try await platform.office.wait(draft, by: TestPlatform.nora, in: tenant)
        #expect(entry.customerPhone.e164 == Self.meant)
    }

    @Test func `an assigned number is released as it is written at home, unless another may be meant`() async throws {
        let platform = try await TestPlatform()
        let book = NumberBook(platform: platform.store.platform, carrier: nil, clock: { platform.clock.now })
        let (london, roma) = (try await clinic(platform), try await platform.trattoria())
        _ = try await book.assign(Self.written, to: london)
        #expect(try await book.release(Self.written).number == Self.meant)
        await #expect(throws: Problem.notFound("number: \(Self.written) is nobody's")) { try await book.release(Self.written) }

        // A German and an American number that are written alike.
        _ = try await book.assign("+494155552671", to: london)
        _ = try await book.assign("+14155552671", to: roma)
        #expect(try await book.release("04155552671").number == "+494155552671")
        _ = try await book.assign("+494155552671", to: london)
        await #expect(throws: Problem.conflict("415 555 2671 may be +14155552671 or +494155552671: write its country code.")) {
            try await book.release("415 555 2671")
        }
        #expect(try await book.release("+1 415 555 2671").number == "+14155552671")
        #expect(try await book.numbers().map(\.number) == ["+494155552671"])
    }
}
