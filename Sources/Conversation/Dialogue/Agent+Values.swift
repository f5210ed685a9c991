import Core
import Foundation

/// Values as forms and models write them.
extension Agent {
    /// - Parameter offers: the free times that may be chosen from; a time is written as RFC 3339 or as the token of its offer.
    /// - Returns: nil when it is no value of the slot.
    func value(of slot: Slot, written text: String, among offers: [OfferedSlot]) -> SlotValue? {
        switch slot.kind {
        case .time:
            return offers.first { $0.token == text || rfc3339($0.start) == text }.map { .time($0) }
        case .lines:
            let reading = OrderReader(catalogue).changes(in: Utterance(text))
            let lines = reading.changes.reduce([]) { catalogue.applying($1.value, to: $0) }
            return lines.isEmpty ? nil : .lines(lines)
        default:
            return slot.value(written: text, in: facts.region)
        }
    }

    /// With the offset of the business's own time zone: `2026-01-12T09:15:00-05:00`.
    func rfc3339(_ date: Date) -> String {
        let (day, time) = date.local(in: facts.timeZone)
        let offset = facts.timeZone.secondsFromGMT(for: date) / 60
        let sign = offset < 0 ? "-" : "+"
        guard let zone = LocalTime(minutes: abs(offset)) else { return "\(day)T\(time):00Z" }
        return "\(day)T\(time):00\(sign)\(zone)"
    }

    func item(_ id: CatalogueItem.ID) -> CatalogueItem? {
        catalogue.item(id)
    }
}
