import Core
import Foundation
import Vendors

/// An appointment as a file that calendars take: the same identifier each time, so that a change replaces what is there.
struct AppointmentCalendarFile {
    let appointment: Appointment
    let business: Business.ID
    let name: String
    /// When it was written, which also orders one version after another.
    let writtenAt: Date

    init(appointment: Appointment, of business: Business.ID, named name: String, writtenAt: Date) {
        self.appointment = appointment
        self.business = business
        self.name = name
        self.writtenAt = writtenAt
    }

    var attachment: MailMessage.Attachment {
        .init(
            filename: "appointment-\(appointment.number).ics", mediaType: "\(ICalendar.mediaType); method=PUBLISH",
            content: Array(text.utf8))
    }

    var text: String {
        let event = ICalendar.Event(
            // The same as in the calendars that staff read.
            uid: "\(appointment.id)@\(business)", sequence: appointment.version.rawValue - 1, stampedAt: writtenAt,
            start: appointment.start,
            end: appointment.end, summary: "\(appointment.service), \(name)",
            description: "Number \(appointment.number)", location: nil,
            status: appointment.status == .cancelled ? .cancelled : .confirmed)
        return ICalendar(name: name, events: [event]).text
    }
}
