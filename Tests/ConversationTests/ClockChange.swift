import Core
import Foundation

/// A moment at which a zone changes its distance from Greenwich.
struct ClockChange: CustomStringConvertible {
    let zone: TimeZone
    /// The first instant of the new time.
    let instant: Date
    /// Seconds by which the wall clock is put forward; negative when it is put back.
    let shift: Int

    var description: String { "\(zone.identifier) at \(instant.ISO8601Format())" }

    /// The date on the wall just before the change.
    var day: LocalDate { instant.addingTimeInterval(-1).local(in: zone).date }

    /// The wall clock that many minutes after the change (before it, when negative), as though it had not been changed.
    func oldWall(after minutes: Int) -> (date: LocalDate, time: LocalTime) {
        let offset = zone.secondsFromGMT(for: instant) - shift
        return instant.addingTimeInterval(Double(minutes * 60 + offset)).local(in: .gmt)
    }

    /// Instants from three hours before the change to three hours after it.
    var instantsAround: [Date] { stride(from: -180, through: 180, by: 5).map { instant.addingTimeInterval(Double($0 * 60)) } }

    /// Every change of every zone that is known here, in the five years from November 2026.
    ///
    /// The zone's own offsets are compared week by week, as no zone changes twice in a week: asked for its next change, a zone
    /// may leave out those that are no daylight saving.
    static let all: [ClockChange] = {
        let start = Date(timeIntervalSince1970: 1_793_491_200)
        let zones = TimeZone.knownTimeZoneIdentifiers.compactMap(TimeZone.init(identifier:))
        return zones.flatMap { zone in
            (0..<261).compactMap { change(in: zone, from: start.addingTimeInterval(Double($0) * week)) }
        }
    }()

    private static let week = 7 * 86_400.0

    private static func change(in zone: TimeZone, from start: Date) -> ClockChange? {
        var (before, after) = (start, start.addingTimeInterval(week))
        let (old, new) = (zone.secondsFromGMT(for: before), zone.secondsFromGMT(for: after))
        guard old != new else { return nil }
        while after.timeIntervalSince(before) > 1 {
            let middle = before.addingTimeInterval((after.timeIntervalSince(before) / 2).rounded(.down))
            if zone.secondsFromGMT(for: middle) == old { before = middle } else { after = middle }
        }
        return ClockChange(zone: zone, instant: after, shift: new - old)
    }
}
