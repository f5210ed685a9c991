import Foundation
import Storage

/// Lets time pass for waiting lists: an offer that nobody took goes on to who has waited next. `OutboxDelivery` asks it of a business
/// whenever something is due there, so that no other business's data is opened.
public struct WaitingListClock: Sendable {
    private let office: BackOffice

    public init(office: BackOffice) {
        self.office = office
    }

    /// Passes on what was not taken in time.
    ///
    /// - Returns: when the next offer lapses; nil while nothing is offered.
    func tick(_ tenant: Tenant) async throws -> Date? {
        if let lapse = try await tenant.read({ try $0.nextOfferLapse() }), lapse <= office.clock() {
            try await office.run(as: WaitingListEntry.author, in: tenant) { try $0.passOnLapsedOffers() }
        }
        return try await tenant.read { try $0.nextOfferLapse() }
    }
}
