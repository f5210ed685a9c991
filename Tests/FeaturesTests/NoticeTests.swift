import Conversation
import Core
import Foundation
import Storage
import Testing
import Vendors

@testable import Features

@Suite struct NoticeTests {
    private let now = Date(timeIntervalSince1970: 1_795_273_200)
    private static let number = "+14155552671"

    private func appointment(status: Appointment.Status = .scheduled, daysAhead: Double = 3, phone: String = number) -> Appointment {
        Appointment(
            id: .init("apt_1"), number: "1001", callID: nil, service: "Consultation", serviceID: .init("service_1"),
            start: now.addingTimeInterval(daysAhead * 86_400),
            end: now.addingTimeInterval(daysAhead * 86_400 + 1800), resource: "", status: status, customerName: "Ada Lovelace",
            customerPhone: PhoneNumber(phone), notes: nil, createdAt: now)
    }

    /// A clinic that knows a customer, at the test's moment.
    private func clinic(_ platform: TestPlatform, email: String? = "ada@example.com", phone: String = number) async throws -> Tenant {
        let tenant = try await platform.clinic()
        let now = now
        try await tenant.write { transaction in
            guard let phone = PhoneNumber(phone) else { return }
            try transaction.remember(name: "Ada Lovelace", phone: phone, email: email, newID: "customer_1", at: now)
        }
        return tenant
    }

    private func announce(_ appointment: Appointment, after action: RecordChange.Action, in tenant: Tenant) async throws -> [OutboxMessage]
    {
        let now = now
        return try await tenant.write { transaction in
            var stored = appointment
            if action == .booked { try transaction.insert(&stored, customer: nil) }
            try transaction.announce(.appointment(stored), after: action, identifiers: .system, at: now)
            return try transaction.messages(before: nil, limit: 20)
        }
    }

    @Test func `an appointment is confirmed by mail with a file for the calendar, and reminded of the day before`() async throws {
        let platform = try await TestPlatform(at: "2026-11-21T15:00:00Z")
        let tenant = try await clinic(platform)
        let messages = try await announce(appointment(), after: .booked, in: tenant)
        #expect(Set(messages.map(\.kind)) == ["appointment_confirmation", "appointment_reminder", "owner.appointment"])
        let reminder = try #require(messages.first { $0.kind == "appointment_reminder" })
        #expect(reminder.dueAt == now.addingTimeInterval(2 * 86_400))
        let received = Received()
        _ = try await platform.delivery(mailer: received.mailer(answering: [202, 202, 202])).deliver(tenant.id)
        let mails = received.requests.map { String(decoding: $0.body, as: UTF8.self) }
        #expect(mails.count == 2, "the reminder's time has not come")
        let confirmation = try #require(mails.first { $0.contains("ada@example.com") })
        #expect(confirmation.contains("text/calendar"))
        #expect(confirmation.contains("Your appointment: "))
        #expect(confirmation.contains(#""reply_to":{"email":"owner@salute.example","name":"Salute"}"#))
        #expect(mails.contains { $0.contains("owner@salute.example\"}]") }, "the owner is written to")
    }

    @Test func `a reminder of what was moved, cancelled or switched off is not sent`() async throws {
        let changes: [@Sendable (TenantTransaction) throws -> Void] = [
            { try $0.execute("UPDATE voice_appointment SET starts_at = starts_at + 60000") },
            { try $0.execute("UPDATE voice_appointment SET status = 'Cancelled'") },
            { try $0.save(NotificationSettings(customers: [])) }, { try $0.suppressReminders(to: "ADA@example.com", at: Date()) },
        ]
        for change in changes {
            let platform = try await TestPlatform(at: "2026-11-21T15:00:00Z")
            let tenant = try await clinic(platform)
            _ = try await announce(appointment(), after: .booked, in: tenant)
            try await tenant.write { try change($0) }
            platform.clock.advance(by: 2 * 86_400 + 1)
            let received = Received()
            _ = try await platform.delivery(mailer: received.mailer(answering: [202, 202, 202])).deliver(tenant.id)
            #expect(!received.requests.contains { String(decoding: $0.body, as: UTF8.self).contains("Reminder") })
            let reminder = try await tenant.read { try $0.messages(before: nil, limit: 20) }.first { $0.kind == "appointment_reminder" }
            #expect(reminder?.state == .failed)
        }
    }

    @Test func `the reminder of what still stands is sent, and may be ended with one click`() async throws {
        let platform = try await TestPlatform(at: "2026-11-21T15:00:00Z")
        let tenant = try await clinic(platform)
        _ = try await announce(appointment(), after: .booked, in: tenant)
        platform.clock.advance(by: 2 * 86_400)
        let received = Received()
        _ = try await platform.delivery(mailer: received.mailer(answering: [202, 202, 202])).deliver(tenant.id)
        let reminder = try #require(received.bodies.first { $0["subject"]?.text?.hasPrefix("Reminder") == true })
        #expect(reminder["headers"]?["List-Unsubscribe-Post"]?.text == "List-Unsubscribe=One-Click")
    }

    @Test func `who books for today is not reminded`() async throws {
        let platform = try await TestPlatform(at: "2026-11-21T15:00:00Z")
        let tenant = try await clinic(platform)
        let messages = try await announce(appointment(daysAhead: 1), after: .booked, in: tenant)
        #expect(!messages.contains { $0.kind == "appointment_reminder" })
    }

    @Test func `who has no address gets a text, from the business's own number`() async throws {
        let platform = try await TestPlatform(at: "2026-11-21T15:00:00Z")
        let tenant = try await clinic(platform, email: nil)
        let messages = try await announce(appointment(status: .cancelled), after: .cancelled, in: tenant)
        #expect(messages.map(\.url) == ["tel:\(Self.number)"])
        let received = Received()
        let delivery = platform.delivery(telephone: received.transport(answering: [201], body: #"{"sid":"SM1"}"#))
        _ = try await delivery.deliver(tenant.id)
        #expect(try await states(of: tenant) == ["The business has no telephone number to send texts from."])
        let now = platform.clock.now
        try await platform.store.platform.write { try $0.assign("+14155550000", to: tenant.id, at: now) }
        _ = try await announce(appointment(), after: .moved, in: tenant)
        _ = try await delivery.deliver(tenant.id)
        let form = FormFields(encoded: received.requests.first?.body ?? [])
        #expect(form?["To"] == Self.number)
        #expect(form?["From"] == "+14155550000")
        #expect(form?["Body"]?.hasPrefix("Salute: New time for Consultation: ") == true)
        #expect((form?["Body"]?.utf8.count ?? 999) <= 160)
        #expect(form?["Body"]?.utf8.allSatisfy { $0 < 0x80 } == true, "another letter halves what a text holds")
    }

    @Test func `a text that was taken and never arrives is shown as failed`() async throws {
        let platform = try await TestPlatform(at: "2026-11-21T15:00:00Z")
        let tenant = try await clinic(platform, email: nil)
        let now = platform.clock.now
        try await platform.store.platform.write { try $0.assign("+14155550000", to: tenant.id, at: now) }
        let messages = try await announce(appointment(), after: .moved, in: tenant)
        let message = try #require(messages.first { $0.kind == "appointment_change" })
        let received = Received()
        _ = try await platform.delivery(telephone: received.transport(answering: [201], body: #"{"sid":"SM1"}"#)).deliver(tenant.id)
        let reports = TextReports(admission: platform.store.admission, clock: { now })
        func tell(_ status: String, _ code: String = "0", from number: String = "+14155550000") async throws {
            let form = FormFields([
                .init("MessageSid", "SM1"), .init("AccountSid", "AC1"), .init("From", number), .init("MessageStatus", status),
                .init("ErrorCode", code),
            ])
            try await reports.take(try #require(TwilioTextReport(form)), of: message.id)
        }
        try await tell("sent")
        try await tell("delivered")
        #expect(try await states(of: tenant).isEmpty)
        try await tell("undelivered", "30006")
        #expect(try await states(of: tenant) == ["The text did not arrive: Twilio's error 30006."])
        await #expect(throws: Admission.Refusal.self) { try await tell("failed", from: "+14155559999") }
    }

    @Test func `a text that may have been sent is not sent again`() async throws {
        let platform = try await TestPlatform(at: "2026-11-21T15:00:00Z")
        let tenant = try await clinic(platform, email: nil)
        let now = platform.clock.now
        try await platform.store.platform.write { try $0.assign("+14155550000", to: tenant.id, at: now) }
        _ = try await announce(appointment(status: .cancelled), after: .cancelled, in: tenant)
        let slow = Transport { _ throws(Transport.Failure) in throw .timedOut }
        #expect(try await platform.delivery(telephone: slow).deliver(tenant.id) == nil)
        #expect(try await states(of: tenant) == ["Nobody knows whether it was sent: Twilio's answer did not come."])
    }

    @Test(arguments: ["+14155550101", "555-PIZZA"])
    func `numbers that nobody can have are left in peace`(_ number: String) async throws {
        let platform = try await TestPlatform(at: "2026-11-21T15:00:00Z")
        let tenant = try await clinic(platform, email: nil, phone: number)
        #expect(try await announce(appointment(status: .cancelled, phone: number), after: .cancelled, in: tenant).isEmpty)
    }

    @Test func `nobody is flooded in a business's name, and no text leaves its country`() async throws {
        let platform = try await TestPlatform(at: "2026-11-21T15:00:00Z")
        let tenant = try await clinic(platform, email: nil)
        for _ in 1...12 { _ = try await announce(appointment(status: .cancelled), after: .cancelled, in: tenant) }
        #expect(try await tenant.read { try $0.messages(before: nil, limit: 20) }.count == 8)
        let abroad = "+442079460000"
        let foreign = try await clinic(try await TestPlatform(at: "2026-11-21T15:00:00Z"), email: nil, phone: abroad)
        #expect(try await announce(appointment(status: .cancelled, phone: abroad), after: .cancelled, in: foreign).isEmpty)
    }

    @Test func `a demo business writes to nobody`() async throws {
        let platform = try await TestPlatform(at: "2026-11-21T15:00:00Z")
        let tenant = try await clinic(platform)
        try await platform.store.platform.write { try $0.execute("UPDATE business SET demo = 1") }
        _ = try await announce(appointment(status: .cancelled), after: .cancelled, in: tenant)
        let received = Received()
        _ = try await platform.delivery(mailer: received.mailer(answering: [202])).deliver(tenant.id)
        #expect(received.requests.isEmpty)
    }

    @Test func `each kind can be switched off, and the owner's own can go elsewhere`() async throws {
        let platform = try await TestPlatform(at: "2026-11-21T15:00:00Z")
        let tenant = try await clinic(platform)
        let settings = NotificationSettings(customers: [.appointmentChange], owner: [.appointment], ownerAddress: "desk@salute.example")
        #expect(try await NotificationEditor.replace(with: settings, in: tenant) == settings)
        let messages = try await announce(appointment(), after: .booked, in: tenant)
        #expect(messages.map(\.url) == ["mailto:desk@salute.example"])
        await #expect(throws: Problem.self) {
            _ = try await NotificationEditor.replace(with: NotificationSettings(reminderHours: 0, ownerAddress: "nobody"), in: tenant)
        }
    }

    @Test func `a file for the calendar names the same appointment each time, and says when it is cancelled`() throws {
        let business = Business.ID("0198c0de-0000-7000-8000-000000000001")
        let booked = AppointmentCalendarFile(appointment: appointment(), of: business, named: "Salute", writtenAt: now).text
        #expect(booked.contains("UID:apt_1@\(business)\r\n"))
        #expect(booked.contains("DTSTART:20261124T150000Z\r\nDTEND:20261124T153000Z\r\n"))
        #expect(booked.contains("SUMMARY:Consultation\\, Salute\r\n"))
        let cancelled = AppointmentCalendarFile(
            appointment: appointment(status: .cancelled), of: business, named: "Salute", writtenAt: now)
        #expect(cancelled.text.contains("UID:apt_1@\(business)\r\n"))
        #expect(cancelled.text.contains("STATUS:CANCELLED\r\n"))
    }

    private func states(of tenant: Tenant) async throws -> [String] {
        try await tenant.read { try $0.messages(before: nil, limit: 20) }.compactMap(\.lastError)
    }
}
