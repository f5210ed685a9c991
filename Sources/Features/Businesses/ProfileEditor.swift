import Core
import Foundation
public import Storage

/// What a business is called, where it is reached, and where it is, as its owner writes it:
/// `{"name": "Roma", "phone": "+39 06 5555 0100", "timeZone": "Europe/Rome"}`.
public struct ProfileDocument: Sendable, Hashable, Codable {
    public var name: String
    /// The number that callers are given; nil where there is none.
    public var phone: String?
    /// IANA name: hours are in it, and times are spoken in it.
    public var timeZone: String

    init(_ profile: BusinessProfile) {
        name = profile.name
        phone = profile.phone?.written
        timeZone = profile.timeZone
    }
}

/// Reads and replaces a business's profile. Its books and its calls have it in its own data, the platform beside that.
public struct ProfileEditor: Sendable {
    private let platform: Platform

    public init(platform: Platform) {
        self.platform = platform
    }

    public static func profile(of tenant: Tenant) async throws -> ProfileDocument {
        ProfileDocument(try await tenant.read { transaction in try transaction.profile() })
    }

    /// Calls in progress follow with their next turn. When the platform cannot be told, asking for the same again tells it.
    ///
    /// - Throws: `Problem` with every part that makes no sense.
    public func replace(with wanted: ProfileDocument, in tenant: Tenant) async throws -> ProfileDocument {
        var violations = Problem.Violation.inName(wanted.name, at: "#/name")
        let region = PhoneNumber.Region(ofBusinessWith: nil, timeZone: wanted.timeZone)
        let phone = wanted.phone.flatMap { PhoneNumber($0, region: region) }
        if wanted.phone != nil, phone == nil { violations.append(.init(pointer: "#/phone", detail: "This is not a phone number.")) }
        if TimeZone(identifier: wanted.timeZone) == nil {
            violations.append(.init(pointer: "#/timeZone", detail: "This is not an IANA time zone, such as Europe/Rome."))
        }
        guard violations.isEmpty else { throw Problem.invalid(violations) }
        let stored = try await tenant.write { transaction in
            var profile = try transaction.profile()
            profile.name = wanted.name.trimmingCharacters(in: .whitespacesAndNewlines)
            (profile.phone, profile.timeZone) = (phone, wanted.timeZone)
            try transaction.save(profile)
            return ProfileDocument(profile)
        }
        try await platform.write { transaction in
            try transaction.execute(
                """
                UPDATE business SET business_name = \(stored.name), phone = \(stored.phone), time_zone = \(stored.timeZone)
                WHERE business_id = \(tenant.id)
                """)
        }
        return stored
    }
}
