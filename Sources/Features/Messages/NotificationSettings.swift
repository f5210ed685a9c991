import Core
import Foundation
public import Storage

/// What a business writes to its customers, and to its owner, without anybody asking.
public struct NotificationSettings: Sendable, Hashable, Codable {
    /// What customers are written.
    public var customers: Set<CustomerOccasion>
    /// Whether customers without an address of mail are sent a text.
    public var texts: Bool
    /// How long before an appointment its reminder comes.
    public var reminderHours: Int
    /// Of which records the owner is written.
    public var owner: Set<OwnerOccasion>
    /// Where to; nil for the address the business was registered with.
    public var ownerAddress: String?

    public enum CustomerOccasion: String, Sendable, Hashable, Codable, CaseIterable {
        case orderConfirmation = "order_confirmation"
        case orderCancellation = "order_cancellation"
        case appointmentConfirmation = "appointment_confirmation"
        case appointmentChange = "appointment_change"
        case appointmentCancellation = "appointment_cancellation"
        case appointmentReminder = "appointment_reminder"
        case ticketOpened = "ticket_opened"
        case ticketResolved = "ticket_resolved"
    }

    public enum OwnerOccasion: String, Sendable, Hashable, Codable, CaseIterable {
        case order, appointment, ticket, submission
    }

    static let reminderRange = 1...168

    /// What holds until the owner chooses: customers hear of what they did, the owner of what needs them. Orders have their board.
    public init(
        customers: Set<CustomerOccasion> = Set(CustomerOccasion.allCases), texts: Bool = true, reminderHours: Int = 24,
        owner: Set<OwnerOccasion> = [.appointment, .ticket], ownerAddress: String? = nil
    ) {
        self.customers = customers
        self.texts = texts
        self.reminderHours = reminderHours
        self.owner = owner
        self.ownerAddress = ownerAddress
    }

    private enum CodingKeys: String, CodingKey {
        case customers, texts, owner
        case reminderHours = "reminder_hours"
        case ownerAddress = "owner_address"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        // In the order of their declaration, so that what is stored and shown does not change by itself.
        try container.encode(CustomerOccasion.allCases.filter(customers.contains), forKey: .customers)
        try container.encode(texts, forKey: .texts)
        try container.encode(reminderHours, forKey: .reminderHours)
        try container.encode(OwnerOccasion.allCases.filter(owner.contains), forKey: .owner)
        try container.encodeIfPresent(ownerAddress, forKey: .ownerAddress)
    }

    func violations() -> [Problem.Violation] {
        var found: [Problem.Violation] = []
        if !Self.reminderRange.contains(reminderHours) {
            found.append(.init(pointer: "#/reminder_hours", detail: "Reminders come 1 to 168 hours before an appointment."))
        }
        if let ownerAddress, EmailAddress(ownerAddress) == nil {
            found.append(.init(pointer: "#/owner_address", detail: "This is no address of mail."))
        }
        return found
    }
}

/// Reads and replaces what a business writes.
public enum NotificationEditor {
    public static func settings(of tenant: Tenant) async throws -> NotificationSettings {
        try await tenant.read { try $0.notificationSettings() }
    }

    /// - Throws: `Problem` with every part that cannot be.
    public static func replace(with settings: NotificationSettings, in tenant: Tenant) async throws -> NotificationSettings {
        let violations = settings.violations()
        guard violations.isEmpty else { throw Problem.invalid(violations) }
        try await tenant.write { try $0.save(settings) }
        return settings
    }
}

extension TenantTransaction {
    func notificationSettings() throws -> NotificationSettings {
        try setting(.notifications) ?? NotificationSettings()
    }

    func save(_ settings: NotificationSettings) throws {
        try save(settings, as: .notifications)
    }
}
