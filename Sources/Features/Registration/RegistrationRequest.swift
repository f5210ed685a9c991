import Conversation
import Core
import Foundation

/// What a business sends to register itself. The fields are the seeds'; the last two are ours.
public struct RegistrationRequest: Sendable, Hashable, Codable {
    public var businessName: String
    public var businessType: String
    public var subdomain: String
    public var email: String
    public var phone: String?
    public var plan: String?
    public var demoAccount: Bool?
    public var timeZone: String?
    public var currency: String?

    public init(
        businessName: String, businessType: String, subdomain: String, email: String, phone: String? = nil, plan: String? = nil,
        demoAccount: Bool? = nil, timeZone: String? = nil, currency: String? = nil
    ) {
        self.businessName = businessName
        self.businessType = businessType
        self.subdomain = subdomain
        self.email = email
        self.phone = phone
        self.plan = plan
        self.demoAccount = demoAccount
        self.timeZone = timeZone
        self.currency = currency
    }

    static let standardTimeZone = "America/New_York"
    static let standardCurrency = "USD"

    enum CodingKeys: String, CodingKey {
        case businessName = "business_name"
        case businessType = "business_type"
        case subdomain, email, phone, plan, currency
        case demoAccount = "demo_account"
        case timeZone = "time_zone"
    }
}

extension RegistrationRequest {
    /// The request with every field read.
    struct Validated {
        let name: String
        let kind: BusinessFacts.Kind
        let subdomain: Subdomain
        let email: String
        let phone: PhoneNumber?
        let plan: Plan
        let isDemo: Bool
        let timeZone: String
        let currency: String
    }

    /// - Throws: `Problem` with every violation found.
    func validated() throws -> Validated {
        var violations = Problem.Violation.inName(businessName, at: "#/business_name")
        func refuse(_ pointer: String, _ detail: String) { violations.append(.init(pointer: pointer, detail: detail)) }

        let kind = BusinessFacts.Kind(rawValue: businessType.lowercased())
        if kind == nil { refuse("#/business_type", "A business type is one of restaurant, appointment, support, custom.") }
        let name: Subdomain?
        do {
            name = try SubdomainChoice.read(subdomain)
        } catch let problem as Problem {
            name = nil
            violations += problem.violations
        }
        if EmailAddress(email) == nil { refuse("#/email", "An e-mail address has the form name@domain.") }
        let zone = timeZone ?? Self.standardTimeZone
        let region = PhoneNumber.Region(ofBusinessWith: nil, timeZone: zone)
        let number = phone.flatMap { PhoneNumber($0, region: region) }
        if phone != nil, number == nil { refuse("#/phone", "This is not a phone number.") }
        let chosenPlan = Plan(named: plan ?? Plan.starter.rawValue)
        if chosenPlan == nil { refuse("#/plan", "A plan is one of Starter, Professional, Enterprise.") }
        if TimeZone(identifier: zone) == nil { refuse("#/time_zone", "This is not an IANA time zone, such as Europe/Rome.") }
        let currency = (currency ?? Self.standardCurrency).uppercased()
        if currency.count != 3 || !currency.allSatisfy({ $0.isASCII && $0.isLetter }) {
            refuse("#/currency", "A currency is an ISO 4217 code, such as USD.")
        }
        guard violations.isEmpty, let kind, let name, let chosenPlan else { throw Problem.invalid(violations) }
        return Validated(
            name: businessName.trimmingCharacters(in: .whitespacesAndNewlines), kind: kind, subdomain: name, email: email, phone: number,
            plan: chosenPlan, isDemo: demoAccount ?? false, timeZone: zone, currency: currency)
    }
}
