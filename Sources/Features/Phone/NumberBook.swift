public import Core
public import Foundation
public import Storage
public import Vendors

/// Which business has which telephone number, here and at the telephone company.
public struct NumberBook: Sendable {
    /// Our account at the telephone company, and what its numbers have to be told.
    public struct Carrier: Sendable {
        let account: TwilioAccount
        let wiring: TwilioAccount.NumberConfiguration

        public init(account: TwilioAccount, wiring: TwilioAccount.NumberConfiguration) {
            self.account = account
            self.wiring = wiring
        }
    }

    private let platform: Platform
    private let carrier: Carrier?
    private let clock: @Sendable () -> Date

    /// - Parameter carrier: nil where there is no account; numbers are then connected by hand.
    public init(platform: Platform, carrier: Carrier?, clock: @escaping @Sendable () -> Date) {
        self.platform = platform
        self.carrier = carrier
        self.clock = clock
    }

    /// What became of a change, here and at the telephone company.
    public struct Change: Sendable, Hashable {
        /// E.164.
        public let number: String
        /// Why the telephone company does not know of it, as a sentence for the operator; nil when it does.
        public let notice: String?
    }

    /// Gives a number to a business and tells the telephone company where its calls go. To be repeated when that failed.
    ///
    /// - Parameter text: as people write it; vanity spellings are read by the keys of a telephone.
    /// - Throws: `Problem` when it is no number that can be dialled, or another business's, or the business's owner has an address of
    ///   mail to prove.
    public func assign(_ text: String, to tenant: Tenant) async throws -> Change {
        let region = try await tenant.read { transaction in try transaction.profile().region }
        let number = try Self.dialable(text, in: region)
        let now = clock()
        do {
            try await platform.write(.confirmed) { transaction in
                try transaction.requireProvenAddress(of: tenant.id)
                try transaction.assign(number, to: tenant.id, at: now)
            }
        } catch StorageError.uniqueViolation {
            throw Problem.conflict("\(number) belongs to another business; release it there first.")
        }
        let notice = await tell(carrier?.wiring, for: number)
        if notice == nil { try await platform.write { transaction in try transaction.connect(number, at: now) } }
        return Change(number: number, notice: notice)
    }

    /// Takes a number from whoever has it, and has the telephone company refuse its calls.
    ///
    /// - Parameter text: without a country code it is the number that is written so where it belongs.
    /// - Throws: `Problem` when it is nobody's, or may be one of several.
    public func release(_ text: String) async throws -> Change {
        let meant = try await numbers().map(\.number).sorted().filter { number in
            PhoneNumber(text, region: PhoneNumber(number)?.region ?? .northAmerica)?.e164 == number
        }
        guard meant.count < 2 else { throw Problem.conflict("\(text) may be \(meant.joined(separator: " or ")): write its country code.") }
        guard let number = meant.first, try await platform.write(.confirmed, { transaction in try transaction.release(number) }) else {
            throw Problem.notFound("number: \(text) is nobody's")
        }
        return Change(number: number, notice: await tell(.init(voiceURL: "", statusURL: ""), for: number))
    }

    public func numbers(of business: Business.ID) async throws -> [AssignedNumber] {
        try await platform.read { transaction in try transaction.numbers(of: business) }
    }

    public func numbers() async throws -> [AssignedNumber] {
        try await platform.read { transaction in try transaction.numbers() }
    }

    private func tell(_ wiring: TwilioAccount.NumberConfiguration?, for number: String) async -> String? {
        guard let carrier, let wiring else { return "No Twilio account is configured: connect the number there by hand." }
        do throws(Transport.Failure) {
            guard let sid = try await carrier.account.numberSID(of: number) else {
                return "The Twilio account does not have this number."
            }
            try await carrier.account.configure(numberSID: sid, as: wiring)
            return nil
        } catch {
            return "Twilio could not be told: \(error.sentence)"
        }
    }

    private static func dialable(_ text: String, in region: PhoneNumber.Region) throws -> String {
        guard let number = PhoneNumber(text, region: region)?.e164 else {
            throw Problem.invalid("#/number", "\"\(text)\" is not a telephone number that can be dialled.")
        }
        return number
    }
}
